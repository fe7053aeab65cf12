import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryContent } from '../../test/report/arbitrary.ts'
import { finalContent } from '../../test/report/samples.ts'
import { differences } from './correction.ts'
import { reportFields } from './field.ts'

describe('differences', () => {
  it('lists old and new values in the order of the sheet', () => {
    const next = { ...finalContent, rootCause: 'human-errors', ongoing: 'unknown' as const, lessons: null }
    expect(differences(finalContent, next)).toEqual([
      { field: 'ongoing', before: 'no', after: 'unknown' },
      { field: 'rootCause', before: 'malicious-actions', after: 'human-errors' },
      { field: 'lessons', before: finalContent.lessons, after: null },
    ])
  })

  it('is empty for the same content, whatever the order of keys, and open equals missing', () => {
    expect(differences({ usersAffected: { value: 1, basis: 'counted' } }, { usersAffected: { basis: 'counted', value: 1 }, lessons: null, attackVector: '' })).toEqual([])
  })

  it('applied to the old content gives the new one', () => {
    fc.assert(
      fc.property(arbitraryContent('final'), arbitraryContent('final'), (before, after) => {
        const patched: Record<string, unknown> = { ...before }
        for (const change of differences(before, after)) patched[change.field] = change.after
        for (const { id } of reportFields) expect(patched[id] ?? null).toEqual(after[id] ?? null)
      }),
      { numRuns: 60 },
    )
  })
})
