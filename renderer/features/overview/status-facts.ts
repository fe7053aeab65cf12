import { useTranslation } from 'react-i18next'
import { localTime } from '../../../shared/clock/local-time.ts'
import { clockText, dateText } from '../../../shared/clock/time-text.ts'
import { useQuery } from '../../api/hooks.ts'
import type { StatusFact } from '../../app/frame/StatusFooter.tsx'
import { useBackupFact } from '../backup/backup-words.ts'
import { useSpaceFact } from '../space/space-words.ts'
import { useRecordCheck } from './record-check.ts'
import type {} from './texts.ts'

/** "02:58" on the day of `now`, else "2026-11-23 02:58", in a zone. */
export function footerTime(at: number, now: number, zone: string): string {
  const then = localTime(at, zone)
  return dateText(then) === dateText(localTime(now, zone)) ? clockText(then) : `${dateText(then)} ${clockText(then)}`
}

/** Whether the record was checked in this window, and when somebody last compared the clock. */
export function useStatusFacts(): readonly StatusFact[] {
  const { t } = useTranslation(['frame', 'overview'])
  const last = useRecordCheck((state) => state.last)
  const { value: bar } = useQuery('deadlines.bar', {})
  const record: StatusFact =
    last === null
      ? { id: 'record', text: t('frame:status.notChecked') }
      : last.result.intact
        ? { id: 'record', text: t('frame:status.intact') }
        : { id: 'record', text: t('frame:status.damaged'), severity: 'critical' }
  const backup = useBackupFact()
  const space = useSpaceFact()
  // What keeps things from being saved stands first.
  const first = space === null ? [record] : [space, record]
  const backups = backup === null ? [] : [backup]
  if (bar === undefined) return [...first, ...backups]
  if (bar.time.state === 'suspect') return [...first, ...backups, { id: 'clock', text: t('overview:clock.suspect'), severity: 'high' }]
  const clock = bar.stated === null ? t('overview:clock.notStated') : t(bar.time.state === 'confirmed' ? 'overview:clock.confirmed' : 'overview:clock.stated', { time: footerTime(bar.stated.at, bar.now, bar.zone) })
  return [...first, ...backups, { id: 'clock', text: clock }]
}
