import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryContent } from '../../test/report/arbitrary.ts'
import { earlyWarning, notification, sampleFacts } from '../../test/report/samples.ts'
import { draftSchema } from './content.ts'
import { prefill } from './prefill.ts'
import { stages } from './stage.ts'

describe('prefill', () => {
  it('takes what the record knows into an early warning', () => {
    const { content, filled } = prefill('early-warning', sampleFacts, null)
    expect(content.suspectedMalicious).toBe('yes')
    expect(content.possibleCrossBorder).toBe('unknown')
    expect(content.ongoing).toBe('yes')
    expect(content.usersAffected).toEqual({ value: 38_000, basis: 'estimated' })
    expect(content.affectedServices).toHaveLength(2)
    expect(content.shortDescription).toBeNull()
    expect(filled).toContain('suspectedMalicious')
    expect(filled).not.toContain('shortDescription')
  })

  it('does not turn "yes, disrupted or able to" into "has happened"', () => {
    expect(prefill('early-warning', sampleFacts, null).content.operationalDisruption).toBeNull()
  })

  it('brings the stage before along, what the record now says first', () => {
    const facts = { ...sampleFacts, answers: { ...sampleFacts.answers, 'suspected-malicious': 'no' as const } }
    const { content } = prefill('notification', facts, { stage: 'early-warning', content: earlyWarning })
    expect(content.suspectedMalicious).toBe('no')
    expect(content.shortDescription).toBe(earlyWarning.shortDescription)
    expect(content.usersAffected).toEqual(earlyWarning.usersAffected)
  })

  it('keeps what was reported when the record only says "not known"', () => {
    const facts = { ...sampleFacts, answers: { 'cross-border': 'unknown' as const } }
    const { content } = prefill('final', facts, { stage: 'notification', content: { ...notification, possibleCrossBorder: 'yes' } })
    expect(content.possibleCrossBorder).toBe('yes')
  })

  it('joins lists instead of replacing them', () => {
    const { content } = prefill('final', sampleFacts, { stage: 'notification', content: { ...notification, affectedServices: [{ name: 'Heat', peopleSupplied: 5, state: 'normal', note: '' }] } })
    expect((content.affectedServices as { name: string }[]).map((service) => service.name)).toEqual(['Heat', 'Drinking water, pressure zone Nord', 'Fire water, industrial park'])
    expect((content.actions as unknown[]).length).toBe(2)
  })

  it('moves no text under another question of the law', () => {
    const assessed = prefill('notification', sampleFacts, { stage: 'early-warning', content: earlyWarning })
    expect(assessed.content.initialAssessment).toBeNull()
    const described = prefill('final', sampleFacts, { stage: 'notification', content: notification })
    expect(described.content.detailedDescription).toBeNull()
    expect(described.filled).not.toContain('detailedDescription')
  })

  it('a new version of the same stage starts from what that stage said', () => {
    const facts = { ...sampleFacts, answers: { ongoing: 'no' as const } }
    const { content } = prefill('notification', facts, { stage: 'notification', content: notification })
    expect(content.ongoing).toBe('yes')
    expect(content.findingOut).toEqual({ dataAffected: notification.findingOut?.dataAffected })
  })

  it('always gives a draft of the stage', () => {
    for (const stage of stages) {
      fc.assert(
        fc.property(fc.constantFrom(...stages).chain((before) => arbitraryContent(before).map((content) => ({ stage: before, content }))), (previous) => {
          expect(draftSchema(stage).safeParse(prefill(stage, sampleFacts, previous).content).success).toBe(true)
        }),
        { numRuns: 25 },
      )
    }
  })
})
