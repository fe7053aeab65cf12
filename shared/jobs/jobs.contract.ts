import { z } from 'zod'
import { lifecycle } from '../contract/procedure.ts'
import { idSchema } from '../contract/schema.ts'
import { failureSchema } from '../contract/wire.ts'

/** How far long work is. */
export const jobStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('running'), done: z.number().min(0), total: z.number().min(0) }),
  z.strictObject({ state: z.literal('done'), value: z.unknown() }),
  z.strictObject({ state: z.literal('failed'), error: failureSchema }),
])

/** Following and cancelling jobs; a job answers only to the session that started it. */
export const jobsContract = {
  'jobs.get': lifecycle({ in: z.strictObject({ jobId: idSchema }), out: jobStateSchema, needs: 'record.read' }),
  'jobs.cancel': lifecycle({ in: z.strictObject({ jobId: idSchema }), out: z.strictObject({ cancelled: z.boolean() }), needs: 'record.read' }),
}
