import { z } from 'zod'
import { instantSchema } from '../contract/schema.ts'
import type { ClockReading, Instant } from '../ports/clock.ts'
import type { Repositories } from '../ports/repositories.ts'
import { boundsOf, observe, readingSchema, type Anomaly, type Bounds, type ClockLimits, type ClockState } from './bounds.ts'

const limitKey = 'clock/limit'
const day = 86_400_000

/** How many days this PC is switched off at most without a start after that being suspect; a site may choose another number. */
export const usualDaysOff = 30

const limitSchema = z.strictObject({ days: z.int().min(1).max(400), reason: z.string(), by: z.string(), at: instantSchema })

/** The site's own limit with who set it and why, or `null` while the usual one holds. */
export function chosenLimit(repositories: Pick<Repositories, 'settings'>): z.output<typeof limitSchema> | null {
  const text = repositories.settings.get(limitKey)
  return text === null ? null : limitSchema.parse(JSON.parse(text))
}

/** Keeps the site's own limit. */
export function chooseLimit(repositories: Pick<Repositories, 'settings'>, limit: z.output<typeof limitSchema>): void {
  repositories.settings.set(limitKey, JSON.stringify(limit))
}

/** What readings are judged by. */
export function limitsOf(repositories: Pick<Repositories, 'settings'>): ClockLimits {
  return { off: (chosenLimit(repositories)?.days ?? usualDaysOff) * day }
}

/** The clock as far as the record tells it. */
export interface ToldClock {
  readonly state: ClockState
  /** What no event was written about yet. */
  readonly found: readonly Found[]
  /** The newest audit row taken into account. */
  readonly sequence: number
  /** Rows read since the newest event. */
  readonly rows: number
}

/** An anomaly and what was known after it. */
export interface Found {
  readonly anomaly: Anomaly
  readonly state: ClockState
}

/** The latest that was told since the program started, and when by the uptime: readings that left no row count as well. */
interface Peak {
  readonly upper: Instant
  readonly bootId: string
  readonly uptime: number
}

interface Kept {
  readonly event: string | null
  readonly limit: number
  readonly told: ToldClock | null
  readonly peak: Peak | null
}

/** What was read of each open record; a row that is on disk never changes, so it is read once. */
const kept = new WeakMap<Repositories['audit'], Kept>()

const pageSize = 500

/** What the rows of the record tell about the clock; `null` while there are none. */
function recordedClock(repositories: Repositories): ToldClock | null {
  const event = repositories.clockEvents.last()
  const limits = limitsOf(repositories)
  const before = kept.get(repositories.audit)
  const goesOn = before?.event === (event?.id ?? null) && before.limit === limits.off ? before.told : null
  let told: ToldClock | null = goesOn ?? (event === null ? null : { state: event.state, found: [], sequence: event.sequence, rows: 0 })
  for (;;) {
    const page = repositories.audit.list(told?.sequence ?? 0, pageSize)
    for (const row of page) told = take(told, readingOf(row.rowText), row.sequence, limits)
    if (page.length < pageSize) break
  }
  // What people said counts more than what was told before.
  const isSpoken = before !== undefined && before.event !== (event?.id ?? null) && (event?.kind === 'stated' || event?.kind === 'confirmed')
  kept.set(repositories.audit, { event: event?.id ?? null, limit: limits.off, told, peak: isSpoken ? null : (before?.peak ?? null) })
  return told
}

function take(told: ToldClock | null, reading: ClockReading, sequence: number, limits: ClockLimits): ToldClock {
  const { state, found } = observe(told?.state ?? null, reading, limits)
  return { state, found: [...(told?.found ?? []), ...found.map((anomaly) => ({ anomaly, state }))], sequence, rows: (told?.rows ?? 0) + 1 }
}

/** The machine's reading that a row was stamped with. */
function readingOf(rowText: string): ClockReading {
  const { at, offset, zone, bootId, uptime } = JSON.parse(rowText) as Record<keyof ClockReading, unknown>
  return readingSchema.parse({ at, offset, zone, bootId, uptime })
}

/** The clock at a reading just taken. */
export function clockAt(repositories: Repositories, reading: ClockReading): ToldClock {
  const recorded = recordedClock(repositories)
  const now = take(recorded, reading, recorded?.sequence ?? 0, limitsOf(repositories))
  return { ...now, state: withPeak(repositories, now.state), rows: recorded?.rows ?? 0 }
}

/** Never less than what was told a moment ago, whatever small steps the clock made since. */
function withPeak(repositories: Repositories, state: ClockState): ClockState {
  const memory = kept.get(repositories.audit)
  if (memory === undefined) return state
  const { bootId, uptime } = state.last
  const { peak } = memory
  const carried = peak === null || peak.bootId !== bootId || peak.uptime > uptime ? state.upper : peak.upper + (uptime - peak.uptime)
  const upper = Math.max(state.upper, carried)
  kept.set(repositories.audit, { ...memory, peak: { upper, bootId, uptime } })
  return upper === state.upper ? state : { ...state, upper }
}

/** The newest reading that is on disk; `null` in an empty record. */
export function lastKept(repositories: Repositories): ClockReading | null {
  return recordedClock(repositories)?.state.last ?? null
}

/** Between which moments a reading was taken. */
export function boundsAt(repositories: Repositories, reading: ClockReading): Bounds {
  return boundsOf(clockAt(repositories, reading).state)
}

/**
 * The latest moment that it may be now, UTC ms. Deadlines are judged by it, so that no clock that was set back, and no dead battery,
 * ever shows time that is not there; and what really has happened is not refused as lying in the future.
 */
export function latestNow(repositories: Repositories, reading: ClockReading): Instant {
  return boundsAt(repositories, reading).upper
}

/**
 * The earliest moment that it may be now, UTC ms. What a deadline counts from, where nobody states it, is stamped with this: a clock that
 * ran ahead must not give time.
 */
export function earliestNow(repositories: Repositories, reading: ClockReading): Instant {
  return boundsAt(repositories, reading).lower
}
