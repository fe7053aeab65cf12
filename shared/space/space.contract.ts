import { z } from 'zod'
import { lifecycle } from '../contract/procedure.ts'
import { nothingSchema } from '../contract/schema.ts'
import { spaceLevels } from './space-rule.ts'

/** Why nothing is written now. */
export const writingFaults = ['store-full', 'store-read-only', 'store-damaged', 'store-disk-fault'] as const

/** The room on the disk of the record. The control room is told as well: what it enters at night is what must not be lost. */
export const spaceContract = {
  'space.look': lifecycle({
    in: nothingSchema,
    out: z.strictObject({
      freeBytes: z.number().int().min(0).nullable(),
      level: z.enum(spaceLevels),
      writing: z.enum(writingFaults).nullable(),
    }),
    needs: 'record-only',
  }),
}
