import { z } from 'zod'
import { lifecycle } from '../contract/procedure.ts'
import { idSchema, lineSchema, nothingSchema, sha256Schema } from '../contract/schema.ts'
import { attachmentLimit } from './file.ts'

/** Base64 of at most 1 MiB of raw bytes. */
const chunkTextSchema = z.base64().max(1_398_104)

/** Bytes in and out, 1 MiB at a time. A FileId belongs to this opening of the store and is readable only by its creator. */
export const fileContract = {
  'files.begin': lifecycle({
    in: z.strictObject({
      name: lineSchema(160, 1),
      mediaType: lineSchema(100, 1),
      size: z.number().int().min(0).max(attachmentLimit * 4),
      /** `attachment` may become part of the record; `inspection` is only looked at. */
      purpose: z.enum(['attachment', 'inspection']),
    }),
    out: z.strictObject({ file: idSchema }),
    needs: 'record.read',
  }),
  'files.append': lifecycle({
    in: z.strictObject({ file: idSchema, index: z.number().int().min(0).max(1_000_000), bytes: chunkTextSchema }),
    out: nothingSchema,
    needs: 'record.read',
  }),
  'files.finish': lifecycle({
    in: z.strictObject({ file: idSchema }),
    out: z.strictObject({ size: z.number().int(), sha256: sha256Schema }),
    needs: 'record.read',
  }),
  'files.info': lifecycle({
    in: z.strictObject({ file: idSchema }),
    out: z.strictObject({ name: z.string(), mediaType: z.string(), size: z.number().int(), sha256: sha256Schema.nullable() }),
    needs: 'record.read',
  }),
  'files.read': lifecycle({
    in: z.strictObject({ file: idSchema, index: z.number().int().min(0).max(1_000_000) }),
    out: z.strictObject({ bytes: z.string() }),
    needs: 'record.read',
  }),
  'files.drop': lifecycle({ in: z.strictObject({ file: idSchema }), out: nothingSchema, needs: 'record.read' }),
}
