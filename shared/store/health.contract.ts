import { z } from 'zod'
import { command, job } from '../contract/procedure.ts'
import { instantSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { healthChecks, healthFindings, healthLevels } from './doctor.ts'
import { missedRecordSchema, rescuedTableSchema } from './rescue.ts'

/** Records that a restored backup lacks: as many as one screen can show. */
export const missedLimit = 500

/** How the record is: what `cofferdam doctor` says, for the screen. */
export const healthContract = {
  /** Looks at everything that can be looked at: folder, keys, the record itself, backups, room, clock. */
  'record.health': job({
    in: nothingSchema,
    out: z.strictObject({
      at: instantSchema,
      lines: z.array(
        z.strictObject({
          check: z.enum(healthChecks),
          level: z.enum(healthLevels),
          finding: z.enum(healthFindings),
          count: z.number().int().nullable(),
          freeBytes: z.number().int().nullable(),
          at: z.number().int().nullable(),
          name: z.string().nullable(),
        }),
      ),
      /** A restore has put a record aside that can be read for what is missing now. */
      replaced: z.boolean(),
    }),
    needs: 'record.read',
  }),
  /** Reads what is reachable of the record that the last restore put aside, and tells what the present one lacks of it. */
  'record.rescue': job({
    in: nothingSchema,
    out: z.strictObject({
      file: z.string().nullable(),
      readable: z.boolean(),
      tables: z.array(rescuedTableSchema),
      missed: z.array(missedRecordSchema).max(missedLimit),
      missedCount: z.number().int(),
    }),
    needs: 'store.manage',
    touches: 'all-sites',
  }),
  /** A person says that what a damaged log lost was looked for and entered again. `settled` is false when there was nothing to say it of. */
  'record.settle': command({ in: z.strictObject({ reason: textSchema(600, 1) }), out: z.strictObject({ settled: z.boolean() }), needs: 'store.manage', touches: 'all-sites' }),
}
