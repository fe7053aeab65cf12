import { z } from 'zod'
import { job, lifecycle, query } from '../contract/procedure.ts'
import { idSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { touch } from '../contract/touches.ts'
import { verdictSchema } from '../package/verdict.ts'
import { transferSchema } from './transfer.ts'

const writtenSchema = z.strictObject({
  name: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  outcome: z.enum(['written', 'already-there']),
})

/** Carrying out and bringing in. */
export const transferContract = {
  'places.list': lifecycle({
    in: nothingSchema,
    out: z.strictObject({
      places: z.array(
        z.strictObject({
          id: z.string().max(64),
          label: z.string(),
          kind: z.enum(['removable', 'folder']),
          freeBytes: z.number().int().nullable(),
          writable: z.boolean(),
        }),
      ),
    }),
    needs: 'record.read',
  }),
  /** Writes a release to a drive or folder and reads it back: "written". */
  'transfers.export': job({
    in: z.strictObject({ release: idSchema, place: z.string().max(64), reason: textSchema(600) }),
    out: z.strictObject({ transfer: idSchema, files: z.array(writtenSchema) }),
    needs: 'transfer.write', touches: [touch('release')],
  }),
  /** After the stick was taken out and put back: "verified". */
  'transfers.check': job({
    in: z.strictObject({ release: idSchema, place: z.string().max(64) }),
    out: z.strictObject({ transfer: idSchema, files: z.array(writtenSchema) }),
    needs: 'transfer.write', touches: [touch('release')],
  }),
  'transfers.list': query({ in: nothingSchema, out: z.strictObject({ transfers: z.array(transferSchema) }), needs: 'record.read' }),
  /** Checks a package somebody brought. Anchors are lines from key cards; this entity's own anchor is always known. */
  'packages.verify': job({
    in: z.strictObject({ file: idSchema, anchors: z.string().max(20_000), remember: z.boolean() }),
    out: verdictSchema,
    needs: 'transfer.verify',
  }),
}
