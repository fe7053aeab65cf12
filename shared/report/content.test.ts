import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryContent } from '../../test/report/arbitrary.ts'
import { anyContentSchema, completeSchema, contentOf, draftSchema, emptyContent, statedContent } from './content.ts'
import { canonicalJson } from '../package/canonical-json.ts'
import type { JsonValue } from '../package/canonical-json.ts'
import { stages } from './stage.ts'

describe('content', () => {
  it('any complete content passes every schema it should, and comes out unchanged', () => {
    for (const stage of stages) {
      fc.assert(
        fc.property(arbitraryContent(stage), (content) => {
          const parsed = completeSchema(stage).parse(content)
          expect(parsed).toEqual(content)
          expect(draftSchema(stage).parse(content)).toEqual(content)
          expect(anyContentSchema.parse(content)).toEqual(content)
          canonicalJson(parsed as JsonValue)
        }),
        { numRuns: 20 },
      )
    }
  })

  it('empty drafts are drafts', () => {
    for (const stage of stages) {
      expect(draftSchema(stage).safeParse({}).success).toBe(true)
      expect(draftSchema(stage).safeParse(emptyContent(stage)).success).toBe(true)
    }
  })

  it('half-typed lists and texts are drafts but not complete', () => {
    const half = { shortDescription: '', actions: [{ text: '', state: 'applied', at: null, effect: 'unknown' }] }
    expect(draftSchema('notification').safeParse(half).success).toBe(true)
    expect(completeSchema('notification').safeParse(half).success).toBe(false)
  })

  it.each([
    ['a field of another stage', { lessons: 'x' }],
    ['an unknown field', { nonsense: 'x' }],
    ['a text that is too long', { shortDescription: 'x'.repeat(1001) }],
    ['a lone surrogate', { shortDescription: '\ud800' }],
    ['a control character', { shortDescription: 'a\u0000b' }],
    ['an answer that is none', { ongoing: 'maybe' }],
    ['an entry of another class', { incidentClass: [{ class: 'fraud', entry: 'ddos' }] }],
    ['a state twice', { affectedStates: ['DE', 'DE'] }],
    ['more people than there are', { usersAffected: { value: 2e9, basis: 'counted' } }],
    ['"not yet" for a start', { startedAt: 'not-yet' }],
    ['a prototype key', JSON.parse('{"__proto__": {"a": 1}}')],
  ])('refuses %s', (_what, value) => {
    expect(draftSchema('early-warning').safeParse(value).success).toBe(false)
  })

  it('leaves out what the stage does not ask', () => {
    const content = contentOf('early-warning', { lessons: 'x', ongoing: 'yes', findingOut: { lessons: 'y', ongoing: 'z' } })
    expect(content).toEqual({ ongoing: 'yes', findingOut: { ongoing: 'z' } })
  })

  it('does not state answers that a later answer made void', () => {
    const stated = statedContent('early-warning', {
      possibleCrossBorder: 'no',
      affectedStates: ['AT'],
      ongoing: null,
      shortDescription: ' ',
      findingOut: { possibleCrossBorder: 'old reason' },
    })
    expect(stated).toEqual({ possibleCrossBorder: 'no', findingOut: {} })
  })
})
