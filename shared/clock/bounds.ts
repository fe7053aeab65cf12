import { z } from 'zod'
import { instantSchema, zoneSchema } from '../contract/schema.ts'
import type { ClockReading, Instant } from '../ports/clock.ts'
import { isZone, offsetMillis } from './local-time.ts'

/** A reading of the machine as it is kept beside an event of the clock. */
export const readingSchema = z.strictObject({
  at: instantSchema,
  offset: z.number().int(),
  zone: zoneSchema,
  bootId: z.string().min(1).max(80),
  uptime: z.number().int().min(0),
})

/** From this difference on between the clock and the uptime of one boot it is a jump: 120 seconds, in milliseconds. */
export const jumpFrom = 120_000

/** How fast a quartz and the counted uptime may drift apart unnoticed, in milliseconds a millisecond: 100 parts in a million. */
const drift = 0.0001

/** A watch that shows the same as the PC within this agrees with it: it is read to the minute and typed in afterwards. Milliseconds. */
export const agreesWithin = 120_000

/** The last moment that the contract can carry: the end of the year 9999, less a day. */
const latestInstant = 253_402_214_399_999

/** Closed list of what is noticed about the PC's clock by itself. */
export const anomalyKinds = [
  /** Within one boot the clock went ahead of, or fell behind, the uptime. */
  'jump-forward',
  'jump-back',
  /** At a start of the PC the clock showed less than the newest row of the record. */
  'backwards',
  /** At a start of the PC the clock was further ahead of the newest row than the PC is ever switched off. */
  'beyond-limit',
  /** The clock shows a time before this program was made. */
  'before-build',
  /** The PC is set to another time zone. */
  'zone',
  /** The PC's offset from UTC is not that of its zone: summer time is switched off, or its rules are out of date. */
  'offset',
] as const

/** One kind of anomaly. */
export type AnomalyKind = (typeof anomalyKinds)[number]

/** True for a kind of event that was noticed, and not said. */
export function isAnomaly(kind: string): kind is AnomalyKind {
  return (anomalyKinds as readonly string[]).includes(kind)
}

/** One anomaly: what the clock showed before and what it shows now. */
export interface Anomaly {
  readonly kind: AnomalyKind
  readonly before: ClockReading | null
  readonly reading: ClockReading
  /** By how many milliseconds the clock went wrong, positive forward; `null` where it is no matter of length. */
  readonly difference: number | null
}

/** What follows from all readings up to one: between which bounds the truth lies, seen from the PC's clock. All differences are milliseconds. */
export const clockStateSchema = z.strictObject({
  last: readingSchema,
  /** Where in this boot the clock was last in step with the uptime. */
  step: z.strictObject({ at: instantSchema, uptime: z.number().int().min(0) }),
  /** It is not earlier than the PC's clock plus this. */
  low: z.number().int(),
  /** By the machine it is not later than the PC's clock plus this. */
  high: z.number().int(),
  /** The upper bound at `last`. It only falls by a record of what people said. */
  upper: z.number().int(),
  /** The PC may have been switched off for a time that nobody knows: there is no upper bound. */
  open: z.boolean(),
  /** What somebody read off a watch or phone, less the PC's clock; `null` when nobody did since the clock was last suspect. */
  stated: z.number().int().nullable(),
  /** A second person confirmed that in this boot: the uptime carries it on, whatever the clock does. */
  settled: z.boolean(),
})

/** See `clockStateSchema`. */
export type ClockState = Readonly<z.output<typeof clockStateSchema>>

/** What the judgement rests on besides the readings. */
export interface ClockLimits {
  /** How long this PC may have been switched off without that being suspect, in milliseconds. */
  readonly off: number
}

/** Between which moments it is now. */
export interface Bounds {
  readonly lower: Instant
  /** Deadlines are judged by it. */
  readonly upper: Instant
  /** True when it may also be later than `upper`: the time is not known. */
  readonly open: boolean
  /** True when the two differ by more than clocks do by themselves. */
  readonly isRange: boolean
}

/** What one more reading tells: the state after it and what was noticed. */
export interface Observed {
  readonly state: ClockState
  readonly found: readonly Anomaly[]
}

/** Whether a reading belongs to the same start of the PC and comes after the other. A restored virtual machine counts as started anew. */
function isSameBoot(before: ClockReading, reading: ClockReading): boolean {
  return before.bootId === reading.bootId && reading.uptime >= before.uptime
}

/**
 * Takes one more reading into account, in the order of recording.
 * - Within one boot the uptime tells how much time passed, so a clock that does something else jumped: the truth lies on the old or on
 *   the new line, and both are kept.
 * - Across boots forward is normal up to the limit; further forward, and backward, is suspect.
 * - After a confirmed reference only the uptime counts, until the next start of the PC.
 */
export function observe(state: ClockState | null, reading: ClockReading, limits: ClockLimits): Observed {
  if (state === null) return begin(reading)
  const { last } = state
  const zone = zoneAnomalies(last, reading)
  const { state: next, found } = isSameBoot(last, reading) ? within(state, reading) : across(state, reading, limits)
  return { state: next, found: [...found, ...zone] }
}

/** The first row of a record: there is nothing to doubt the clock by. */
function begin(reading: ClockReading): Observed {
  const step = { at: reading.at, uptime: reading.uptime }
  const state: ClockState = { last: reading, step, low: 0, high: 0, upper: reading.at, open: false, stated: null, settled: false }
  return { state, found: isOffsetStrange(reading) ? [{ kind: 'offset', before: null, reading, difference: null }] : [] }
}

