import { z } from 'zod'
import { secondPersonSchema } from '../approval/beside.ts'
import { command, lifecycle, query } from '../contract/procedure.ts'
import { instantSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { erasableKinds, erasableSchema, erasedItemSchema, erasureSchema } from './erasure.ts'
import { beginnings, monthsSchema, retentionDecisionSchema } from './rules.ts'

/** Most things of one act of erasing: the writer is held for as long as it takes. */
export const erasureLimit = 1000

const textsSchema = z.strictObject({ en: z.string(), de: z.string() })

/** Rules of keeping, what is due by them, and erasing with proof. */
export const retentionContract = {
  'retention.get': query({
    in: nothingSchema,
    out: z.strictObject({
      /**
       * Where this record goes on from a backup: the PC's clock at the backup's last entry. What was erased after that is there again, and
       * nothing in the record can say what it was.
       */
      continuedFrom: instantSchema.nullable(),
      note: textsSchema,
      rules: z.array(
        z.strictObject({
          kind: z.enum(erasableKinds),
          begins: z.enum(beginnings),
          /** The shipped proposal in months. */
          proposed: z.number().int(),
          why: textsSchema,
          source: textsSchema,
          /** What the site decided; `null`: nothing yet, so the proposal counts. */
          decision: retentionDecisionSchema.nullable(),
          /** How many are due now. */
          due: z.number().int(),
        }),
      ),
    }),
    needs: 'record.read',
  }),
  'retention.decide': command({
    in: z.strictObject({ kind: z.enum(erasableKinds), months: monthsSchema.nullable(), reason: textSchema(600, 1) }),
    out: nothingSchema,
    needs: 'settings.write',
    touches: 'all-sites',
  }),
  /** What may be erased: what is due by the rules, or with `early` all of a kind whose time has begun. Oldest first. */
  'retention.items': query({
    in: z.strictObject({ kind: z.enum(erasableKinds), early: z.boolean(), limit: z.number().int().min(1).max(erasureLimit) }),
    out: z.strictObject({
      count: z.number().int(),
      items: z.array(z.strictObject({ ...erasableSchema.shape, name: z.string(), size: z.number().int().nullable(), since: instantSchema })),
    }),
    needs: 'audit.read',
    touches: 'all-sites',
  }),
  /** Erases with proof. Needs a second person by passphrase. What belongs to an open incident is never erased. */
  'retention.erase': lifecycle({
    in: z.strictObject({ items: z.array(erasableSchema).min(1).max(erasureLimit), reason: textSchema(600, 1), second: secondPersonSchema }),
    out: z.strictObject({ erasure: erasureSchema }),
    needs: 'store.manage',
    touches: 'all-sites',
  }),
  'retention.erasures': query({ in: nothingSchema, out: z.strictObject({ erasures: z.array(erasureSchema).max(200) }), needs: 'audit.read', touches: 'all-sites' }),
  /** The proof of one act: what went, when, by whom, and the hashes that stay. */
  'retention.proof': query({
    in: z.strictObject({ sequence: z.number().int().min(1) }),
    out: z.strictObject({ erasure: erasureSchema, items: z.array(erasedItemSchema), rowHash: z.string(), chainHash: z.string() }),
    needs: 'audit.read',
    touches: 'all-sites',
  }),
}
