import type { Instant } from '../ports/clock.ts'
import type { Deadline } from './deadline.ts'

/** How urgent a running deadline is; the order is that of the list. */
export const levels = ['normal', 'high', 'critical', 'overdue'] as const

/** One level of urgency. */
export type Level = (typeof levels)[number]

const minute = 60_000

/** From this long before "leave by" a deadline is `high`: two hours, in milliseconds. */
export const highBefore = 120 * minute

/** Under this much time seconds are shown: 10 minutes, in milliseconds. */
export const secondsBelow = 10 * minute

/** The last moment to set off with the stick: the deadline less the site's courier time in minutes. */
export function leaveBy(due: Instant, courierMinutes: number): Instant {
  return due - courierMinutes * minute
}

/**
 * How urgent it is: `high` from two hours before "leave by", `critical` from "leave by" on, `overdue` after the deadline.
 * The moment of the deadline itself is still in time.
 */
export function level(due: Instant, courierMinutes: number, now: Instant): Level {
  const leave = leaveBy(due, courierMinutes)
  if (now > due) return 'overdue'
  if (now >= leave) return 'critical'
  return now >= leave - highBefore ? 'high' : 'normal'
}

/** Time left or time over, cut to whole minutes (seconds in the last ten minutes), never rounded up. */
export interface Remaining {
  readonly overdue: boolean
  /** Whole hours, may be several hundred. */
  readonly hours: number
  /** 0 to 59. */
  readonly minutes: number
  /** 0 to 59 in the last and first ten minutes, else `null`: not shown. */
  readonly seconds: number | null
}

/** The time between now and a deadline, in the parts a countdown shows. */
export function remaining(due: Instant, now: Instant): Remaining {
  const size = Math.abs(due - now)
  const seconds = Math.floor(size / 1000)
  return {
    overdue: now > due,
    hours: Math.floor(seconds / 3600),
    minutes: Math.floor(seconds / 60) % 60,
    seconds: size < secondsBelow ? seconds % 60 : null,
  }
}

/** How far the time itself is in doubt, seen from the latest that it may be. */
export interface Doubt {
  /** It may be earlier by so many milliseconds; 0 where the bounds do not differ by more than clocks do. */
  readonly earlierBy: number
  /** It may also be later: the time is not known. */
  readonly open: boolean
}

/** The time is known. */
export const noDoubt: Doubt = { earlierBy: 0, open: false }

/** The doubt that the core tells. */
export function doubtOf(told: { readonly now: Instant; readonly time: { readonly lower: Instant; readonly open: boolean; readonly isRange: boolean } }): Doubt {
  return { earlierBy: told.time.isRange ? told.now - told.time.lower : 0, open: told.time.open }
}

/**
 * What can be said about the time left where the time itself is in doubt. Overdue is judged on the latest that it may be now.
 * - `known`: one figure.
 * - `range`: between `least` and `most`, or `least` is over already and `most` may be left.
 * - `unknown`: nobody knows; only the due moment can be told.
 */
export type TimeLeft =
  | { readonly kind: 'known'; readonly least: Remaining }
  | { readonly kind: 'range'; readonly least: Remaining; readonly most: Remaining }
  | { readonly kind: 'unknown' }

/** The time left until a deadline. @param now the latest that it may be. */
export function timeLeft(due: Instant, now: Instant, doubt: Doubt): TimeLeft {
  const least = remaining(due, now)
  if (doubt.open && !least.overdue) return { kind: 'unknown' }
  if (doubt.earlierBy === 0) return { kind: 'known', least }
  return { kind: 'range', least, most: remaining(due, now - doubt.earlierBy) }
}

/** The deadlines that still run, nearest first. */
export function nearestFirst(list: readonly Deadline[]): Deadline[] {
  return list.filter(({ state }) => state === 'running').sort((a, b) => a.due - b.due)
}

/** One row of the deadline bar before urgency: a deadline with what the bar needs to know of its incident and site. */
export interface BarRow {
  readonly incident: string
  readonly significance: 'undecided' | 'yes' | 'no'
  readonly courierMinutes: number
  readonly deadline: Deadline
}

/** A row with its urgency at one moment. */
export interface BarEntry<T extends BarRow> {
  readonly row: T
  readonly leaveBy: Instant
  readonly level: Level
  readonly remaining: Remaining
  /** The same where the time itself is in doubt. */
  readonly left: TimeLeft
  /** "If significant, ... Decide now." */
  readonly undecided: boolean
}

/** What the deadline bar says. `undecided`: the most urgent row belongs to an incident whose significance nobody has decided. */
export type BarState<T extends BarRow> =
  | { readonly kind: 'none' }
  | { readonly kind: 'undecided' | 'running'; readonly first: BarEntry<T>; readonly entries: readonly BarEntry<T>[] }

/**
 * The state of the deadline bar over all open incidents: whoever has to set off first comes first. Looks ahead (`assumed`) are
 * left out; everything else counts until it is submitted, however late.
 * @param now the latest that it may be.
 */
export function barState<T extends BarRow>(rows: readonly T[], now: Instant, doubt: Doubt = noDoubt): BarState<T> {
  const entries = rows
    .filter(({ deadline }) => deadline.state === 'running' && !deadline.assumed)
    .map((row): BarEntry<T> => {
      const { due } = row.deadline
      return {
        row,
        leaveBy: leaveBy(due, row.courierMinutes),
        level: doubtfulLevel(level(due, row.courierMinutes, now), doubt),
        remaining: remaining(due, now),
        left: timeLeft(due, now, doubt),
        undecided: row.significance === 'undecided',
      }
    })
    .sort((a, b) => a.leaveBy - b.leaveBy || a.row.deadline.due - b.row.deadline.due || (a.row.deadline.key < b.row.deadline.key ? -1 : 1))
  const first = entries[0]
  if (first === undefined) return { kind: 'none' }
  return { kind: first.undecided ? 'undecided' : 'running', first, entries }
}

/** A deadline whose time left nobody knows is never shown as if there were time. */
function doubtfulLevel(level: Level, doubt: Doubt): Level {
  return doubt.open && level === 'normal' ? 'high' : level
}
