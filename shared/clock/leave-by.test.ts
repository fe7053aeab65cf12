import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClockIncident, at, statementId } from '../../test/support/clock-incident.ts'
import type { BarRow } from './leave-by.ts'
import { barState, doubtOf, leaveBy, level, levels, nearestFirst, noDoubt, remaining, timeLeft } from './leave-by.ts'

const due = at('2026-05-05T03:00+02:00')
const minute = 60_000
const hour = 60 * minute

describe('leave by', () => {
  it('is the deadline less the way of the courier', () => expect(leaveBy(due, 350)).toBe(at('2026-05-04T21:10+02:00')))

  it('turns high two hours before, critical from then on, overdue after the deadline', () => {
    const leave = leaveBy(due, 60)
    const at_ = (now: number) => level(due, 60, now)
    expect([leave - 2 * hour - 1, leave - 2 * hour, leave - 1, leave, due, due + 1].map(at_)).toEqual(['normal', 'high', 'high', 'critical', 'critical', 'overdue'])
  })

  it('never becomes less urgent as time passes', () => {
    const moments = fc.integer({ min: -10 * hour, max: 10 * hour })
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: 0, max: 600 }), (one, other, courier) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)].map((offset) => levels.indexOf(level(due, courier, due + offset)))
        expect(first).toBeLessThanOrEqual(second ?? -1)
      }),
    )
  })
})

describe('remaining time', () => {
  it('is in hours and minutes, seconds in the last ten minutes only, cut and not rounded', () => {
    expect(remaining(due, due - 5 * hour - 59 * minute - 59_999)).toEqual({ overdue: false, hours: 5, minutes: 59, seconds: null })
    expect(remaining(due, due - 10 * minute)).toEqual({ overdue: false, hours: 0, minutes: 10, seconds: null })
    expect(remaining(due, due - 10 * minute + 1)).toEqual({ overdue: false, hours: 0, minutes: 9, seconds: 59 })
    expect(remaining(due, due)).toEqual({ overdue: false, hours: 0, minutes: 0, seconds: 0 })
    expect(remaining(due, due + 3 * hour)).toEqual({ overdue: true, hours: 3, minutes: 0, seconds: null })
    expect(remaining(due, due - 31 * 24 * hour).hours).toBe(744)
  })
})

describe('the deadline bar', () => {
  const recordedAt = at('2026-05-04T14:00+02:00')
  function rows(incident: ClockIncident, name: string, courierMinutes = 0): BarRow[] {
    const { significant: significance } = incident.facts
    return incident.deadlines().map((deadline) => ({ incident: name, significance, courierMinutes, deadline }))
  }
  const fresh = (significant: 'undecided' | 'yes' | 'no', later = 0) => new ClockIncident({ recordedAt: recordedAt + later, zone: 'Europe/Berlin', significant })

  it('says none only when nothing runs', () => {
    expect(barState([], recordedAt)).toEqual({ kind: 'none' })
    expect(barState(rows(fresh('no'), 'a'), recordedAt)).toEqual({ kind: 'none' })
    expect(barState(rows(fresh('undecided'), 'a'), recordedAt).kind).toBe('undecided')
  })

  it('puts first whoever has to set off first, looks ahead left out', () => {
    const near = fresh('yes')
    near.say({ anchor: 'aware', instant: recordedAt })
    const far = fresh('undecided', hour)
    const state = barState([...rows(near, 'near'), ...rows(far, 'far', 90)], recordedAt + 21 * hour)
    if (state.kind === 'none') throw new Error('nothing runs')
    expect(state.kind).toBe('undecided')
    expect(state.entries.map(({ row, level: urgency }) => [row.incident, row.deadline.stage, urgency])).toEqual([
      ['far', 'early-warning', 'normal'],
      ['near', 'early-warning', 'normal'],
      ['far', 'notification', 'normal'],
      ['near', 'notification', 'normal'],
    ])
    expect(state.first).toMatchObject({ undecided: true, leaveBy: recordedAt + 23.5 * hour, remaining: { hours: 4, minutes: 0 } })
  })

  it('counts until submitted, however late', () => {
    const incident = fresh('yes')
    const now = recordedAt + 30 * hour
    incident.say({ anchor: 'released', stage: 'early-warning' })
    expect(barState(rows(incident, 'a'), now)).toMatchObject({ first: { level: 'overdue', remaining: { overdue: true, hours: 6 } } })
    incident.submit('early-warning', now)
    expect(barState(rows(incident, 'a'), now)).toMatchObject({ kind: 'running', first: { row: { deadline: { stage: 'notification' } } } })
  })

  it('lists what still runs of one incident, nearest first', () => {
    const incident = fresh('yes')
    incident.say({ anchor: 'aware', instant: recordedAt })
    expect(nearestFirst([...incident.deadlines()].reverse()).map(({ stage }) => stage)).toEqual(['early-warning', 'notification', 'final'])
    incident.submit('early-warning', recordedAt)
    expect(nearestFirst(incident.deadlines())[0]).toMatchObject({ stage: 'notification', anchor: { statementId: statementId(1) } })
  })
})

describe('a time that is in doubt', () => {
  const now = Date.UTC(2026, 10, 23, 12)

  it('is told as a range, and overdue is judged on the latest', () => {
    expect(timeLeft(now + 3_600_000, now, { earlierBy: 7_200_000, open: false })).toMatchObject({ kind: 'range', least: { hours: 1 }, most: { hours: 3 } })
    expect(timeLeft(now - 1, now, { earlierBy: 7_200_000, open: false })).toMatchObject({ kind: 'range', least: { overdue: true }, most: { overdue: false } })
  })

  it('without a bound is not known, but overdue stays overdue', () => {
    expect(timeLeft(now + 1, now, { earlierBy: 0, open: true })).toEqual({ kind: 'unknown' })
    expect(timeLeft(now - 1, now, { earlierBy: 0, open: true })).toMatchObject({ kind: 'known', least: { overdue: true } })
  })

  it('comes from the core only where the bounds differ by more than clocks do', () => {
    expect(doubtOf({ now, time: { lower: now - 60_000, open: false, isRange: false } })).toEqual(noDoubt)
    expect(doubtOf({ now, time: { lower: now - 600_000, open: true, isRange: true } })).toEqual({ earlierBy: 600_000, open: true })
  })
})
