import { useTranslation } from 'react-i18next'
import type { AnomalyKind } from '../../../shared/clock/bounds.ts'
import { doubtOf, noDoubt, timeLeft, type Doubt, type TimeLeft } from '../../../shared/clock/leave-by.ts'
import { displayText } from '../../../shared/clock/time-text.ts'
import type { Instant } from '../../../shared/ports/clock.ts'
import { useNow } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { durationText } from '../../ui/duration-text.ts'
import type {} from './texts.ts'

/** The `t` of this feature. */
export type ClockT = ReturnType<typeof useTranslation<'clock'>>['t']

const hour = 3_600_000
const day = 24 * hour

/** How far the time itself is in doubt, as the core last told. */
export function useDoubt(): Doubt {
  const { value } = useQuery('deadlines.bar', {})
  return value === undefined ? noDoubt : doubtOf(value)
}

/** From so much on the further end of a range says nothing any more: two months, in hours. */
const farHours = 60 * 24

/** From so many hours on the ends of a range are told in whole hours. */
const wholeHoursFrom = 3

/** What is left in words: "5 h 12 min left", "between 1 h and 3 h left", "may be overdue; if not, 20 min left", "time left not known". */
export function leftText(t: ClockT, left: TimeLeft): string {
  const length = (parts: Parameters<typeof durationText>[1]): string => durationText(t as never, parts)
  switch (left.kind) {
    case 'unknown':
      return t('left.unknown')
    case 'known':
      return t(left.least.overdue ? 'left.late' : 'left.left', { time: length(left.least) })
    case 'range': {
      const { least, most } = left
      if (most.overdue) return least.hours > farHours ? t('left.lateAtLeast', { time: length(most) }) : t('left.lateBetween', { least: length(most), most: length(least) })
      if (least.overdue) return most.hours > farHours ? t('left.perhapsLate') : t('left.perhaps', { time: length(most) })
      // Minutes of a range of hours say nothing; both ends are cut, never rounded up.
      if (least.hours >= wholeHoursFrom && most.hours <= farHours) return t('left.betweenHours', { least: least.hours, most: most.hours })
      return most.hours > farHours ? t('left.atLeast', { time: length(least) }) : t('left.between', { least: length(least), most: length(most) })
    }
  }
}

/**
 * What is left until a due moment. It counts on every second, so that it never tells another minute than the bar above; use it in a small
 * component, which is drawn again each time.
 */
export function useLeftText(): (due: Instant) => string {
  const { t } = useTranslation(['clock', 'ui'])
  const now = useNow(1_000)
  const doubt = useDoubt()
  return (due) => leftText(t as ClockT, timeLeft(due, now, doubt))
}

/** A length of time of a jump, in the two units that tell it: "3 days 2 h", "4 min 10 s". */
export function jumpText(t: ClockT, milliseconds: number): string {
  const size = Math.abs(milliseconds)
  const days = Math.floor(size / day)
  const hours = Math.floor((size % day) / hour)
  const minutes = Math.floor((size % hour) / 60_000)
  const seconds = Math.floor((size % 60_000) / 1_000)
  if (days >= 730) return t('jump.years', { count: Math.round(days / 365.25) })
  if (days > 0) return t('jump.days', { count: days, hours })
  if (hours > 0) return t('jump.hours', { hours, minutes })
  return minutes > 0 ? t('jump.minutes', { minutes, seconds }) : t('jump.seconds', { seconds })
}

/** What the PC's clock did, in one plain sentence. */
export function anomalyText(t: ClockT, anomaly: { readonly kind: AnomalyKind; readonly at: Instant; readonly difference: number | null }, zone: string, language: string): string {
  return t(`did.${anomaly.kind}`, {
    time: displayText(anomaly.at, zone, language),
    length: anomaly.difference === null ? '' : jumpText(t, anomaly.difference),
  })
}
