import { describe, expect, it } from 'vitest'
import { judgeTamperCase, tamperCases, tamperClasses } from './tamper.ts'
import type { TamperClass } from './tamper.ts'

describe('tampered packages', () => {
  it('1 000 cases of every class each get the right verdict', { timeout: 60_000 }, () => {
    const wrong: string[] = []
    const seen = new Map<TamperClass, Set<string>>()
    for (const tampered of tamperCases(20261123, 1000)) {
      const failure = judgeTamperCase(tampered)
      if (failure !== null) wrong.push(failure)
      seen.set(tampered.kind, (seen.get(tampered.kind) ?? new Set()).add(tampered.expected))
    }
    expect(wrong).toEqual([])
    expect([...seen.keys()].sort()).toEqual(Object.keys(tamperClasses).sort())
    // The generator itself must reach every verdict, or the test proves less than it says.
    const verdicts = new Set([...seen.values()].flatMap((set) => [...set]))
    expect([...verdicts].sort()).toEqual(['content-unknown', 'genuine', 'genuine-key-expired', 'genuine-replaced', 'not-genuine', 'rebuilt', 'unknown-signer'])
  })

  it('the same seed gives the same cases', () => {
    const [a, b] = [5, 5].map((seed) => [...tamperCases(seed, 40)].map(({ what, bytes }) => [what, bytes.length]))
    expect(a).toEqual(b)
  })
})
