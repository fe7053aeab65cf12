import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { all, answers, any, not } from './answer.ts'

const answer = fc.constantFrom(...answers)
const some = fc.array(answer, { minLength: 1, maxLength: 8 })

describe('three-valued answers', () => {
  it('never makes a yes or a no out of nothing', () => {
    expect(all([])).toBe('unknown')
    expect(any([])).toBe('unknown')
  })

  it('lets one no decide "all" and one yes decide "any", whatever is unknown', () => {
    fc.assert(
      fc.property(some, (list) => {
        expect(all([...list, 'no'])).toBe('no')
        expect(any(['yes', ...list])).toBe('yes')
      }),
    )
  })

  it('says yes to "all" only when every answer is yes', () => {
    fc.assert(fc.property(some, (list) => { expect(all(list) === 'yes').toBe(list.every((item) => item === 'yes')) }))
  })

  it('keeps the laws of De Morgan', () => {
    fc.assert(fc.property(some, (list) => { expect(not(all(list))).toBe(any(list.map(not))) }))
  })

  it('does not care about order', () => {
    fc.assert(
      fc.property(some, (list) => {
        expect(any([...list].reverse())).toBe(any(list))
        expect(all([...list].reverse())).toBe(all(list))
      }),
    )
  })
})
