import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryContent } from '../../test/report/arbitrary.ts'
import { earlyWarning, finalContent, known, notification, sampleFacts } from '../../test/report/samples.ts'
import { fieldsOf } from './field.ts'
import { futureWarnings } from './review-warnings.ts'
import { mayBeReleased, review } from './review.ts'
import { stages } from './stage.ts'
import { reportTexts } from './texts/texts.ts'

const fieldsIn = (items: readonly { field: string }[]): string[] => items.map((item) => item.field)
const codes = (items: readonly { code: string }[]): string[] => items.map((item) => item.code)

describe('review', () => {
  it('two answers make an early warning; everything else only warns', () => {
    const result = review('early-warning', { suspectedMalicious: 'yes', possibleCrossBorder: 'unknown' }, sampleFacts)
    expect(result.missingByLaw).toEqual([])
    expect(mayBeReleased(result)).toBe(true)
    expect(fieldsIn(result.askedByForm)).toContain('shortDescription')
    expect(fieldsIn(result.notKnown)).toEqual(['possibleCrossBorder'])
  })

  it('an open question of the Directive blocks and names its article', () => {
    const result = review('early-warning', { suspectedMalicious: null }, sampleFacts)
    expect(result.missingByLaw).toEqual([
      { field: 'suspectedMalicious', code: 'missing', article: 'NIS2 Art 23(4)(a)' },
      { field: 'possibleCrossBorder', code: 'missing', article: 'NIS2 Art 23(4)(a)' },
    ])
    expect(mayBeReleased(result)).toBe(false)
  })

  it('from the notification on "not known" asks what is being done to find out', () => {
    const early = review('early-warning', { suspectedMalicious: 'unknown' }, sampleFacts)
    const late = review('notification', { suspectedMalicious: 'unknown' }, sampleFacts)
    const answered = review('notification', { suspectedMalicious: 'unknown', findingOut: { suspectedMalicious: 'Forensics on Thursday' } }, sampleFacts)
    expect(codes(early.notKnown)).toEqual(['not-known'])
    expect(codes(late.notKnown)).toEqual(['not-known-and-nobody-asks'])
    expect(codes(answered.notKnown)).toEqual(['not-known'])
  })

  it('cross-border impact is required only where there is one', () => {
    const final = { ...finalContent, crossBorderImpact: null }
    expect(fieldsIn(review('final', { ...final, possibleCrossBorder: 'no' }, sampleFacts).missingByLaw)).toEqual([])
    expect(fieldsIn(review('final', { ...final, possibleCrossBorder: 'yes' }, sampleFacts).missingByLaw)).toEqual(['crossBorderImpact'])
  })

  it('the samples may be released', () => {
    expect(mayBeReleased(review('early-warning', earlyWarning, sampleFacts))).toBe(true)
    expect(mayBeReleased(review('notification', notification, sampleFacts))).toBe(true)
    expect(mayBeReleased(review('final', finalContent, sampleFacts))).toBe(true)
  })

  it('every field of the stage is in exactly one list, answered ones in none', () => {
    for (const stage of stages) {
      fc.assert(
        fc.property(arbitraryContent(stage), (content) => {
          const { missingByLaw, askedByForm, open, notKnown } = review(stage, content, sampleFacts)
          const listed = fieldsIn([...missingByLaw, ...askedByForm, ...open, ...notKnown])
          expect(new Set(listed).size).toBe(listed.length)
          for (const field of fieldsOf(stage)) {
            const value = content[field.id]
            if (value !== null && value !== 'unknown') expect(listed).not.toContain(field.id)
          }
        }),
        { numRuns: 25 },
      )
    }
  })

  it.each([
    ['started-after-detected', 'early-warning', { startedAt: { at: known, basis: 'known' } }],
    ['contained-before-start', 'notification', { startedAt: { at: known - 3e6, basis: 'known' }, containedAt: { at: known - 4e6, basis: 'known' } }],
    ['restored-before-start', 'final', { startedAt: { at: known - 3e6, basis: 'known' }, restoredAt: { at: known - 4e6, basis: 'known' } }],
    ['malicious-contradiction', 'final', { rootCause: 'malicious-actions', suspectedMalicious: 'no' }],
    ['still-ongoing', 'final', { ongoing: 'yes' }],
    ['not-ongoing', 'progress', { ongoing: 'no' }],
    ['severity-none', 'final', { severity: 'none', operationalDisruption: 'met' }],
    ['no-criterion', 'notification', { operationalDisruption: 'not-met', financialLossCriterion: 'not-met', damageToOthers: 'not-met' }],
    ['services-all-normal', 'final', { effectOnSupply: 'interruption', affectedServices: [{ name: 'x', peopleSupplied: null, state: 'normal', note: '' }] }],
    ['ransom-contradiction', 'final', { ransomDemanded: 'unknown', ransomPaid: 'yes' }],
    ['root-cause-unknown', 'final', { rootCause: 'unknown' }],
    ['indicator-dates', 'final', { indicators: [{ type: 'other', value: 'x', firstSeen: 2, lastSeen: 1, confidence: 'low', note: '' }] }],
    ['notification-not-submitted', 'final', {}],
    ['handled-missing', 'final', {}],
  ] as const)('warns: %s', (code, stage, content) => {
    expect(codes(review(stage, content as never, sampleFacts).warnings)).toContain(code)
    expect(mayBeReleased(review(stage, { ...finalContent, ...(content as object) } as never, sampleFacts))).toBe(true)
  })

  it('warns of an unfinished record but never blocks on it', () => {
    const facts = { ...sampleFacts, entity: { ...sampleFacts.entity, name: '', country: 'XX', registrationNumber: null, sector: '' }, notifier: null, statements: [] }
    const result = review('early-warning', earlyWarning, facts)
    expect(codes(result.warnings)).toEqual(['entity-name-missing', 'country-missing', 'registration-missing', 'sector-missing', 'notifier-missing', 'aware-missing'])
    expect(mayBeReleased(result)).toBe(true)
  })

  it('sees times that lie ahead of the caller’s clock', () => {
    const content = { startedAt: { at: known + 1, basis: 'known' as const }, restoredAt: { at: known - 1, basis: 'known' as const } }
    expect(fieldsIn(futureWarnings(content, known))).toEqual(['startedAt'])
  })

  it('every code has a sentence in both languages', () => {
    for (const stage of stages) {
      const result = review(stage, {}, { ...sampleFacts, notifier: null })
      for (const item of Object.values(result).flat()) {
        expect(reportTexts('en').review).toHaveProperty(item.code)
        expect(reportTexts('de').review).toHaveProperty(item.code)
      }
    }
  })
})
