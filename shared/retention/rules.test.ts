import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erasableKinds } from './erasure.ts'
import { dueBefore, readRetentionProfile } from './rules.ts'

describe('the shipped rules', () => {
  const profile = readRetentionProfile(readFileSync(new URL('../../assets/retention/default.json', import.meta.url), 'utf8'))

  it('have one proposal with a reason and a source for each kind, and say that the site decides', () => {
    expect(profile.rules.map(({ kind }) => kind).sort()).toEqual([...erasableKinds].sort())
    expect(profile.note.en).toContain('The site decides')
    for (const rule of profile.rules) expect(rule.source.de).toMatch(/2016\/679/)
  })

  it('are refused when a kind is missing or stands there twice', () => {
    expect(() => readRetentionProfile(JSON.stringify({ ...profile, rules: profile.rules.slice(1) }))).toThrow()
    expect(() => readRetentionProfile(JSON.stringify({ ...profile, rules: [...profile.rules, profile.rules[0]] }))).toThrow()
  })
})

describe('when something is due', () => {
  it.each([
    ['2026-11-23T10:00:00Z', 6, '2026-05-23T10:00:00Z'],
    ['2026-08-31T10:00:00Z', 6, '2026-02-28T10:00:00Z'],
    ['2028-08-31T10:00:00Z', 6, '2028-02-29T10:00:00Z'],
    ['2026-01-15T00:00:00Z', 12, '2025-01-15T00:00:00Z'],
  ])('at %s after %i months: what began before %s', (now, months, before) => {
    expect(dueBefore(Date.parse(now), months)).toBe(Date.parse(before))
  })

  it('is never where there is no end', () => {
    expect(dueBefore(Date.now(), null)).toBeNull()
  })

  it('moves forward with time, and back with a longer period', () => {
    const instant = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2100-01-01') })
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (a, b, months, more) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        expect(dueBefore(late, months) ?? 0).toBeGreaterThanOrEqual(dueBefore(early, months) ?? 0)
        expect(dueBefore(early, months + more) ?? 0).toBeLessThanOrEqual(dueBefore(early, months) ?? 0)
        expect(dueBefore(early, months) ?? 0).toBeLessThan(early)
      }),
    )
  })
})
