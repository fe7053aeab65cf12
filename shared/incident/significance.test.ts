import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SignificanceFindings } from './significance.ts'
import { assessments, lossThreshold, significanceCriteria, suggestSignificance } from './significance.ts'

const denied: SignificanceFindings = { 'operational-disruption': 'not-met', 'financial-loss': 'not-met', 'damage-to-others': 'not-met' }

describe('significance', () => {
  it('is suggested by one binding criterion that is met, or could be', () => {
    for (const assessment of ['met', 'capable'] as const) {
      expect(suggestSignificance({ ...denied, 'damage-to-others': assessment }, 'no')).toMatchObject({ answer: 'yes', notes: [] })
    }
  })

  it('is denied only when every binding criterion is', () => {
    expect(suggestSignificance(denied, 'no')).toMatchObject({ answer: 'no', notes: [] })
    expect(suggestSignificance({ ...denied, 'financial-loss': 'unknown' }, 'no').answer).toBe('unknown')
    expect(suggestSignificance({ ...denied, 'financial-loss': null }, 'no').answer).toBe('unknown')
    expect(suggestSignificance({}, 'no').answer).toBe('unknown')
  })

  it('takes guidance along without asking for it', () => {
    expect(suggestSignificance({ ...denied, death: 'capable' }, 'no')).toMatchObject({ answer: 'yes', notes: ['guidance-only'] })
    expect(suggestSignificance({ ...denied, death: 'unknown' }, 'no').answer).toBe('unknown')
    expect(suggestSignificance({ ...denied, death: 'not-met' }, 'no').answer).toBe('no')
  })

  it('wants the malicious access itself, not the mere possibility', () => {
    expect(suggestSignificance({ ...denied, 'malicious-access': 'capable' }, 'no').answer).toBe('no')
    expect(suggestSignificance({ ...denied, 'malicious-access': 'met' }, 'no').answer).toBe('yes')
  })

  it('is not there for planned consequences of scheduled maintenance, unless a criterion contradicts that', () => {
    expect(suggestSignificance({}, 'yes')).toMatchObject({ answer: 'no', notes: ['scheduled-maintenance'] })
    expect(suggestSignificance({ 'operational-disruption': 'met' }, 'yes')).toMatchObject({ answer: 'unknown', notes: ['planned-but-criteria-met'] })
    expect(suggestSignificance({ 'operational-disruption': 'met' }, null)).toMatchObject({ answer: 'yes', notes: ['check-maintenance'] })
  })

  it('gives its reasons with their sources', () => {
    const { reasons } = suggestSignificance({ 'operational-disruption': 'capable', recurring: 'met' }, 'no')
    expect(reasons.map(({ criterion, speaks }) => [criterion, speaks])).toEqual([
      ['operational-disruption', 'for'],
      ['financial-loss', 'open'],
      ['damage-to-others', 'open'],
      ['recurring', 'for'],
    ])
    expect(reasons[0]?.source).toBe('NIS2 Art 23(3)(a)')
  })

  it('never goes from yes to no by learning that one more criterion is met', () => {
    const findings = fc.record(Object.fromEntries(significanceCriteria.map(({ id }) => [id, fc.constantFrom(...assessments, null)])))
    fc.assert(
      fc.property(findings, fc.constantFrom(...significanceCriteria), (found, { id }) => {
        const more = suggestSignificance({ ...found, [id]: 'met' }, 'no')
        expect(more.answer).toBe('yes')
      }),
    )
  })

  it('knows the lower of the two loss thresholds', () => {
    expect([null, 4_000_000, 10_000_000, 90_000_000].map(lossThreshold)).toEqual([500_000, 200_000, 500_000, 500_000])
  })
})
