import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasRoom, mayReserve, spaceLevel, spaceLevels, spaceNotices, spaceRule as rule, type SpaceLevel } from './space-rule.ts'

const bytes = fc.maxSafeNat()
const order: readonly SpaceLevel[] = ['full', 'short', 'low', 'ample']

describe('the level of a disk', () => {
  test('at the edges', () => {
    const level = (free: number | null, given = false): SpaceLevel => spaceLevel(free, given, rule)
    expect([500_000_000, 499_999_999, 200_000_000, 199_999_999, 0].map((free) => level(free))).toEqual(['ample', 'low', 'low', 'short', 'short'])
    expect([level(199_999_999, true), level(200_000_000, true), level(null), level(null, true)]).toEqual(['full', 'low', 'unknown', 'full'])
  })

  test('never gets better with less room, nor by having given up the reserve', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.boolean(), (one, other, given) => {
        const [less, more] = one < other ? [one, other] : [other, one]
        expect(order.indexOf(spaceLevel(less, given, rule))).toBeLessThanOrEqual(order.indexOf(spaceLevel(more, given, rule)))
        expect(order.indexOf(spaceLevel(one, true, rule))).toBeLessThanOrEqual(order.indexOf(spaceLevel(one, false, rule)))
      }),
    )
  })
})

describe('what can wait', () => {
  test('is taken in only when the record keeps its room, whatever its size', () => {
    fc.assert(
      fc.property(bytes, bytes, (free, size) => {
        if (hasRoom(free, size, rule)) expect(spaceLevel(free - size, false, rule)).not.toBe('short')
        else expect(free - size).toBeLessThan(rule.refuseBelow.bytes)
      }),
    )
  })

  test('is not refused because the system does not say how much is free', () => {
    expect(hasRoom(null, Number.MAX_SAFE_INTEGER, rule)).toBe(true)
    expect(mayReserve(null, rule)).toBe(false)
  })

  test('the reserve never makes the disk short by itself', () => {
    fc.assert(
      fc.property(bytes, (free) => {
        if (mayReserve(free, rule)) expect(order.indexOf(spaceLevel(free - rule.reserve.bytes, false, rule))).toBeGreaterThanOrEqual(order.indexOf('low'))
      }),
    )
  })
})

test('whoever is at the screen is told once something is refused, and every number says why', () => {
  for (const level of spaceLevels) {
    const { severity, footer, overview } = spaceNotices[level]
    expect(severity === null).toBe(footer === 'nobody')
    if (level === 'short' || level === 'full') expect(overview).toBe('everyone')
  }
  for (const { bytes: size, reason } of Object.values(rule)) {
    expect(size).toBeGreaterThan(0)
    expect(reason.length).toBeGreaterThan(40)
  }
  expect(rule.refuseBelow.bytes).toBeLessThan(rule.warnBelow.bytes)
  expect(rule.reserve.bytes).toBeLessThan(rule.refuseBelow.bytes)
})
