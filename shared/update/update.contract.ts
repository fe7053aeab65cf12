import { z } from 'zod'
import { job, lifecycle } from '../contract/procedure.ts'
import { instantSchema, nothingSchema, sha256Schema } from '../contract/schema.ts'
import { updateVerdicts } from './judge-update.ts'

const readySchema = z.strictObject({ version: z.string(), file: z.string(), folder: z.string(), sha256: sha256Schema })

/** Updates by a stick that the maker signed. In a build without the maker's key nothing of it is there, and `updates.state` says so. */
export const updateContract = {
  'updates.state': lifecycle({
    in: nothingSchema,
    out: z.strictObject({
      /** Fingerprint of the maker's key that this build trusts; `null`: it takes no updates. */
      maker: z.string().nullable(),
      version: z.string(),
      /** How the version that runs came here by a stick: taken over when, from which version, after which backup. */
      updated: z.strictObject({ from: z.string(), at: instantSchema, backup: z.string() }).nullable(),
      /** A newer version that was verified and taken over, and waits for being installed. */
      ready: z.strictObject({ ...readySchema.shape, at: instantSchema, backup: z.string() }).nullable(),
    }),
    needs: 'record.read',
  }),
  /** Sets on the drives and in the folders that can be reached now. */
  'updates.found': lifecycle({
    in: nothingSchema,
    out: z.strictObject({
      updates: z.array(
        z.strictObject({
          id: z.string(),
          place: z.string(),
          named: z.string(),
          verdict: z.enum(updateVerdicts),
          /** What the maker says; `null` where nobody the build trusts says anything. */
          release: z.strictObject({ version: z.string(), at: instantSchema, notes: z.strictObject({ en: z.string(), de: z.string() }) }).nullable(),
          size: z.number().int().nullable(),
        }),
      ),
    }),
    needs: 'store.manage',
    touches: 'all-sites',
  }),
  /** Verifies a set with the version that runs, backs the record up, and copies the set beside the record. Nothing of it is executed. */
  'updates.take': job({ in: z.strictObject({ id: z.string().min(1).max(64) }), out: z.strictObject({ ...readySchema.shape, backup: z.string() }), needs: 'store.manage', touches: 'all-sites' }),
}
