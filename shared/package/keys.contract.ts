import { z } from 'zod'
import { query } from '../contract/procedure.ts'
import { nothingSchema } from '../contract/schema.ts'
import { reportDocumentSchema } from '../report/document.ts'

/** The entity's public keys. */
export const keysContract = {
  'keys.card': query({
    in: z.strictObject({ language: z.enum(['en', 'de']) }),
    out: z.strictObject({
      anchor: z.string(),
      entityFingerprint: z.string(),
      /** Fingerprint of the entity key that this one replaced; `null` for the first. */
      continues: z.string().nullable(),
      sites: z.array(z.strictObject({ name: z.string(), principal: z.string(), fingerprint: z.string() })),
      document: reportDocumentSchema,
    }),
    needs: 'record.read',
  }),
  /** The one line a recipient keeps. */
  'keys.anchor': query({ in: nothingSchema, out: z.strictObject({ anchor: z.string() }), needs: 'record.read' }),
}
