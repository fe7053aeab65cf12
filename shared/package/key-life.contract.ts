import { z } from 'zod'
import { command, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, instantSchema, lineSchema, nothingSchema, textSchema } from '../contract/schema.ts'

/** The own passphrase, asked again before an act with the entity's key. */
const passphraseSchema = z.string().min(1).max(1024)

/** One key as a screen shows it. */
const shownKeySchema = z.strictObject({
  id: idSchema,
  kind: z.enum(['entity', 'site', 'person']),
  owner: idSchema,
  /** Name of the entity, the site or the person; `null` once it was erased. */
  name: z.string().nullable(),
  principal: z.string(),
  fingerprint: z.string(),
  state: z.enum(['in-use', 'ended', 'revoked']),
  from: instantSchema,
  to: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  reason: z.string().nullable(),
  /** Released packages that were signed with it. */
  signed: z.number().int(),
})

/** The life of the entity's keys: what is in use, what ended, what was revoked, and the acts that change it. */
export const keyLifeContract = {
  'keys.list': query({
    in: nothingSchema,
    out: z.strictObject({
      /** Number of the newest signed list of keys. */
      number: z.number().int(),
      issuedAt: instantSchema,
      keys: z.array(shownKeySchema),
    }),
    needs: 'record.read',
  }),
  /** A new key for a site; what the old one signed stays genuine. */
  'keys.replaceSite': command({
    in: z.strictObject({ site: idSchema, reason: textSchema(600, 1), passphrase: passphraseSchema }),
    out: idResultSchema,
    needs: 'keys.manage',
    touches: 'all-sites',
  }),
  /** A key is not trusted any more, nor anything it ever signed. A site gets a new one at once. */
  'keys.revoke': command({
    in: z.strictObject({
      key: idSchema,
      since: instantSchema,
      /** Goes to every recipient with the list of keys. */
      reason: lineSchema(200, 1),
      passphrase: passphraseSchema,
    }),
    out: nothingSchema,
    needs: 'keys.manage',
    touches: 'all-sites',
  }),
}
