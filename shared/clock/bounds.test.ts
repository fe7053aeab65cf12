import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClockReading } from '../ports/clock.ts'
import { beforeMaking, boundsOf, observe, withConfirmed, withStated, type Anomaly, type ClockState } from './bounds.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const year = 365 * day
const limits = { off: 30 * day }
const start: ClockReading = { at: Date.UTC(2026, 10, 23, 7), offset: 60, zone: 'Europe/Berlin', bootId: 'a', uptime: hour }

/** A machine in which each part can be moved by itself, and what was noticed about it. */
function machine(first: ClockReading = start) {
  let reading = first
  let state = observe(null, first, limits).state
  const found: Anomaly[] = []
  return {
    reading: () => reading,
    state: () => state,
    bounds: () => boundsOf(state),
    kinds: () => found.map(({ kind }) => kind),
    /** `wall` and `up` are milliseconds to add. */
    pass(wall: number, up: number, changes: Partial<ClockReading> = {}) {
      reading = { ...reading, at: reading.at + wall, uptime: reading.uptime + up, ...changes }
      const observed = observe(state, reading, limits)
      state = observed.state
      found.push(...observed.found)
    },
    boot(wall: number, bootId: string) {
      reading = { ...reading, at: reading.at + wall, uptime: minute, bootId }
      const observed = observe(state, reading, limits)
      state = observed.state
      found.push(...observed.found)
    },
    say(instant: number, isPerson = true) {
      state = withStated(state, instant, isPerson)
    },
    confirm() {
      const confirmed = withConfirmed(state)
      if (confirmed === null) throw new Error('nothing stated')
      state = confirmed
    },
  }
}

describe('a clock that runs', () => {
  it('is one moment, through suspend and reboots within the limit', () => {
    const pc = machine()
    pc.pass(8 * hour, 8 * hour)
    pc.boot(29 * day, 'b')
    pc.pass(minute, minute)
    expect(pc.kinds()).toEqual([])
    expect(pc.bounds()).toEqual({ lower: pc.reading().at, upper: pc.reading().at, open: false, isRange: false })
  })

  it('may drift against the uptime like a quartz without being noticed', () => {
    const pc = machine()
    pc.pass(20 * day + 150 * second, 20 * day)
    expect(pc.kinds()).toEqual([])
    expect(pc.bounds().isRange).toBe(false)
  })
})

describe('a jump within one boot', () => {
  it('forward: both lines are kept', () => {
    const pc = machine()
    pc.pass(73 * year + minute, minute)
    expect(pc.kinds()).toEqual(['jump-forward'])
    expect(pc.bounds()).toEqual({ lower: start.at + minute, upper: start.at + 73 * year + minute, open: false, isRange: true })
  })

  it('back: the old line goes on as the upper bound', () => {
    const pc = machine()
    pc.pass(minute - 5 * hour, minute)
    expect(pc.kinds()).toEqual(['jump-back'])
    expect(pc.bounds()).toMatchObject({ lower: start.at + minute - 5 * hour, upper: start.at + minute, isRange: true })
  })

  it('in many small steps is seen once they come to more than 120 s', () => {
    const pc = machine()
    for (let step = 0; step < 4; step += 1) pc.pass(minute - 50 * second, minute)
    expect(pc.kinds()).toEqual(['jump-back'])
    expect(pc.bounds().upper).toBe(start.at + 4 * minute)
  })

  it('forward and back again stays in doubt until two people say what time it is', () => {
    const pc = machine()
    pc.pass(73 * year, minute)
    pc.pass(minute - 73 * year, minute)
    const right = pc.reading().at
    expect(pc.bounds()).toMatchObject({ isRange: true })
    expect(pc.bounds().upper).toBeGreaterThan(right + 72 * year)
    pc.say(right)
    expect(pc.bounds().upper).toBeGreaterThan(right + 72 * year)
    pc.confirm()
    expect(pc.bounds()).toEqual({ lower: right, upper: right, open: false, isRange: false })
  })

  it('after a confirmed time is noticed and changes nothing: the uptime carries it on', () => {
    const pc = machine()
    pc.say(start.at - hour)
    pc.confirm()
    pc.pass(year, minute)
    pc.pass(minute - 2 * year, minute)
    expect(pc.kinds()).toEqual(['jump-forward', 'jump-back'])
    expect(pc.bounds()).toMatchObject({ lower: start.at - hour + 2 * minute, upper: start.at - hour + 2 * minute, isRange: false })
  })
})

