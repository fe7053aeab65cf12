import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClockIncident, at } from '../../test/support/clock-incident.ts'
import type { Anchor } from './anchor.ts'
import type { Deadline } from './deadline.ts'
import { effective } from './chain.ts'

const recordedAt = at('2026-05-04T14:00+02:00')
const hour = 3_600_000
const fresh = () => new ClockIncident({ recordedAt, zone: 'Europe/Berlin' })

describe('who may move a deadline', () => {
  it('settles later by the first stated awareness: its basis is the reason', () => {
    const incident = fresh()
    incident.say({ anchor: 'aware', instant: recordedAt + hour })
    expect(incident.deadline('early-warning')).toMatchObject({ standing: 'settled', due: recordedAt + 25 * hour, former: [{ due: recordedAt + 24 * hour }] })
  })

  it('asks for a reason of its own when awareness comes after knowledge', () => {
    const silent = fresh()
    silent.say({ anchor: 'known', instant: recordedAt })
    const aware = silent.say({ anchor: 'aware', instant: recordedAt + hour })
    expect(silent.deadline('early-warning')).toMatchObject({
      standing: 'provisional',
      due: recordedAt + 24 * hour,
      claimedLater: { due: recordedAt + 25 * hour, statementId: aware, reason: null },
    })
    const reasoned = fresh()
    reasoned.say({ anchor: 'known', instant: recordedAt })
    reasoned.say({ anchor: 'aware', instant: recordedAt + hour, reason: 'the alarm was a known sensor fault at first' })
    expect(reasoned.deadline('early-warning')).toMatchObject({ standing: 'settled', due: recordedAt + 25 * hour, claimedLater: null })
  })

  it('lets the control room without a confirmed person bring a deadline forward only', () => {
    const incident = fresh()
    const later = incident.say({ anchor: 'aware', instant: recordedAt + hour, author: 'station', confirmed: false })
    expect(incident.deadline('early-warning')).toMatchObject({ due: recordedAt + 24 * hour, claimedLater: { statementId: later } })
    incident.say({ anchor: 'aware', instant: recordedAt - hour, supersedes: later, author: 'station', confirmed: false, reason: 'shift book' })
    expect(incident.deadline('early-warning')).toMatchObject({ due: recordedAt + 23 * hour, standing: 'settled' })
  })

  it('moves a settled deadline forward at once and keeps the old one', () => {
    const incident = fresh()
    const first = incident.say({ anchor: 'aware', instant: recordedAt })
    incident.say({ anchor: 'aware', instant: recordedAt - hour, supersedes: first, reason: 'log of the firewall' })
    expect(incident.deadline('early-warning')).toMatchObject({
      due: recordedAt + 23 * hour,
      former: [{ due: recordedAt + 24 * hour, statementId: first, reason: 'log of the firewall' }],
    })
  })

  it('moves it back only with a second person; until then the later one stands beside it', () => {
    const incident = fresh()
    const first = incident.say({ anchor: 'aware', instant: recordedAt })
    const later = incident.say({ anchor: 'aware', instant: recordedAt + hour, supersedes: first, reason: 'wrong time zone' })
    const claim = { due: recordedAt + 24 * hour, claimedLater: { due: recordedAt + 25 * hour, statementId: later, reason: 'wrong time zone' } }
    expect(incident.deadline('early-warning')).toMatchObject(claim)
    incident.confirm(later, 'meyer')
    expect(incident.deadline('early-warning'), 'the author is no second person').toMatchObject(claim)
    incident.confirm(later, 'schulz')
    expect(incident.deadline('early-warning')).toMatchObject({ due: recordedAt + 25 * hour, claimedLater: null, former: [{ due: recordedAt + 24 * hour }] })
    const again = incident.say({ anchor: 'aware', instant: recordedAt + 2 * hour, supersedes: later, reason: 'still wrong' })
    expect(incident.deadline('early-warning')).toMatchObject({ due: recordedAt + 25 * hour, claimedLater: { statementId: again } })
  })

  it('cannot be moved back by withdrawing and stating anew', () => {
    const incident = fresh()
    incident.say({ anchor: 'known', instant: recordedAt - hour })
    const first = incident.say({ anchor: 'aware', instant: recordedAt - 2 * hour })
    const withdrawal = incident.say({ anchor: 'aware', instant: null, supersedes: first, reason: 'mistake' })
    const anew = incident.say({ anchor: 'aware', instant: recordedAt, supersedes: withdrawal, reason: 'now right' })
    expect(incident.deadline('early-warning')).toMatchObject({ due: recordedAt + 22 * hour, claimedLater: { statementId: anew } })
    incident.confirm(withdrawal)
    expect(incident.deadline('early-warning')).toMatchObject({ due: recordedAt + 24 * hour, claimedLater: null })
  })

  it('cannot be settled twice by withdrawing awareness to an earlier knowledge first', () => {
    const incident = fresh()
    incident.say({ anchor: 'known', instant: recordedAt - hour })
    const first = incident.say({ anchor: 'aware', instant: recordedAt, reason: 'looked like a sensor fault' })
    const withdrawal = incident.say({ anchor: 'aware', instant: null, supersedes: first, reason: 'mistake' })
    expect(incident.deadline('early-warning')).toMatchObject({ standing: 'provisional', due: recordedAt + 23 * hour })
    incident.say({ anchor: 'aware', instant: recordedAt + 5 * hour, supersedes: withdrawal, reason: 'now right' })
    expect(incident.deadline('early-warning')).toMatchObject({ due: recordedAt + 23 * hour, claimedLater: { due: recordedAt + 29 * hour } })
  })

  it('takes only detection and knowledge as one first word with the incident', () => {
    const incident = fresh()
    incident.say({ anchor: 'known', instant: recordedAt - 2 * hour, recordedAt })
    incident.say({ anchor: 'aware', instant: recordedAt, recordedAt })
    expect(incident.deadline('early-warning')).toMatchObject({ standing: 'provisional', due: recordedAt + 22 * hour })
    const corrected = fresh()
    const known = corrected.say({ anchor: 'known', instant: recordedAt - 2 * hour, recordedAt })
    corrected.say({ anchor: 'known', instant: recordedAt, supersedes: known, reason: 'typing error', recordedAt })
    expect(corrected.deadline('early-warning').due).toBe(recordedAt + 22 * hour)
  })

  it('cannot be moved back by a second person who confirmed something else', () => {
    const incident = fresh()
    const one = incident.submit('notification', recordedAt)
    const moved = incident.say({ anchor: 'submitted', instant: recordedAt + 9 * hour, supersedes: one, reason: 'typing error' })
    const other = incident.submit('notification', recordedAt + 3 * hour)
    const due = at('2026-06-04T14:00+02:00')
    incident.confirm(other)
    expect(incident.deadline('final').due).toBe(due)
    incident.confirm(moved)
    expect(incident.deadline('final').due).toBeGreaterThan(due)
    const known = fresh()
    known.say({ anchor: 'known', instant: recordedAt - 2 * hour })
    known.confirm(known.say({ anchor: 'detected', instant: recordedAt - hour }))
    known.say({ anchor: 'known', instant: null, supersedes: known.statements[0]?.id ?? '', reason: 'not on duty' })
    expect(known.deadline('early-warning').due).toBe(recordedAt + 22 * hour)
  })

  it('counts a zone as part of the instant: changing it moves nothing back', () => {
    const incident = new ClockIncident({ recordedAt: at('2026-01-31T12:00Z'), zone: 'Europe/Berlin' })
    const sent = incident.say({ anchor: 'submitted', instant: at('2026-01-31T12:00Z'), zone: 'Pacific/Kiritimati' })
    const before = incident.deadline('final').due
    incident.say({ anchor: 'submitted', instant: at('2026-01-31T12:00Z'), zone: 'Europe/Berlin', supersedes: sent, reason: 'zone' })
    expect(incident.deadline('final').due).toBeLessThanOrEqual(before)
  })
})