/**
 * A clock that shows a time from before this program was made is wrong: it is at least that moment, and nobody knows how much later.
 * What people said counts more.
 * @returns `null` when nothing is to be said.
 */
export function beforeMaking(state: ClockState, madeAt: Instant): { readonly state: ClockState; readonly anomaly: Anomaly } | null {
  const { last, low, stated } = state
  const behind = madeAt - last.at
  if (stated !== null || low >= behind) return null
  const high = Math.max(state.high, behind)
  return {
    state: { ...state, low: behind, high, upper: Math.max(state.upper, last.at + high), open: true },
    anomaly: { kind: 'before-build', before: null, reading: last, difference: -behind },
  }
}

/** The later of what the machine and what people say, seen from the PC's clock. */
function highest(state: ClockState): number {
  return Math.max(state.high, state.stated ?? state.high)
}

function within(state: ClockState, reading: ClockReading): Observed {
  const { last, step } = state
  const passed = reading.uptime - step.uptime
  const jump = reading.at - step.at - passed
  const carried = state.upper + (reading.uptime - last.uptime)
  if (Math.abs(jump) <= jumpFrom + Math.ceil(passed * drift)) {
    const upper = state.settled ? carried : Math.max(carried, reading.at + highest(state))
    return { state: { ...state, last: reading, upper }, found: [] }
  }
  const stated = state.stated === null ? null : state.stated - jump
  const onStep = { at: reading.at, uptime: reading.uptime }
  const moved: ClockState = state.settled
    ? { ...state, last: reading, step: onStep, low: state.low - jump, high: state.high - jump, stated, upper: carried }
    : {
        ...state,
        last: reading,
        step: onStep,
        // What the clock shows now may be right, too.
        low: Math.min(state.low - jump, 0),
        high: Math.max(state.high - jump, 0),
        stated,
        upper: Math.max(carried, reading.at + Math.max(highest(state) - jump, 0)),
      }
  return { state: moved, found: [{ kind: jump > 0 ? 'jump-forward' : 'jump-back', before: last, reading, difference: jump }] }
}

function across(state: ClockState, reading: ClockReading, limits: ClockLimits): Observed {
  const { last } = state
  const forward = reading.at - last.at
  const started = { ...state, last: reading, step: { at: reading.at, uptime: reading.uptime }, settled: false }
  if (forward < -jumpFrom) {
    // For how long the PC was off is not known either: what was the latest before is only the least that it can be now.
    const high = highest(state) - forward
    return {
      state: { ...started, low: Math.min(state.low - forward, 0), high, upper: Math.max(state.upper, reading.at + high), open: true, stated: null },
      found: [{ kind: 'backwards', before: last, reading, difference: forward }],
    }
  }
  if (forward > limits.off) {
    const high = Math.max(highest(state), 0)
    return {
      state: { ...started, low: Math.min(state.low - forward, 0), high, upper: Math.max(state.upper, reading.at + high), stated: null },
      found: [{ kind: 'beyond-limit', before: last, reading, difference: forward }],
    }
  }
  return { state: { ...started, upper: Math.max(state.upper, reading.at + highest(state)) }, found: [] }
}

function zoneAnomalies(before: ClockReading, reading: ClockReading): Anomaly[] {
  if (before.zone !== reading.zone) return [{ kind: 'zone', before, reading, difference: null }]
  return isOffsetStrange(reading) && !isOffsetStrange(before) ? [{ kind: 'offset', before, reading, difference: null }] : []
}

/** True when the machine's offset is not the one its zone has at that moment. Summer time by the rules is nothing to be noticed. */
function isOffsetStrange({ at, zone, offset }: ClockReading): boolean {
  return isZone(zone) && Math.round(offsetMillis(at, zone) / 60_000) !== offset
}

/**
 * One person read a watch or phone: `instant` at the moment of `state.last`.
 * - It may raise both bounds: a PC that is behind gains nothing by it.
 * - It never lowers the upper bound below what the machine says; that takes a second person. A newer word of one person replaces an older.
 * - Said by the control room without a confirmed person it widens only.
 */
export function withStated(before: ClockState, instant: Instant, isPerson: boolean): ClockState {
  const said = instant - before.last.at
  const stated = Math.abs(said) <= agreesWithin ? 0 : said
  const low = isPerson ? stated : Math.min(before.low, stated)
  return { ...before, low, stated, open: isPerson ? false : before.open, settled: false, upper: before.last.at + Math.max(before.high, stated) }
}

/**
 * A second person confirmed what the first stated: both bounds are that. The only way in which the upper bound comes down below what the
 * machine says.
 * @returns `null` when nothing is stated that could be confirmed.
 */
export function withConfirmed(before: ClockState): ClockState | null {
  const { stated, last } = before
  if (stated === null) return null
  return { ...before, low: stated, high: stated, upper: last.at + stated, open: false, settled: true }
}

/** Between which moments the last reading was taken. */
export function boundsOf(state: ClockState): Bounds {
  const upper = Math.min(latestInstant, Math.max(state.upper, 0))
  const lower = Math.min(upper, Math.max(state.last.at + state.low, 0))
  const slack = jumpFrom + Math.ceil((state.last.uptime - state.step.uptime) * drift)
  return { lower, upper, open: state.open, isRange: upper - lower > slack }
}
