import { z } from 'zod'
import { idSchema, instantSchema, lineSchema, textSchema, zoneSchema } from '../contract/schema.ts'
import type { Instant } from '../ports/clock.ts'
import { earlierInstant, fromWallMillis, localTime, offsetMillis, readLocal, wallMillis } from './local-time.ts'

/** Closed list of what else in a plant writes times. */
export const timeSourceKinds = ['scada', 'plc', 'camera', 'access-control', 'other'] as const

/** A clock of the site beside this PC's: a control system, a controller, a camera. */
export const timeSourceSchema = z.strictObject({
  id: idSchema,
  site: idSchema,
  name: lineSchema(120, 1),
  kind: z.enum(timeSourceKinds),
  /** Its clock less the right time, in seconds: positive when it is ahead. */
  aheadSeconds: z.int().min(-315_360_000).max(315_360_000),
  /** IANA zone in which it shows its time. */
  zone: zoneSchema,
  /** It shows standard time all year. */
  noSummerTime: z.boolean(),
  /** When somebody last compared it, UTC ms; `null`: never. */
  checkedAt: instantSchema.nullable(),
  checkedBy: lineSchema(120),
  note: textSchema(600),
  createdAt: instantSchema,
})

/** See `timeSourceSchema`. */
export type TimeSource = z.output<typeof timeSourceSchema>

/** A time source as a person edits it. */
export const timeSourceEditSchema = timeSourceSchema.omit({ id: true, createdAt: true }).extend({ id: idSchema.nullable() })

/** What a source showed for an entry, and as what the source was known when the entry was written. */
export const readingFactsSchema = z.strictObject({
  v: z.literal(1),
  name: z.string(),
  kind: z.enum(timeSourceKinds),
  /** The wall clock it showed, read as if it were UTC: milliseconds to be taken apart, not an instant. */
  shown: z.number().int(),
  aheadSeconds: z.number().int(),
  zone: zoneSchema,
  noSummerTime: z.boolean(),
  checkedAt: instantSchema.nullable(),
  /** The right time that follows, UTC ms; the entry carries the same. */
  corrected: instantSchema,
  /** By how many seconds that may be wrong; `null` when nobody ever compared the source. */
  uncertainty: z.number().int().min(0).nullable(),
})

/** See `readingFactsSchema`. */
export type ReadingFacts = Readonly<z.output<typeof readingFactsSchema>>

/** The reading of a source that an entry of the chronology rests on. Appended with the entry and never changed. */
export const chronologyReadingSchema = z.strictObject({ id: idSchema, incident: idSchema, entry: idSchema, source: idSchema, facts: readingFactsSchema })

/** See `chronologyReadingSchema`. */
export type ChronologyReading = Readonly<z.output<typeof chronologyReadingSchema>>

/** Comparing two displays by eye and writing the difference down: 2 seconds. */
const compared = 2

/** A clock without a reference drifts like a cheap quartz, 100 parts in a million (8.6 s a day): one second in so many milliseconds. */
const driftsASecondIn = 10_000_000

/**
 * The right time of what a source showed.
 * @param shown the instant at which a right clock in `zone` would show the same: what a person gets who types the source's reading.
 * @param zone zone in which that was typed, usually the site's.
 */
export function correctReading(shown: Instant, zone: string, source: Pick<TimeSource, 'name' | 'kind' | 'aheadSeconds' | 'zone' | 'noSummerTime' | 'checkedAt'>): ReadingFacts {
  const { name, kind, aheadSeconds, noSummerTime, checkedAt } = source
  // The same hour twice: typed where the zones are the same, the instant says which one was meant.
  const ownInstant = source.zone === zone ? shown : earlierInstant(readLocal(localTime(shown, zone), source.zone))
  const wall = wallMillis(localTime(shown, zone))
  const read = noSummerTime ? wall - standardOffset(ownInstant, source.zone) : ownInstant
  const corrected = Math.max(0, read - aheadSeconds * 1000)
  return { v: 1, name, kind, shown: wall, aheadSeconds, zone: source.zone, noSummerTime, checkedAt, corrected, uncertainty: uncertaintyOf(corrected, checkedAt) }
}

function uncertaintyOf(corrected: Instant, checkedAt: Instant | null): number | null {
  return checkedAt === null ? null : compared + Math.ceil(Math.abs(corrected - checkedAt) / driftsASecondIn)
}

/**
 * What a source shows at a moment, as the instant at which a right clock in `zone` would show the same: the "now" against which a typed
 * reading of it is understood.
 */
export function shownAt(moment: Instant, zone: string, source: Pick<TimeSource, 'aheadSeconds' | 'zone' | 'noSummerTime'>): Instant {
  const own = moment + source.aheadSeconds * 1000
  const offset = source.noSummerTime ? standardOffset(own, source.zone) : offsetMillis(own, source.zone)
  return earlierInstant(readLocal(fromWallMillis(own + offset), zone))
}

/** Offset of a zone without summer time in the year of an instant: the smaller of winter's and summer's. Ireland counts the other way round and comes out the same. */
function standardOffset(instant: Instant, zone: string): number {
  const { year } = localTime(instant, zone)
  const [january, july] = [Date.UTC(year, 0, 15), Date.UTC(year, 6, 15)]
  return Math.min(offsetMillis(january, zone), offsetMillis(july, zone))
}

/** What a source showed, as `2026-11-23 02:31:07`. */
export function shownText(shown: number): string {
  const { year, month, day, hour, minute, second } = fromWallMillis(shown)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`
}
