import { z } from 'zod'
import { command, lifecycle, query } from '../contract/procedure.ts'
import { idSchema, instantSchema, nothingSchema, textSchema, zoneSchema } from '../contract/schema.ts'
import { clockStates } from '../package/manifest.ts'
import { anomalyKinds, readingSchema } from './bounds.ts'
import { clockEventSchema } from './clock-event.ts'
import { deadlineSchema } from './deadline.ts'

/** Between which moments it is now, and what was last noticed about the PC's clock that nobody has settled. */
export const toldTimeSchema = z.strictObject({
  /** UTC ms. `now` beside it is the upper bound. */
  lower: instantSchema,
  /** It may also be later than `now`: the time is not known. */
  open: z.boolean(),
  /** The bounds differ by more than clocks do by themselves. */
  isRange: z.boolean(),
  /** How far the clock can be believed. */
  state: z.enum(clockStates),
  /** The anomaly that makes it suspect; `null` when none does. */
  why: z.strictObject({ kind: z.enum(anomalyKinds), at: instantSchema, difference: z.number().int().nullable() }).nullable(),
})

/** See `toldTimeSchema`. */
export type ToldTime = z.output<typeof toldTimeSchema>

/** One legal deadline with the incident it belongs to. */
export const barDeadlineSchema = z.strictObject({
  incident: idSchema,
  number: z.number().int(),
  siteName: z.string(),
  courierMinutes: z.number().int(),
  significance: z.enum(['undecided', 'yes', 'no']),
  deadline: deadlineSchema,
})

/** Deadlines and the machine's time. */
export const deadlinesContract = {
  /** Everything the deadline bar needs, for every incident, closed ones whose clock a later record started included; shown while locked too, so it holds no names of people and no titles. */
  'deadlines.bar': query({
    in: nothingSchema,
    out: z.strictObject({
      /** The latest that it may be now: deadlines are judged by it. */
      now: instantSchema,
      time: toldTimeSchema,
      zone: zoneSchema,
      offset: z.number().int(),
      /** When somebody last stated what a watch or phone says, and by how many milliseconds this PC differed then. */
      stated: z.strictObject({ at: instantSchema, difference: z.number().int() }).nullable(),
      deadlines: z.array(barDeadlineSchema),
    }),
    needs: 'while-locked',
  }),
  /** "What does your watch or phone say?": the instant read off it. */
  'clock.stateTime': command({ in: z.strictObject({ instant: instantSchema }), out: nothingSchema, needs: 'record-only' }),
  /** A second person confirms the newest stated time with the own passphrase. */
  'clock.confirmTime': lifecycle({ in: z.strictObject({ passphrase: z.string().min(1).max(1024) }), out: nothingSchema, needs: 'record-only' }),
  /** For how many days this PC may be switched off without its next start being suspect. */
  'clock.setLimit': command({ in: z.strictObject({ days: z.int().min(1).max(400), reason: textSchema(600, 1) }), out: nothingSchema, needs: 'settings.write', touches: 'all-sites' }),
  /** What the PC's clock did and what people said about it, newest first. */
  'clock.events': query({
    in: nothingSchema,
    out: z.strictObject({
      now: instantSchema,
      time: toldTimeSchema,
      /** What this PC shows by itself. */
      reading: readingSchema,
      /** The stated time that a second person can confirm now, who stated it, and what it comes to now (UTC ms). */
      confirmable: z.strictObject({ event: idSchema, by: idSchema, now: instantSchema }).nullable(),
      limit: z.strictObject({ days: z.int(), reason: z.string(), by: z.string().nullable(), at: instantSchema.nullable() }),
      events: z.array(clockEventSchema.omit({ state: true, sequence: true, v: true })),
      /** More events are kept than are shown. */
      isCut: z.boolean(),
    }),
    needs: 'record.read',
  }),
}
