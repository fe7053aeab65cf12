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
 */
export function barState<T extends BarRow>(rows: readonly T[], now: Instant): BarState<T> {
  const entries = rows
    .filter(({ deadline }) => deadline.state === 'running' && !deadline.assumed)
    .map((row): BarEntry<T> => {
      const { due } = row.deadline
      return {
        row,
        leaveBy: leaveBy(due, row.courierMinutes),
        level: level(due, row.courierMinutes, now),
        remaining: remaining(due, now),
        undecided: row.significance === 'undecided',
      }
    })
    .sort((a, b) => a.leaveBy - b.leaveBy || a.row.deadline.due - b.row.deadline.due || (a.row.deadline.key < b.row.deadline.key ? -1 : 1))
  const first = entries[0]
  if (first === undefined) return { kind: 'none' }
  return { kind: first.undecided ? 'undecided' : 'running', first, entries }
}