describe('a start of the PC', () => {
  it('with an earlier time is suspect, and nobody knows how late it may be', () => {
    const pc = machine()
    pc.boot(-20 * year, 'b')
    expect(pc.kinds()).toEqual(['backwards'])
    expect(pc.bounds()).toMatchObject({ lower: start.at - 20 * year, upper: start.at, open: true })
    pc.pass(hour, hour)
    expect(pc.bounds()).toMatchObject({ upper: start.at + hour, open: true })
    pc.say(start.at + 10 * day)
    expect(pc.bounds()).toEqual({ lower: start.at + 10 * day, upper: start.at + 10 * day, open: false, isRange: false })
  })

  it('further forward than the PC is ever off is suspect', () => {
    const pc = machine()
    pc.boot(31 * day, 'b')
    expect(pc.kinds()).toEqual(['beyond-limit'])
    expect(pc.bounds()).toMatchObject({ lower: start.at, upper: start.at + 31 * day, open: false, isRange: true })
    pc.say(start.at + 31 * day)
    expect(pc.bounds().isRange).toBe(false)
  })

  it('keeps what was stated or confirmed while the clock goes on as it should', () => {
    const pc = machine()
    pc.say(start.at + 3 * hour)
    pc.confirm()
    pc.boot(2 * day, 'b')
    expect(pc.bounds()).toMatchObject({ lower: start.at + 2 * day + 3 * hour, upper: start.at + 2 * day + 3 * hour })
  })

  it('of a restored virtual machine, whose uptime fell in the same boot, counts as a start', () => {
    const pc = machine()
    pc.pass(day, -30 * minute)
    expect(pc.kinds()).toEqual([])
    expect(pc.bounds().isRange).toBe(false)
  })
})

describe('people', () => {
  it('agree with a PC within what a watch shows', () => {
    const pc = machine()
    pc.say(start.at - 90 * second)
    expect(pc.bounds()).toMatchObject({ lower: start.at, upper: start.at })
  })

  it('bring the time forward alone, and never back alone', () => {
    const pc = machine()
    pc.say(start.at + hour)
    expect(pc.bounds()).toMatchObject({ lower: start.at + hour, upper: start.at + hour })
    // A slip of the same kind is corrected by another word, down to what the machine says.
    pc.say(start.at - hour)
    expect(pc.bounds()).toMatchObject({ lower: start.at - hour, upper: start.at })
  })

  it('without a confirmed person widen only', () => {
    const pc = machine()
    pc.say(start.at + hour, false)
    expect(pc.bounds()).toMatchObject({ lower: start.at, upper: start.at + hour })
    pc.boot(-year, 'b')
    pc.say(start.at, false)
    expect(pc.bounds().open).toBe(true)
  })
})

describe('zones', () => {
  it('another zone and an offset that is not the zone\'s are noticed once; the time stays', () => {
    const pc = machine()
    pc.pass(minute, minute, { zone: 'America/New_York', offset: -300 })
    pc.pass(minute, minute, { offset: 0 })
    pc.pass(minute, minute)
    expect(pc.kinds()).toEqual(['zone', 'offset'])
    expect(pc.bounds()).toMatchObject({ lower: start.at + 3 * minute, upper: start.at + 3 * minute })
  })

  it('summer time by the rules is nothing', () => {
    const pc = machine({ ...start, at: Date.UTC(2026, 2, 29, 0, 59), offset: 60 })
    pc.pass(2 * minute, 2 * minute, { offset: 120 })
    expect(pc.kinds()).toEqual([])
  })
})

