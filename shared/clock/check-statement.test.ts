import { describe, expect, it } from 'vitest'
import type { Said } from '../../test/support/clock-incident.ts'
import { ClockIncident, at, statementId } from '../../test/support/clock-incident.ts'
import { checkStatement, findingCodes, futureTolerance, mayBeWritten } from './check-statement.ts'
import { statementSchema } from './statement.ts'

const now = at('2026-05-04T14:00+02:00')
const hour = 3_600_000

/** The codes found for a statement after others, worst first. */
function codes(before: readonly Said[], said: Said): string[] {
  const incident = new ClockIncident({ recordedAt: now, zone: 'Europe/Berlin' })
  for (const earlier of before) incident.say(earlier)
  return checkStatement(incident.statements, incident.next(said), { now, tolerance: futureTolerance }).map(({ code }) => code)
}

describe('a new statement', () => {
  it('passes when nothing is wrong, and crosses the contract', () => {
    expect(codes([], { anchor: 'detected', instant: now - hour })).toEqual([])
    expect(codes([{ anchor: 'decided' }], { anchor: 'aware', instant: now - hour })).toEqual([])
    const incident = new ClockIncident({ recordedAt: now, zone: 'Europe/Berlin' })
    expect(statementSchema.safeParse(incident.next({ anchor: 'aware' })).success).toBe(true)
  })

  it('may lie as far ahead as a watch may be, and no further', () => {
    expect(codes([], { anchor: 'detected', instant: now + futureTolerance })).toEqual([])
    expect(codes([], { anchor: 'detected', instant: now + futureTolerance + 1 })).toEqual(['instant-in-future'])
  })

  it.each<[string, Said]>([
    ['anchor-derived', { anchor: 'final-due' }],
    ['stage-missing', { anchor: 'submitted', stage: null }],
    ['stage-not-allowed', { anchor: 'aware', stage: 'final' }],
    ['zone-unknown', { anchor: 'detected', zone: 'Europe/Atlantis' }],
    ['id-used', { anchor: 'aware', id: statementId(1) }],
    ['already-stated', { anchor: 'detected' }],
    ['supersedes-unknown', { anchor: 'aware', supersedes: statementId(99), reason: 'r' }],
    ['supersedes-other', { anchor: 'aware', supersedes: statementId(1), reason: 'r' }],
    ['supersedes-outdated', { anchor: 'detected', supersedes: statementId(1), reason: 'r', instant: now - hour }],
    ['withdrawal-of-nothing', { anchor: 'handled', instant: null }],
    ['due-by-not-allowed', { anchor: 'aware', dueBy: now }],
    ['handled-too-early', { anchor: 'handled', instant: now - 2 * hour }],
  ])('is refused: %s', (code, said) => {
    const detected: Said[] = [{ anchor: 'detected' }, { anchor: 'detected', supersedes: statementId(1), reason: 'r' }]
    expect(codes(detected, said)).toContain(code)
    expect(findingCodes[code as keyof typeof findingCodes]).toBe('refuse')
  })

  it('needs a basis for awareness and decision', () => {
    expect(codes([], { anchor: 'aware', basis: '  ' })).toEqual(['basis-missing'])
    expect(codes([], { anchor: 'decided', basis: '' })).toEqual(['basis-missing'])
    expect(codes([], { anchor: 'detected', basis: '' })).toEqual([])
  })

  it('needs a reason for awareness later than knowledge, from whichever side the gap opens', () => {
    const known: Said = { anchor: 'known', instant: now - hour }
    expect(codes([known], { anchor: 'aware' })).toEqual(['aware-later-than-known'])
    expect(codes([known], { anchor: 'aware', reason: 'sensor fault first' })).toEqual([])
    expect(codes([{ anchor: 'aware' }], known)).toEqual(['aware-later-than-known'])
    expect(codes([{ anchor: 'aware' }], { ...known, reason: 'found in the shift book' })).toEqual([])
    expect(codes([{ anchor: 'aware', reason: 'sensor fault' }], known)).toEqual([])
    expect(codes([known], { anchor: 'aware', instant: now - hour })).toEqual([])
  })

  it('needs a reason for awareness after the decision, beyond what two clocks may differ', () => {
    const decided: Said = { anchor: 'decided', instant: now - hour }
    expect(codes([decided], { anchor: 'aware', instant: now - hour + futureTolerance })).toEqual([])
    expect(codes([decided], { anchor: 'aware' })).toEqual(['aware-later-than-decided'])
    expect(codes([{ anchor: 'aware' }], decided)).toEqual(['aware-later-than-decided'])
  })

  it('needs a reason to correct, and says when a second person is needed', () => {
    const aware: Said = { anchor: 'aware', instant: now - hour }
    const corrects = { anchor: 'aware', supersedes: statementId(1) } as const
    expect(codes([aware], { ...corrects, instant: now - 2 * hour })).toEqual(['correction-without-reason'])
    expect(codes([aware], { ...corrects, instant: now - 2 * hour, reason: 'log' })).toEqual([])
    expect(codes([aware], { ...corrects, instant: now, reason: 'log' })).toEqual(['needs-second-person'])
    expect(codes([aware], { ...corrects, instant: now - hour, zone: 'UTC', reason: 'log' })).toEqual(['needs-second-person'])
    expect(codes([aware], { ...corrects, instant: null, reason: 'log' })).toEqual(['needs-second-person'])
  })

  it('warns of what may be a slip', () => {
    const detected: Said = { anchor: 'detected', instant: now }
    expect(codes([detected], { anchor: 'aware', instant: now - hour })).toEqual(['before-detected'])
    expect(codes([], { anchor: 'detected', instant: now - 32 * 24 * hour })).toEqual(['long-ago'])
    expect(codes([], { anchor: 'submitted' })).toEqual(['submitted-before-released'])
    expect(codes([{ anchor: 'released' }, { anchor: 'submitted' }], { anchor: 'submitted' })).toEqual(['already-submitted'])
    expect(codes([], { anchor: 'request', dueBy: now - hour })).toEqual(['due-by-before-request'])
    expect(codes([], { anchor: 'detected', confirmed: false })).toEqual(['author-unconfirmed'])
  })

  it('may be written with warnings only', () => {
    const of = (code: keyof typeof findingCodes) => ({ code, severity: findingCodes[code], other: null })
    expect(mayBeWritten([])).toBe(true)
    expect(mayBeWritten([of('long-ago'), of('needs-second-person')])).toBe(true)
    expect(mayBeWritten([of('long-ago'), of('basis-missing')])).toBe(false)
    expect(mayBeWritten([of('already-stated')])).toBe(false)
  })
})
