import type { Instant } from '../ports/clock.ts'
import { daysInMonth, localTime, readLocal, earlierInstant } from './local-time.ts'

/** How long a duty lasts. `as-requested`: the authority names the date. */
export type Period = { readonly hours: number } | { readonly months: number } | 'at-once' | 'as-requested'

/** End of a period, with what happened on the way so that a screen can show it. */
export interface PeriodEnd {
  readonly instant: Instant
  /** The month has no such date: its last day was taken. */
  readonly clamped: boolean
  /** `skipped` and `doubled`: the clock time falls into a change of summer time, and the earlier instant was taken. */
  readonly clock: 'usual' | 'skipped' | 'doubled'
}

/** Elapsed hours in UTC; the zone plays no part, so a change of summer time neither adds nor takes an hour. */
export function addHours(from: Instant, hours: number): Instant {
  return from + hours * 3_600_000
}

/**
 * The same local date and clock time `months` later, in the zone; clamped to the last day of a shorter month
 * (Regulation 1182/71 Art 3(2)(c), with the clock time kept, which is the stricter reading).
 */
export function addMonths(from: Instant, months: number, zone: string): PeriodEnd {
  const local = localTime(from, zone)
  const index = local.year * 12 + (local.month - 1) + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  const last = daysInMonth(year, month)
  const reading = readLocal({ ...local, year, month, day: Math.min(local.day, last) }, zone)
  const clock = reading.kind === 'one' ? 'usual' : reading.kind === 'two' ? 'doubled' : 'skipped'
  return { instant: earlierInstant(reading), clamped: local.day > last, clock }
}

/** When a period that begins at `from` ends. `as-requested` without a date ends at once: the Directive leaves no other. */
export function endOfPeriod(from: Instant, period: Period, zone: string): PeriodEnd {
  if (typeof period === 'string') return { instant: from, clamped: false, clock: 'usual' }
  if ('months' in period) return addMonths(from, period.months, zone)
  return { instant: addHours(from, period.hours), clamped: false, clock: 'usual' }
}
