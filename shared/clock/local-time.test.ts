import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../test/support/clock-incident.ts'
import { daysInMonth, earlierInstant, isZone, localTime, offsetMillis, readLocal, weekday } from './local-time.ts'

const zones = ['Europe/Berlin', 'Europe/Lisbon', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Havana', 'UTC']
const anyZone = fc.constantFrom(...zones)
const anyInstant = fc.integer({ min: at('2000-01-01T00:00Z'), max: at('2120-01-01T00:00Z') })
const local = (year: number, month: number, day: number, hour: number, minute: number) => ({ year, month, day, hour, minute, second: 0, millisecond: 0 })

describe('local time', () => {
  it('reads the wall clock of a zone on both sides of summer time', () => {
    expect(localTime(at('2026-03-29T00:59:59Z'), 'Europe/Berlin')).toMatchObject({ day: 29, hour: 1, minute: 59, second: 59 })
    expect(localTime(at('2026-03-29T01:00:00Z'), 'Europe/Berlin')).toMatchObject({ day: 29, hour: 3, minute: 0 })
    expect(localTime(at('2026-07-01T22:00:00Z'), 'Europe/Berlin')).toMatchObject({ day: 2, hour: 0 })
  })

  it('leads back to the instant it came from, one reading of a doubled hour included', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        const reading = readLocal(localTime(instant, zone), zone)
        expect(reading.kind).not.toBe('none')
        expect(reading.kind === 'one' ? [reading.instant] : [reading.earlier, reading.later]).toContain(instant)
      }),
    )
  })

  it('gives both readings of a doubled hour', () => {
    const reading = readLocal(local(2026, 10, 25, 2, 30), 'Europe/Berlin')
    expect(reading).toEqual({ kind: 'two', earlier: at('2026-10-25T02:30+02:00'), later: at('2026-10-25T02:30+01:00') })
    expect(earlierInstant(reading)).toBe(at('2026-10-25T00:30Z'))
  })

  it('gives both neighbours of a skipped hour, the earlier first', () => {
    const reading = readLocal(local(2026, 3, 29, 2, 30), 'Europe/Berlin')
    expect(reading).toEqual({ kind: 'none', earlier: at('2026-03-29T01:30+01:00'), later: at('2026-03-29T03:30+02:00') })
  })

  it('knows half-hour changes and a skipped day', () => {
    expect(readLocal(local(2026, 4, 5, 1, 45), 'Australia/Lord_Howe').kind).toBe('two')
    expect(readLocal(local(2026, 10, 4, 2, 15), 'Australia/Lord_Howe').kind).toBe('none')
    expect(readLocal(local(2011, 12, 30, 12, 0), 'Pacific/Apia')).toEqual({
      kind: 'none',
      earlier: at('2011-12-29T12:00-10:00'),
      later: at('2011-12-31T12:00+14:00'),
    })
  })

  it('knows zones by name only', () => {
    expect(zones.every(isZone)).toBe(true)
    expect(['+01:00', 'Europe/Atlantis', '', 'Mars'].some(isZone)).toBe(false)
    expect(() => offsetMillis(0, 'Europe/Atlantis')).toThrow(RangeError)
  })

  it('counts weekdays from Monday and knows which centuries leap', () => {
    expect(weekday({ year: 2026, month: 2, day: 28 })).toBe(6)
    expect(weekday({ year: 2019, month: 4, day: 22 })).toBe(1)
    expect(weekday({ year: 2038, month: 1, day: 24 })).toBe(7)
    expect([2000, 2024, 2026, 2100].map((year) => daysInMonth(year, 2))).toEqual([29, 29, 28, 28])
  })
})
