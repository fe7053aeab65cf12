import { z } from 'zod'
import { job, query } from '../contract/procedure.ts'
import { nothingSchema } from '../contract/schema.ts'

/** Whether the record is intact. */
export const auditContract = {
  'audit.head': query({
    in: nothingSchema,
    out: z.strictObject({ sequence: z.number().int(), hash: z.string(), line: z.string() }),
    needs: 'record.read',
  }),
  'audit.check': job({
    in: nothingSchema,
    out: z.strictObject({
      intact: z.boolean(),
      rows: z.number().int(),
      erasedBodies: z.number().int(),
      head: z.string(),
      fault: z.string().nullable(),
      faultSequence: z.number().int().nullable(),
    }),
    needs: 'record.read',
  }),
}
