import { localTime } from '../../../shared/clock/local-time.ts'
import { clockText } from '../../../shared/clock/time-text.ts'
import type { Instant } from '../../../shared/ports/clock.ts'

/** An instant with its year, for what may be years old: `23 Nov 2026, 21:00`. @param language BCP 47; `en` is read as `en-GB`. */
export function longTime(instant: Instant, zone: string, language: string): string {
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' }).format(instant)
  return `${day}, ${clockText(localTime(instant, zone))}`
}
