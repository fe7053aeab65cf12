import { localTime } from '../../../shared/clock/local-time.ts'
import { clockText, dateText } from '../../../shared/clock/time-text.ts'
import type { Instant } from '../../../shared/ports/clock.ts'

/** An instant as it stands in a field to be edited: `2026-11-23 23:50`, in German `23.11.2026 23:50`. Minutes; what `readTyped` reads. */
export function editText(instant: Instant, zone: string, language: string): string {
  const local = localTime(instant, zone)
  const iso = dateText(local)
  const [year, month, day] = iso.split('-')
  const date = language === 'de' ? `${day ?? ''}.${month ?? ''}.${year ?? ''}` : iso
  return `${date} ${clockText(local)}`
}