describe('a clock from before the program was made', () => {
  it('is at least that moment, and not known', () => {
    const pc = machine({ ...start, at: 0 })
    const early = beforeMaking(pc.state(), start.at)
    expect(early?.anomaly.kind).toBe('before-build')
    expect(boundsOf(early?.state ?? pc.state())).toMatchObject({ lower: start.at, upper: start.at, open: true })
    expect(beforeMaking(early?.state ?? pc.state(), start.at)).toBeNull()
    expect(beforeMaking(withStated(pc.state(), 5 * day, true), start.at)).toBeNull()
  })
})

type Step =
  | { readonly do: 'pass'; readonly wall: number; readonly up: number }
  | { readonly do: 'boot'; readonly wall: number }
  | { readonly do: 'zone'; readonly zone: string }

const jumps = fc.oneof(fc.constant(0), fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: -90 * day, max: 90 * day }), fc.integer({ min: -60 * year, max: 100 * year }))
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('pass' as const), wall: jumps, up: fc.integer({ min: 0, max: 40 * day }) }).map((step) => ({ ...step, wall: step.wall + step.up })),
  fc.record({ do: fc.constant('boot' as const), wall: jumps }),
  fc.record({ do: fc.constant('zone' as const), zone: fc.constantFrom('Europe/Berlin', 'UTC', 'Pacific/Auckland', 'Not/Known') }),
)

function take(state: ClockState, step: Step, number: number): ClockState {
  const { last } = state
  const wall = Math.max(0, last.at + (step.do === 'zone' ? 0 : step.wall))
  const next: ClockReading =
    step.do === 'boot'
      ? { ...last, at: wall, bootId: `boot ${String(number)}`, uptime: minute }
      : step.do === 'zone'
        ? { ...last, zone: step.zone }
        : { ...last, at: wall, uptime: last.uptime + step.up }
  return observe(state, next, limits).state
}

describe('whatever the PC does', () => {
  it('the upper bound never falls by itself, so nothing overdue becomes due again and no deadline moves later', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30 }), (history) => {
        let { state } = observe(null, start, limits)
        history.forEach((step, number) => {
          const before = boundsOf(state)
          const same = step.do === 'pass' ? step.up : 0
          state = take(state, step, number)
          const after = boundsOf(state)
          expect(after.upper).toBeGreaterThanOrEqual(before.upper + same)
          expect(after.lower).toBeLessThanOrEqual(after.upper)
        })
      }),
      { numRuns: 500 },
    )
  })

  it('one person never brings the upper bound below what the machine alone says', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 20 }), fc.array(fc.record({ after: fc.nat(20), by: jumps, isPerson: fc.boolean() }), { maxLength: 6 }), (history, words) => {
        let { state: alone } = observe(null, start, limits)
        let { state } = observe(null, start, limits)
        history.forEach((step, number) => {
          alone = take(alone, step, number)
          state = take(state, step, number)
          for (const word of words.filter(({ after }) => after === number)) state = withStated(state, Math.max(0, state.last.at + word.by), word.isPerson)
          // Jitter below a jump is forgotten when somebody reads a watch.
          expect(boundsOf(state).upper).toBeGreaterThanOrEqual(boundsOf(alone).upper - 30 * minute)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('the truth lies between the bounds while one of clock and uptime can be believed and the PC is never off longer than the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ passes: fc.integer({ min: 0, max: 20 * day }), set: jumps, boot: fc.boolean() }), { maxLength: 20 }), (history) => {
        // The clock is right at first; then people set it as they like while the PC runs. The battery keeps it going while it is off.
        let truth = start.at
        let wrong = 0
        let reading = start
        let { state } = observe(null, start, limits)
        history.forEach((step, number) => {
          truth += step.passes
          if (!step.boot) wrong = Math.max(step.set, -truth)
          reading = step.boot
            ? { ...reading, at: truth + wrong, bootId: `boot ${String(number)}`, uptime: minute }
            : { ...reading, at: truth + wrong, uptime: reading.uptime + step.passes }
          state = observe(state, reading, limits).state
          const { lower, upper } = boundsOf(state)
          const slack = 2 * minute + Math.ceil(history.reduce((sum, { passes }) => sum + passes, 0) * 0.0001)
          expect(lower).toBeLessThanOrEqual(truth + slack)
          expect(upper).toBeGreaterThanOrEqual(truth - slack)
        })
      }),
      { numRuns: 500 },
    )
  })
})
