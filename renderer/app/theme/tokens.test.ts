import { describe, expect, it } from 'vitest'
import { contrastRatio } from './contrast.ts'
import { colourOf, declaredPairs, schemes } from './tokens.ts'

describe('contrast', () => {
  it('agrees with the published extremes', () => {
    expect(contrastRatio('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
    expect(contrastRatio('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2)
  })

  for (const scheme of schemes) {
    for (const pair of declaredPairs) {
      const goal = pair.kind === 'text' ? 4.5 : 3
      it(`${scheme}: ${pair.front} on ${pair.back} (${pair.kind}) reaches ${goal}:1`, () => {
        expect(contrastRatio(colourOf(scheme, pair.front), colourOf(scheme, pair.back))).toBeGreaterThanOrEqual(goal)
      })
    }
  }
})
