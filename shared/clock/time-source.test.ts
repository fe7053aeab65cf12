import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../test/support/clock-incident.ts'
import { correctReading, shownAt, shownText } from './time-source.ts'

const zone = 'Europe/Berlin'
const camera = { name: 'Gate camera', kind: 'camera' as const, aheadSeconds: 0, zone, noSummerTime: false, checkedAt: null }

describe('what another clock showed', () => {
  it('is corrected by how far that clock is ahead or behind', () => {
    const shown = at('2026-11-23T02:31:07+01:00')
    expect(correctReading(shown, zone, { ...camera, aheadSeconds: 250 })).toMatchObject({ corrected: shown - 250_000, uncertainty: null })
    expect(correctReading(shown, zone, { ...camera, aheadSeconds: -40 }).corrected).toBe(shown + 40_000)
    expect(shownText(correctReading(shown, zone, camera).shown)).toBe('2026-11-23 02:31:07')
  })

  it('without summer time is an hour later than it looks in summer, and right in winter', () => {
    const winterTime = { ...camera, noSummerTime: true }
    expect(correctReading(at('2026-07-01T14:00+02:00'), zone, winterTime).corrected).toBe(at('2026-07-01T15:00+02:00'))
    expect(correctReading(at('2026-01-01T14:00+01:00'), zone, winterTime).corrected).toBe(at('2026-01-01T14:00+01:00'))
  })

  it('in another zone is read in that zone', () => {
    expect(correctReading(at('2026-07-01T12:00+02:00'), zone, { ...camera, zone: 'UTC' }).corrected).toBe(at('2026-07-01T12:00Z'))
  })

  it('is the less exact the longer ago it was compared', () => {
    const shown = at('2026-11-23T12:00+01:00')
    expect(correctReading(shown, zone, { ...camera, checkedAt: shown }).uncertainty).toBe(2)
    expect(correctReading(shown, zone, { ...camera, checkedAt: shown - 100 * 86_400_000 }).uncertainty).toBe(866)
  })

  it('is found again from what the source shows at a moment', () => {
    const sources = fc.record({ aheadSeconds: fc.integer({ min: -100_000, max: 100_000 }), zone: fc.constantFrom(zone, 'UTC', 'America/New_York'), noSummerTime: fc.boolean() })
    fc.assert(
      // Away from the hours that a zone skips or doubles, where a reading alone does not say which is meant.
      fc.property(fc.integer({ min: at('2026-04-05T00:00Z'), max: at('2026-10-15T00:00Z') }), sources, (moment, source) => {
        const second = moment - (moment % 1000)
        expect(correctReading(shownAt(second, zone, source), zone, { ...camera, ...source }).corrected).toBe(second)
      }),
    )
  })
})
