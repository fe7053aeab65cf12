import { z } from 'zod'
import { command, query } from '../contract/procedure.ts'
import { idSchema, instantSchema, nothingSchema, zoneSchema } from '../contract/schema.ts'
import { deadlineSchema } from './deadline.ts'

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
      now: instantSchema,
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
}
