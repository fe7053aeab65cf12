import { z } from 'zod'
import { isZone } from '../clock/local-time.ts'
import { isoText, utcText } from '../clock/time-text.ts'
import type { Instant } from '../ports/clock.ts'

/** An instant as a report states it: local time with its offset, the same in UTC, and the IANA zone that gave the offset. */
export const zonedTimeSchema = z.strictObject({
  local: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?[+-]\d{2}:\d{2}$/),
  utc: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/),
  zone: z.string().min(1).max(64),
})
export type ZonedTime = z.output<typeof zonedTimeSchema>

/** An instant in a zone. @throws RangeError for a zone that does not exist. */
export function zonedTime(at: Instant, zone: string): ZonedTime {
  if (!isZone(zone)) throw new RangeError(`no zone ${zone}`)
  return { local: isoText(at, zone), utc: utcText(at), zone }
}
