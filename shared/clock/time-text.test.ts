import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../test/support/clock-incident.ts'
import { displayText, isoText, offsetText, readIso, utcDisplayText, utcText, zonedDisplayText } from './time-text.ts'

describe('time as text', () => {
  it('writes ISO 8601 with the offset of that moment', () => {
    expect(isoText(at('2026-03-28T19:00Z'), 'Europe/Berlin')).toBe('2026-03-28T20:00:00+01:00')
    expect(isoText(at('2026-03-29T19:00Z'), 'Europe/Berlin')).toBe('2026-03-29T21:00:00+02:00')
    expect(isoText(at('2021-02-05T18:30:00.250Z'), 'America/New_York')).toBe('2021-02-05T13:30:00.250-05:00')
    expect(offsetText(0, 'Asia/Kathmandu')).toBe('+05:30')
    expect(utcText(at('2026-03-29T21:00+02:00'))).toBe('2026-03-29T19:00:00Z')
  })

  it('reads back what it wrote, in any zone', () => {
    const instants = fc.integer({ min: at('2000-01-01T00:00Z'), max: at('2120-01-01T00:00Z') })
    fc.assert(
      fc.property(instants, fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'UTC'), (instant, zone) => {
        expect(readIso(isoText(instant, zone))).toBe(instant)
        expect(readIso(utcText(instant))).toBe(instant)
      }),
    )
  })

  it.each(['2026-02-29T10:00Z', '2026-13-01T10:00Z', '2026-01-01T24:00Z', '2026-01-01T10:00', '2026-01-01T10:00+15:00', 'today'])(
    'refuses %s',
    (text) => expect(readIso(text)).toBeNull(),
  )

  it('shows weekday, date, 24-hour clock and offset', () => {
    const instant = at('2026-03-29T21:00+02:00')
    expect(displayText(instant, 'Europe/Berlin', 'en')).toBe('Sun, 29 Mar 2026, 21:00 (+02:00)')
    expect(displayText(instant, 'Europe/Berlin', 'de')).toMatch(/^So\..*29\. März 2026, 21:00 \(\+02:00\)$/)
  })

  it('names the zone where it is not plain whose clock is meant', () => {
    expect(zonedDisplayText(at('2021-02-05T18:30Z'), 'America/New_York', 'en')).toBe('Fri, 5 Feb 2021, 13:30 (-05:00, America/New York)')
  })

  it('shows UTC to the minute, with seconds only where somebody gave them', () => {
    expect(utcDisplayText(at('2026-03-29T21:00+02:00'), 'Europe/Berlin', 'en')).toBe('UTC 19:00')
    expect(utcDisplayText(at('2026-03-29T19:00:45Z'), 'Europe/Berlin', 'en')).toBe('UTC 19:00:45')
    expect(utcDisplayText(at('2026-03-29T19:00:45.250Z'), 'Europe/Berlin', 'en')).toBe('UTC 19:00')
  })

  it('shows UTC with its day where that is another one', () => {
    expect(utcDisplayText(at('2026-03-30T01:30+02:00'), 'Europe/Berlin', 'en')).toBe('UTC Sun, 29 Mar 2026, 23:30')
    expect(utcDisplayText(at('2026-03-29T23:30-04:00'), 'America/New_York', 'de')).toMatch(/^UTC Mo\..*30\. März 2026, 03:30$/)
  })
})
