import { localTime } from '../../shared/clock/local-time.ts'
import { clockText } from '../../shared/clock/time-text.ts'
import type { Instant } from '../../shared/ports/clock.ts'

/**
 * An instant where room is low and the zone is said elsewhere: weekday, day, month and 24-hour clock, `Mon 23 Nov, 21:00`.
 * @param language BCP 47; `en` is read as `en-GB`, day before month.
 */
export function shortTime(instant: Instant, zone: string, language: string): string {
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' }).format(instant)
  return `${day}, ${clockText(localTime(instant, zone))}`
}

/** The clock alone, `21:00`. */
export function clockOnly(instant: Instant, zone: string): string {
  return clockText(localTime(instant, zone))
}
