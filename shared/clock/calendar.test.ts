import { describe, expect, it } from 'vitest'
import { at, eu } from '../../test/support/clock-incident.ts'
import { easterSunday, holidayOn, rolledEnd } from './calendar.ts'

describe('calendar', () => {
  it.each([
    [2019, 4, 21],
    [2024, 3, 31],
    [2026, 4, 5],
    [2038, 4, 25],
    [2076, 4, 19],
    [2100, 3, 28],
  ])('Easter %i is %i/%i', (year, month, day) => expect(easterSunday(year)).toEqual({ year, month, day }))

  it('finds fixed and moving holidays', () => {
    const name = (year: number, month: number, day: number) => holidayOn({ year, month, day }, eu.holidays)?.id
    expect(name(2019, 4, 22)).toBe('easter-monday')
    expect(name(2026, 1, 1)).toBe('new-year')
    expect(name(2026, 5, 14)).toBe('ascension')
    expect(name(2026, 5, 25)).toBe('whit-monday')
    expect(name(2026, 5, 26)).toBeUndefined()
  })

  it('rolls over weekend and holidays to the end of the next working day, and not from a working day', () => {
    expect(rolledEnd(at('2026-02-28T09:15+01:00'), 'Europe/Brussels', eu.holidays)).toBe(at('2026-03-03T00:00+01:00'))
    expect(rolledEnd(at('2026-04-03T09:00+02:00'), 'Europe/Berlin', eu.holidays)).toBe(at('2026-04-08T00:00+02:00'))
    expect(rolledEnd(at('2026-04-30T21:00+02:00'), 'Europe/Berlin', eu.holidays)).toBeNull()
  })
})
