import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../test/support/clock-incident.ts'
import { daysInMonth, localTime } from './local-time.ts'
import { addHours, addMonths, endOfPeriod } from './period.ts'
import { isoText } from './time-text.ts'

const zones = fc.constantFrom('Europe/Berlin', 'Europe/Lisbon', 'America/New_York', 'America/Havana', 'Asia/Kathmandu', 'UTC')
const instants = fc.integer({ min: at('2000-01-01T00:00Z'), max: at('2119-01-01T00:00Z') })
const oneMonth = (from: string, zone: string): string => isoText(addMonths(at(from), 1, zone).instant, zone)

describe('periods in hours', () => {
  it('are elapsed time, whatever the zone', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 8760 }), zones, zones, (from, hours, one, other) => {
        expect(addHours(from, hours) - from).toBe(hours * 3_600_000)
        expect(endOfPeriod(from, { hours }, one)).toEqual(endOfPeriod(from, { hours }, other))
      }),
    )
  })
})

describe('periods in months', () => {
  it.each([
    ['2026-01-28T09:15+01:00', 'Europe/Brussels', '2026-02-28T09:15:00+01:00'],
    ['2026-01-31T09:15+01:00', 'Europe/Brussels', '2026-02-28T09:15:00+01:00'],
    ['2028-01-31T23:59+01:00', 'Europe/Berlin', '2028-02-29T23:59:00+01:00'],
    ['2028-02-29T12:00+01:00', 'Europe/Berlin', '2028-03-29T12:00:00+02:00'],
    ['2025-12-31T23:30+01:00', 'Europe/Warsaw', '2026-01-31T23:30:00+01:00'],
    ['2038-01-19T04:14+01:00', 'Europe/Berlin', '2038-02-19T04:14:00+01:00'],
    ['2100-01-29T08:00+01:00', 'Europe/Berlin', '2100-02-28T08:00:00+01:00'],
    ['2100-02-28T08:00+01:00', 'Europe/Berlin', '2100-03-28T08:00:00+02:00'],
  ])('%s in %s ends %s', (from, zone, due) => expect(oneMonth(from, zone)).toBe(due))

  it('say that the date was clamped', () => {
    expect(addMonths(at('2026-03-31T21:00+02:00'), 1, 'Europe/Berlin').clamped).toBe(true)
    expect(addMonths(at('2026-03-30T21:00+02:00'), 1, 'Europe/Berlin').clamped).toBe(false)
  })

  it('end at the earlier instant in a skipped and in a doubled hour', () => {
    expect(addMonths(at('2026-02-28T02:30+01:00'), 1, 'Europe/Berlin').clock).toBe('usual')
    expect(addMonths(at('2027-02-28T02:30+01:00'), 1, 'Europe/Berlin')).toEqual({ instant: at('2027-03-28T01:30+01:00'), clamped: false, clock: 'skipped' })
    expect(addMonths(at('2026-09-25T02:30+02:00'), 1, 'Europe/Berlin')).toEqual({ instant: at('2026-10-25T02:30+02:00'), clamped: false, clock: 'doubled' })
  })

  it('never skip a month and keep the clock time, unless summer time skips that', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 24 }), zones, (from, months, zone) => {
        const end = addMonths(from, months, zone)
        const [start, due] = [localTime(from, zone), localTime(end.instant, zone)]
        expect(end.instant).toBeGreaterThan(from)
        if (end.clock === 'skipped') return
        expect(due.year * 12 + due.month - (start.year * 12 + start.month)).toBe(months)
        expect(due.day).toBe(Math.min(start.day, daysInMonth(due.year, due.month)))
        expect([due.hour, due.minute, due.second]).toEqual([start.hour, start.minute, start.second])
      }),
    )
  })

  it('take no later instant that shows the same local time', () => {
    const changes = fc.integer({ min: at('2026-09-25T00:00Z'), max: at('2026-09-25T03:00Z') })
    fc.assert(
      fc.property(changes, (from) => {
        const { instant } = addMonths(from, 1, 'Europe/Berlin')
        const hourBefore = localTime(instant - 3_600_000, 'Europe/Berlin')
        expect(hourBefore).not.toEqual(localTime(instant, 'Europe/Berlin'))
      }),
    )
  })
})
