import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deadlines, dutiesAhead, type ClockInput } from '../../../../shared/clock/deadline.ts'
import { parseProfile } from '../../../../shared/clock/profile.ts'
import type { Statement } from '../../../../shared/clock/statement.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import { isHandInNext, nextStep, stagesOf } from '../next-step.ts'
import { correctable, statedNow } from '../statements/stated-now.ts'
import { ladder } from './ladder.ts'

const profile = parseProfile(readFileSync(new URL('../../../../assets/jurisdictions/eu.json', import.meta.url), 'utf8'))
const hour = 3_600_000
const start = Date.UTC(2026, 10, 23, 12, 0)

function statement(id: string, anchor: Statement['anchor'], instant: number | null, more: Partial<Statement> = {}): Statement {
  return { id, incident: 'i', law: null, anchor, stage: null, instant, zone: 'UTC', dueBy: null, basis: 'b', author: 'a', confirmed: true, supersedes: null, reason: null, recordedAt: start, ...more }
}

function view(significance: 'undecided' | 'yes' | 'no', statements: Statement[], now: number, more: Partial<IncidentView> = {}): IncidentView {
  const input: ClockInput = {
    profile,
    adopted: [],
    statements,
    confirmations: [],
    facts: { significant: significance, significanceRecord: null, ongoing: null, recordedAt: start, zone: 'UTC' },
    now,
  }
  return {
    incident: { id: 'i', site: 's', number: 7, title: 't', notificationKind: 'mandatory', significance, zone: 'UTC', profileId: 'eu', profileVersion: '1', profileSha256: '', recordedAt: start, recordedBy: 'a', closedAt: null },
    siteName: 'Plant',
    courierMinutes: 60,
    answers: [],
    statements,
    chronology: [],
    claims: [],
  readings: [],
    affected: [],
    attachments: [],
    releases: [],
    submissions: [],
    deadlines: deadlines(input),
    ahead: dutiesAhead(input),
    now,
    ...more,
  }
}

const states = (incident: IncidentView, now: number) => Object.fromEntries(ladder(incident, now).map((rung) => [rung.kind === 'deadline' ? rung.deadline.stage : rung.kind === 'ahead' ? `ahead ${rung.stage}` : rung.anchor, rung.state]))

describe('clock ladder', () => {
  const known = statement('k', 'known', start)
  const aware = statement('w', 'aware', start + hour, { reason: 'the alarm looked like maintenance at first' })

  it('asks for the decision while it is open, and runs all the same', () => {
    const undecided = view('undecided', [known], start + hour)
    expect(states(undecided, start + hour)).toMatchObject({ known: 'done', aware: 'attention', 'early-warning': 'running', notification: 'running' })
    expect(nextStep(undecided)).toEqual({ kind: 'decide' })
  })

  it('turns to attention two hours before somebody must leave, and stays there when it is late', () => {
    const decided = view('yes', [known, aware], start + 2 * hour)
    expect(states(decided, start + 2 * hour)['early-warning']).toBe('running')
    // Due 24 h after awareness, an hour of way: from 21 h after awareness on.
    expect(states(decided, start + 22 * hour)['early-warning']).toBe('attention')
    expect(states(decided, start + 40 * hour)['early-warning']).toBe('attention')
    expect(nextStep(decided)).toEqual({ kind: 'write', stage: 'early-warning' })
  })

  it('is done only when it was handed in', () => {
    const submitted = statement('s', 'submitted', start + 3 * hour, { stage: 'early-warning' })
    const handedIn = view('yes', [known, aware, submitted], start + 4 * hour)
    expect(states(handedIn, start + 4 * hour)).toMatchObject({ 'early-warning': 'done', notification: 'running' })
    expect(nextStep(handedIn)).toEqual({ kind: 'write', stage: 'notification' })
  })

  it('shows the final report that is only assumed as ahead', () => {
    const decided = view('yes', [known, aware], start + 2 * hour)
    expect(decided.deadlines.find((deadline) => deadline.stage === 'final')?.assumed).toBe(true)
    expect(states(decided, start + 2 * hour)['final']).toBe('ahead')
  })

  it('stands in the order of the law', () => {
    const order = ladder(view('yes', [known, aware], start + 2 * hour), start + 2 * hour).map((rung) => (rung.kind === 'deadline' ? rung.deadline.stage : rung.id))
    expect(order).toHaveLength(6)
    expect(order.slice(0, 5)).toEqual(['known', 'aware', 'early-warning', 'notification', 'final'])
    expect(order.at(-1)).toBe('handled')
  })

  it('offers the end when nothing runs any more', () => {
    expect(nextStep(view('no', [known], start + hour))).toEqual({ kind: 'close' })
  })

  it('waits for the record of handing in after a release', () => {
    const release = { id: 'r', incident: 'i', content: 'report', stage: 'early-warning', releasedAt: start + 2 * hour } as IncidentView['releases'][number]
    const released = view('yes', [known, aware], start + 3 * hour, { releases: [release] })
    expect(nextStep(released)).toMatchObject({ kind: 'hand-in', stage: 'early-warning' })
    expect(stagesOf(released)).toEqual(['early-warning', 'notification', 'final'])
    // The page offers it then, so the list of reports does not; any other stage it does.
    expect([isHandInNext(released, 'early-warning'), isHandInNext(released, 'notification')]).toEqual([true, false])
  })
})

describe('what is stated now', () => {
  it('is the correction, and nothing after a withdrawal', () => {
    const first = statement('a', 'known', start)
    const second = statement('b', 'known', start - hour, { supersedes: 'a', reason: 'r' })
    const gone = statement('c', 'known', null, { supersedes: 'b', reason: 'r' })
    expect(statedNow([first, second], 'known')?.id).toBe('b')
    expect(statedNow([first, second, gone], 'known')).toBeNull()
    expect(correctable([first, second, gone], 'known')?.id).toBe('c')
    expect(correctable([first], 'aware')).toBeNull()
  })
})
