import { useTranslation } from 'react-i18next'
import { dateText, clockText } from '../../../shared/clock/time-text.ts'
import { localTime } from '../../../shared/clock/local-time.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { useCoreClock, useNow } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import type { StatusFact } from '../../app/frame/StatusFooter.tsx'
import type {} from './texts.ts'

/** How well the record is backed up, as the core tells it. */
export type BackupStanding = ReplyTo<'backups.state'>

const minute = 60_000
const day = 86_400_000

/** How well the record is backed up; looked at again every minute, since backups are made by themselves. */
export function useBackupStanding(): BackupStanding | undefined {
  return useQuery('backups.state', {}, { every: minute }).value
}

/** Whole days between two instants (UTC ms), 0 on the same day of 24 hours. */
export function daysSince(at: number, now: number): number {
  return Math.max(0, Math.floor((now - at) / day))
}

/** "backup 03:12, on a stick 5 days ago". Empty until it is known. */
export function useLastBackupText(): string {
  const { t } = useTranslation('backup')
  const standing = useBackupStanding()
  const now = useNow(minute)
  const { zone } = useCoreClock()
  if (standing === undefined) return ''
  const { last, outside } = standing
  const here = last === null ? t('footer.none') : t('footer.last', { time: shownTime(last.at, now, zone) })
  if (outside === null) return t('footer.outsideNone', { here })
  const days = daysSince(outside.at, now)
  return days === 0 ? t('footer.outsideToday', { here }) : t('footer.outside', { here, count: days })
}

/** The fact for the footer. Marked where a person must act. */
export function useBackupFact(): StatusFact | null {
  const { t } = useTranslation('backup')
  const standing = useBackupStanding()
  const text = useLastBackupText()
  if (standing === undefined) return null
  if (standing.failure !== null) return { id: 'backup', text: t('footer.failed'), severity: 'high' }
  return { id: 'backup', text, ...(standing.outsideOverdue ? { severity: 'medium' as const } : {}) }
}

/** "03:12" on the day of `now`, else with its date. */
function shownTime(at: number, now: number, zone: string): string {
  const then = localTime(at, zone)
  return dateText(then) === dateText(localTime(now, zone)) ? clockText(then) : `${dateText(then)} ${clockText(then)}`
}
