import type { Instant } from '../ports/clock.ts'
import type { LocalTime } from './local-time.ts'
import { earlierInstant, fromWallMillis, isCalendarTime, localTime, readLocal, wallMillis } from './local-time.ts'
import { readIso } from './time-text.ts'

/** The day of a typed time seen from now: shown back to the person ("yesterday, Mon 23 Nov"). */
export type TypedDay = 'today' | 'yesterday' | 'tomorrow' | 'other'

/** What a typed date or time was understood as. */
export type TypedTime =
  | { readonly kind: 'understood'; readonly instant: Instant; readonly day: TypedDay }
  /** The hour is doubled: ask "first or second?". */
  | { readonly kind: 'doubled'; readonly first: Instant; readonly second: Instant; readonly day: TypedDay }
  /** The time is skipped by summer time: offer both neighbours, `earlier` first. */
  | { readonly kind: 'skipped'; readonly earlier: Instant; readonly later: Instant; readonly day: TypedDay }
  | { readonly kind: 'not-understood' }
  /** Well-formed, but there is no such date or clock time. */
  | { readonly kind: 'no-such-date' }

/** How to read a typed time. */
export interface TypedContext {
  readonly zone: string
  readonly now: Instant
  /** Milliseconds by which a bare clock time may lie ahead of `now` and still mean today. */
  readonly tolerance: number
}

const dayLength = 86_400_000
const clockOnly = /^(\d{1,2})[:.](\d{2})$|^(\d{2})(\d{2})$/
const isoDate = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T,]+(\d{1,2})[:.](\d{2})(?::(\d{2}))?$/
const dottedDate = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?[ ,]+(\d{1,2})[:.](\d{2})(?::(\d{2}))?$/

/**
 * Reads what a person types into a time field, as local time of the zone:
 * `23:50`, `23.50` and `2350` (the last time the clock showed that: after midnight that is yesterday),
 * `2026-11-23 23:50`, `23.11.2026 23:50`, `23.11. 23:50` (the last such date), and ISO 8601 with an offset.
 * Dates with slashes are refused: nobody can tell day from month.
 */
export function readTyped(text: string, context: TypedContext): TypedTime {
  const trimmed = text.trim()
  const iso = readIso(trimmed)
  if (iso !== null) return { kind: 'understood', instant: iso, day: dayOf(localTime(iso, context.zone), context) }
  const clock = clockOnly.exec(trimmed)
  if (clock !== null) return readClock(Number(clock[1] ?? clock[3]), Number(clock[2] ?? clock[4]), context)
  const full = isoDate.exec(trimmed)
  if (full !== null) return answer(fields(full, [1, 2, 3, 4, 5, 6]), context)
  const dotted = dottedDate.exec(trimmed)
  if (dotted === null) return { kind: 'not-understood' }
  const local = fields(dotted, [3, 2, 1, 4, 5, 6])
  return answer(dotted[3] === undefined ? lastYear(local, context) : local, context)
}

function fields(match: RegExpExecArray, order: readonly [number, number, number, number, number, number]): LocalTime {
  const [year, month, day, hour, minute, second] = order.map((index) => Number(match[index] ?? 0))
  return {
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 0,
    hour: hour ?? 0,
    minute: minute ?? 0,
    second: second ?? 0,
    millisecond: 0,
  }
}

function readClock(hour: number, minute: number, context: TypedContext): TypedTime {
  const today = localTime(context.now, context.zone)
  const local = { ...today, hour, minute, second: 0, millisecond: 0 }
  if (!isCalendarTime(local)) return { kind: 'no-such-date' }
  return answer(isAhead(local, context) ? fromWallMillis(wallMillis(local) - dayLength) : local, context)
}

/** The newest year in which the date exists and does not lie ahead (29 February may be eight years back). */
function lastYear(local: LocalTime, context: TypedContext): LocalTime {
  const thisYear = localTime(context.now, context.zone).year
  for (let year = thisYear; year > thisYear - 9; year -= 1) {
    const tried = { ...local, year }
    if (isCalendarTime(tried) && !isAhead(tried, context)) return tried
  }
  return { ...local, year: thisYear }
}

function isAhead(local: LocalTime, context: TypedContext): boolean {
  return earlierInstant(readLocal(local, context.zone)) > context.now + context.tolerance
}

function answer(local: LocalTime, context: TypedContext): TypedTime {
  if (!isCalendarTime(local)) return { kind: 'no-such-date' }
  const day = dayOf(local, context)
  const reading = readLocal(local, context.zone)
  switch (reading.kind) {
    case 'one':
      return { kind: 'understood', instant: reading.instant, day }
    case 'two':
      return { kind: 'doubled', first: reading.earlier, second: reading.later, day }
    case 'none':
      return { kind: 'skipped', earlier: reading.earlier, later: reading.later, day }
  }
}

function dayOf(local: LocalTime, context: TypedContext): TypedDay {
  const today = localTime(context.now, context.zone)
  const days = Math.round((midnight(local) - midnight(today)) / dayLength)
  if (days === 0) return 'today'
  if (days === -1) return 'yesterday'
  return days === 1 ? 'tomorrow' : 'other'
}

function midnight(local: LocalTime): number {
  return wallMillis({ ...local, hour: 0, minute: 0, second: 0, millisecond: 0 })
}