interface Edit {
  readonly anchor: Anchor
  readonly stage: 'notification' | 'final' | 'progress' | 'intermediate'
  readonly minutes: number
  readonly withdraws: boolean
  readonly correct: boolean
  readonly confirmed: boolean
  readonly reason: string | null
  readonly zone: string
  readonly sameMoment: boolean
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    anchor: fc.constantFrom<Anchor>('detected', 'known', 'decided', 'aware', 'request', 'released', 'submitted', 'handled'),
    stage: fc.constantFrom('notification', 'final', 'progress', 'intermediate'),
    minutes: fc.integer({ min: -90_000, max: 90_000 }),
    withdraws: fc.boolean(),
    correct: fc.boolean(),
    confirmed: fc.boolean(),
    reason: fc.constantFrom(null, '', 'because'),
    zone: fc.constantFrom('Europe/Berlin', 'Pacific/Kiritimati', 'America/New_York'),
    sameMoment: fc.boolean(),
  }),
  { maxLength: 14 },
)

/** Appends an edit as a person would: correcting the newest statement of that anchor, or stating it for the first time. */
function append(incident: ClockIncident, edit: Edit): void {
  const stage = edit.anchor === 'request' ? 'intermediate' : edit.anchor === 'released' || edit.anchor === 'submitted' ? edit.stage : null
  const chain = effective(incident.statements).findLast((candidate) => candidate.anchor === edit.anchor && candidate.stage === stage)
  const last = chain?.history.at(-1)
  const single = stage === null
  const corrected = last !== undefined && (single || edit.correct) ? last : null
  const instant = edit.withdraws && corrected !== null ? null : recordedAt + edit.minutes * 60_000
  const { anchor, confirmed, reason, zone } = edit
  incident.say({ anchor, stage, instant, zone, confirmed, reason, supersedes: corrected?.id ?? null, ...(edit.sameMoment ? { recordedAt: recordedAt + 1 } : {}) })
}

