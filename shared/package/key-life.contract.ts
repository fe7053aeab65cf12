import { z } from 'zod'
import { secondPersonSchema } from '../approval/beside.ts'
import { command, job, lifecycle, query } from '../contract/procedure.ts'
import { codeSchema, idResultSchema, idSchema, instantSchema, lineSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { reportDocumentSchema } from '../report/document.ts'
import { packageFaults } from './fault.ts'

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
  state: z.enum(['in-use', 'waiting', 'ended', 'revoked']),
  from: instantSchema,
  to: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  reason: z.string().nullable(),
  /** Released packages that were signed with it. */
  signed: z.number().int(),
})

/** A list of keys of another entity, as a screen shows it before it is taken over. */
const shownListSchema = z.strictObject({
  entity: codeSchema,
  number: z.number().int(),
  issuedAt: instantSchema,
  revoked: z.array(z.strictObject({ principal: z.string(), fingerprint: z.string(), since: instantSchema, reason: z.string().nullable() })),
})

/** A change of another entity's key, as a screen shows it before it is accepted. */
const shownChangeSchema = z.strictObject({
  entity: codeSchema,
  /** The key that is trusted here, and the newest one. */
  from: z.string(),
  to: z.string(),
  number: z.number().int(),
  changedAt: instantSchema,
  /** The line of the newest key. */
  anchor: z.string(),
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
      /** Whether a second person signs for a new key, and who could. */
      second: z.strictObject({ needed: z.boolean(), possible: z.array(idSchema) }),
    }),
    needs: 'record.read',
  }),
  /** A new key for a site; what the old one signed stays genuine. */
  'keys.replaceSite': lifecycle({
    in: z.strictObject({ site: idSchema, reason: textSchema(600, 1), passphrase: passphraseSchema, second: secondPersonSchema.nullable() }),
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
  /** A new key for the entity itself, announced by a statement that the old and the new one sign. */
  'keys.replaceEntity': lifecycle({
    in: z.strictObject({ reason: textSchema(600, 1), passphrase: passphraseSchema, second: secondPersonSchema.nullable() }),
    out: z.strictObject({ number: z.number().int() }),
    needs: 'keys.manage',
    touches: 'all-sites',
  }),
  /** Writes the newest list of keys, with every change of the entity's own key, to a drive or folder, for recipients. */
  'keys.carryList': job({
    in: z.strictObject({ place: z.string().max(64), reason: textSchema(600) }),
    out: z.strictObject({ transfer: idSchema, name: z.string() }),
    needs: 'transfer.write',
  }),
  /** The printed record of who was there when a key was made. */
  'keys.ceremony': query({
    in: z.strictObject({ language: z.enum(['en', 'de']), present: z.array(lineSchema(120, 1)).max(8), place: lineSchema(120) }),
    out: z.strictObject({ document: reportDocumentSchema }),
    needs: 'record.read',
  }),
  /** Looks at the list of keys that another entity sent, and at a change of its own key. Anchors are lines from its key card that somebody here trusts. */
  'keyChange.look': lifecycle({
    in: z.strictObject({ file: idSchema, anchors: z.string().max(20_000) }),
    out: z.strictObject({
      /** Why it cannot be taken over; `null`: it can. */
      fault: z.strictObject({ code: z.enum(packageFaults), subject: z.string() }).nullable(),
      /** The list of keys that comes with it. */
      list: shownListSchema.nullable(),
      /** A new key of the sender; `null`: only the list is new. */
      change: shownChangeSchema.nullable(),
    }),
    needs: 'transfer.verify',
  }),
  /** Takes over a newer list of keys that a trusted key signed, so that what it revokes is refused. */
  'keyChange.learn': command({
    in: z.strictObject({ file: idSchema, anchors: z.string().max(20_000) }),
    out: z.strictObject({ number: z.number().int() }),
    needs: 'transfer.verify',
  }),
  /** Takes over the new key of another entity: what it signs is judged by it from now on. */
  'keyChange.accept': command({
    in: z.strictObject({
      file: idSchema,
      anchors: z.string().max(20_000),
      /** Fingerprint of the new key as it was compared. */
      to: z.string().max(60),
    }),
    out: z.strictObject({ anchor: z.string() }),
    needs: 'keys.manage',
    touches: 'all-sites',
  }),
}
