import type { Instant } from '../ports/clock.ts'
import type { LocalTime } from './local-time.ts'
import { isCalendarTime, localTime, offsetMillis, wallMillis } from './local-time.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** Offset of the zone at an instant as `+02:00`; old zones with seconds are cut to minutes. */
export function offsetText(instant: Instant, zone: string): string {
  const minutes = Math.trunc(offsetMillis(instant, zone) / 60_000)
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** Local date as `2026-03-29`. */
export function dateText(local: Pick<LocalTime, 'year' | 'month' | 'day'>): string {
  return `${String(local.year).padStart(4, '0')}-${two(local.month)}-${two(local.day)}`
}

/** Local clock time as `21:00`, 24 hours. */
export function clockText(local: Pick<LocalTime, 'hour' | 'minute'>): string {
  return `${two(local.hour)}:${two(local.minute)}`
}

/** ISO 8601 with offset, `2026-03-29T21:00:00+02:00`; milliseconds only when there are any. */
export function isoText(instant: Instant, zone: string): string {
  const local = localTime(instant, zone)
  const fraction = local.millisecond === 0 ? '' : `.${String(local.millisecond).padStart(3, '0')}`
  return `${dateText(local)}T${clockText(local)}:${two(local.second)}${fraction}${offsetText(instant, zone)}`
}

/** ISO 8601 in UTC, `2026-03-29T19:00:00Z`; milliseconds only when there are any. */
export function utcText(instant: Instant): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})$/

/** Reads ISO 8601 with an offset or `Z`. `null` when it is not one, or when the date does not exist. */
export function readIso(text: string): Instant | null {
  const match = isoPattern.exec(text)
  if (match === null) return null
  const part = (index: number): number => Number(match[index] ?? 0)
  const millisecond = Number((match[7] ?? '0').padEnd(3, '0'))
  const local = { year: part(1), month: part(2), day: part(3), hour: part(4), minute: part(5), second: part(6), millisecond }
  const offset = readOffset(match[8] ?? 'Z')
  return isCalendarTime(local) && offset !== null ? wallMillis(local) - offset : null
}

function readOffset(text: string): number | null {
  if (text === 'Z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(4, 6))
  if (hours > 14 || minutes > 59) return null
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

/**
 * An instant for people: weekday, date, 24-hour clock and offset in the words of a language,
 * `Sun, 29 Mar 2026, 21:00 (+02:00)`.
 * @param language BCP 47; `en` is read as `en-GB`, day before month.
 */
export function displayText(instant: Instant, zone: string, language: string): string {
  return `${dayText(instant, zone, language)}, ${clockText(localTime(instant, zone))} (${offsetText(instant, zone)})`
}

/** The same where it is not plain whose clock is meant: with the name of the zone, `Sun, 29 Mar 2026, 21:00 (+02:00, Europe/Berlin)`. */
export function zonedDisplayText(instant: Instant, zone: string, language: string): string {
  return `${dayText(instant, zone, language)}, ${clockText(localTime(instant, zone))} (${offsetText(instant, zone)}, ${zoneName(zone)})`
}

/**
 * An instant in UTC for people, beside the local one of a zone: `UTC 19:00`, with the day only where it is another one. Seconds stand
 * there only where somebody gave them; a moment taken from a clock has milliseconds, and neither these nor its seconds tell anything.
 */
export function utcDisplayText(instant: Instant, zone: string, language: string): string {
  const utc = localTime(instant, 'UTC')
  const day = dateText(utc) === dateText(localTime(instant, zone)) ? '' : `${dayText(instant, 'UTC', language)}, `
  const seconds = utc.millisecond === 0 && utc.second !== 0 ? `:${two(utc.second)}` : ''
  return `UTC ${day}${clockText(utc)}${seconds}`
}

/** An IANA zone as people read it, `America/New York`. */
export function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ')
}

function dayText(instant: Instant, zone: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(instant)
}