const byKey = (list: readonly Deadline[]) => new Map(list.filter(({ assumed }) => !assumed).map((deadline) => [deadline.key, deadline]))

describe('whatever one person does', () => {
  it('never moves a settled deadline back, and a provisional one only by settling it', () => {
    fc.assert(
      fc.property(edits, fc.constantFrom('yes', 'no', 'unknown', null), (list, ongoing) => {
        const incident = fresh()
        let before = byKey(incident.deadlines({ facts: { ongoing } }))
        const settled = new Set<string>()
        for (const edit of list) {
          append(incident, edit)
          const after = byKey(incident.deadlines({ facts: { ongoing } }))
          for (const [key, deadline] of after) {
            const earlier = before.get(key)
            if (earlier === undefined || deadline.due <= earlier.due) continue
            expect([earlier.standing, deadline.standing, settled.has(key)], key).toEqual(['provisional', 'settled', false])
          }
          for (const [key, { standing }] of after) if (standing === 'settled') settled.add(key)
          before = new Map([...before, ...after])
        }
      }),
      { numRuns: 600 },
    )
  })

  it('nor does its own confirmation, and every line that was replaced stays on record', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const incident = fresh()
        const seen = new Set<number>()
        for (const edit of list) {
          append(incident, edit)
          const silent = incident.deadlines()
          for (const { id } of incident.statements) incident.confirm(id, 'meyer')
          expect(incident.deadlines()).toEqual(silent)
          seen.add(incident.deadline('early-warning').due)
        }
        const { due, former } = incident.deadline('early-warning')
        for (const line of seen) expect([due, ...former.map((other) => other.due)]).toContain(line)
      }),
      { numRuns: 200 },
    )
  })

  it('a second profile never gives more time', () => {
    fc.assert(
      fc.property(edits, fc.integer({ min: 1, max: 200 }), (list, hours) => {
        const incident = fresh()
        for (const edit of list) append(incident, edit)
        const { profile } = incident.input()
        const other = { ...profile, duties: profile.duties.map((duty) => (typeof duty.period === 'object' && 'hours' in duty.period ? { ...duty, period: { hours } } : duty)) }
        const alone = byKey(incident.deadlines())
        for (const [key, { due }] of byKey(incident.deadlines({ adopted: [other] }))) expect(due).toBeLessThanOrEqual(alone.get(key)?.due ?? Infinity)
      }),
      { numRuns: 200 },
    )
  })
})
