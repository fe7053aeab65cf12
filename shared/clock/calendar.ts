import { z } from 'zod'
import type { Instant } from '../ports/clock.ts'
import { fromWallMillis, localTime, readLocal, earlierInstant, wallMillis, weekday } from './local-time.ts'

/** A text of a data file in every language of the product. */
export const localTextSchema = z.strictObject({ en: z.string().min(1), de: z.string().min(1) })

/** One text in every language. */
export type LocalText = Readonly<z.output<typeof localTextSchema>>

/** A public holiday: a fixed date, or days after Easter Sunday of the western churches. */
export const holidaySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: localTextSchema,
  on: z.union([
    z.strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
    z.strictObject({ easter: z.int().min(-60).max(80) }),
  ]),
})

/** One holiday of a profile. */
export type Holiday = Readonly<z.output<typeof holidaySchema>>

/** A calendar date without a zone. */
export interface CalendarDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Easter Sunday of the Gregorian calendar (the anonymous computus of 1876). */
export function easterSunday(year: number): CalendarDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const skipped = century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + skipped + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const sum = epact + toSunday - 7 * late + 114
  return { year, month: Math.floor(sum / 31), day: (sum % 31) + 1 }
}

/** The holiday that falls on a date, or `null`. */
export function holidayOn(date: CalendarDate, holidays: readonly Holiday[]): Holiday | null {
  return holidays.find((holiday) => isOn(holiday, date)) ?? null
}

function isOn(holiday: Holiday, date: CalendarDate): boolean {
  if ('month' in holiday.on) return holiday.on.month === date.month && holiday.on.day === date.day
  const moved = addDays(easterSunday(date.year), holiday.on.easter)
  return moved.month === date.month && moved.day === date.day
}

function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromWallMillis(Date.UTC(date.year, date.month - 1, date.day + days))
}

/** True on Saturdays, Sundays and the holidays given. */
export function isDayOff(date: CalendarDate, holidays: readonly Holiday[]): boolean {
  return weekday(date) >= 6 || holidayOn(date, holidays) !== null
}

/**
 * Where Regulation (EEC, Euratom) 1182/71 Art 3(4) would end a period that is not counted in hours: with the last hour of the
 * next working day when its last day is a Saturday, a Sunday or a holiday. An explanation only; no deadline is ever moved by it.
 * @returns the instant at which that working day has passed, or `null` when the last day is a working day.
 */
export function rolledEnd(due: Instant, zone: string, holidays: readonly Holiday[]): Instant | null {
  let date: CalendarDate = localTime(due, zone)
  if (!isDayOff(date, holidays)) return null
  while (isDayOff(date, holidays)) date = addDays(date, 1)
  const dayAfter = addDays(date, 1)
  const midnight = fromWallMillis(wallMillis({ ...dayAfter, hour: 0, minute: 0, second: 0, millisecond: 0 }))
  return earlierInstant(readLocal(midnight, zone))
}
