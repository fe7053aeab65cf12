import type { Instant } from '../ports/clock.ts'

/** What a wall clock shows: month 1 to 12, hour 0 to 23, no zone. */
export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

/**
 * The instants at which a wall clock shows a local time:
 * - `one`: the usual case.
 * - `two`: the hour is doubled (clocks go back); both readings.
 * - `none`: the time is skipped (clocks go forward); `earlier` reads it with the offset after the change, `later` with the one before.
 */
export type LocalReading =
  | { readonly kind: 'one'; readonly instant: Instant }
  | { readonly kind: 'two' | 'none'; readonly earlier: Instant; readonly later: Instant }

const dayLength = 86_400_000
const formatters = new Map<string, Intl.DateTimeFormat>()

/** True when the runtime knows the IANA zone. Bare offsets such as `+01:00` are not zones: they know no summer time. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    formatter(zone)
    return true
  } catch {
    return false
  }
}

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(zone, made)
  return made
}

/**
 * What a wall clock in the zone shows at an instant (years 1000 to 9999).
 * @throws RangeError when the zone is not known to the runtime.
 */
export function localTime(instant: Instant, zone: string): LocalTime {
  const fields = new Map<string, number>()
  for (const part of formatter(zone).formatToParts(instant)) fields.set(part.type, Number(part.value))
  const field = (name: string): number => fields.get(name) ?? 0
  return {
    year: field('year'),
    month: field('month'),
    day: field('day'),
    hour: field('hour'),
    minute: field('minute'),
    second: field('second'),
    millisecond: ((instant % 1000) + 1000) % 1000,
  }
}

/** The local time read as if it were UTC: a plain number to compare and to add to. Days and months may overflow. */
export function wallMillis(local: LocalTime): number {
  return Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second, local.millisecond)
}

/** The local time that `wallMillis` stands for. */
export function fromWallMillis(wall: number): LocalTime {
  const date = new Date(wall)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  }
}

/** Milliseconds by which the zone is ahead of UTC at an instant (negative to the west). */
export function offsetMillis(instant: Instant, zone: string): number {
  return wallMillis(localTime(instant, zone)) - instant
}

/** The instants at which a wall clock in the zone shows `local`. Overflowing days are normalised first (31 April is 1 May). */
export function readLocal(local: LocalTime, zone: string): LocalReading {
  const wall = wallMillis(local)
  // No zone is more than 14 h from UTC, so a day to each side lies before and after any change that matters here.
  const before = offsetMillis(wall - dayLength, zone)
  const after = offsetMillis(wall + dayLength, zone)
  const [earlier, later] = before > after ? [wall - before, wall - after] : [wall - after, wall - before]
  const matches = [earlier, later].filter((instant) => wallMillis(localTime(instant, zone)) === wall)
  const only = matches[0]
  if (only === undefined) return { kind: 'none', earlier, later }
  if (matches.length === 2 && earlier !== later) return { kind: 'two', earlier, later }
  return { kind: 'one', instant: only }
}

/** The instant of a reading; of a doubled or skipped time the earlier one, which never makes a deadline later. */
export function earlierInstant(reading: LocalReading): Instant {
  return reading.kind === 'one' ? reading.instant : reading.earlier
}

/** ISO weekday of a local date: 1 Monday to 7 Sunday. */
export function weekday(local: Pick<LocalTime, 'year' | 'month' | 'day'>): number {
  const sundayFirst = new Date(Date.UTC(local.year, local.month - 1, local.day)).getUTCDay()
  return sundayFirst === 0 ? 7 : sundayFirst
}

/** Days in a month, 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** True when the date and clock time exist in the calendar (not whether a zone skips it). */
export function isCalendarTime(local: LocalTime): boolean {
  return (
    local.month >= 1 &&
    local.month <= 12 &&
    local.day >= 1 &&
    local.day <= daysInMonth(local.year, local.month) &&
    local.hour <= 23 &&
    local.minute <= 59 &&
    local.second <= 59
  )
}
