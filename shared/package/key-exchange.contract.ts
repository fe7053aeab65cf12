import { z } from 'zod'
import { secondPersonSchema } from '../approval/beside.ts'
import { job, lifecycle, query } from '../contract/procedure.ts'
import { codeSchema, idSchema, instantSchema, lineSchema, nothingSchema, sha256Schema, textSchema } from '../contract/schema.ts'
import { packageFaults } from './fault.ts'
import { clockStates } from './manifest.ts'

/** What is given for each of these acts: why, the own passphrase again, and a second person where the rule asks for one. */
const act = { reason: textSchema(600, 1), passphrase: z.string().min(1).max(1024), second: secondPersonSchema.nullable() }

/** A site of a request or an answer, with what is compared by phone. */
const shownSiteSchema = z.strictObject({
  code: codeSchema,
  name: z.string(),
  fingerprint: z.string(),
  /** Fingerprint of the key it takes the place of. */
  replaces: z.string().nullable(),
})

const faultSchema = z.strictObject({ code: z.enum(packageFaults), subject: z.string() }).nullable()

/** A request as the head office sees it before it certifies. */
const shownRequestSchema = z.strictObject({
  /** SHA-256: names exactly what was looked at. */
  request: sha256Schema,
  entity: z.strictObject({ code: codeSchema, name: z.string(), country: z.string() }),
  sites: z.array(
    shownSiteSchema.extend({
      /** Keys that were certified here for that site before. */
      before: z.array(z.strictObject({ fingerprint: z.string(), to: instantSchema.nullable(), revokedAt: instantSchema.nullable() })),
    }),
  ),
  /** People whose keys are to be certified; only their codes leave the plant. */
  people: z.array(codeSchema),
  revoked: z.array(z.strictObject({ principal: z.string(), fingerprint: z.string(), since: instantSchema, reason: z.string().nullable() })),
  /** Fingerprint of the entity key that this record's key takes the place of; `null` where that was done before. */
  handsOver: z.string().nullable(),
  validUntil: instantSchema.nullable(),
  requestedAt: instantSchema,
  zone: z.string(),
  clock: z.enum(clockStates),
})

/** An answer as the plant sees it before it takes it over. */
const shownAnswerSchema = z.strictObject({
  entity: codeSchema,
  by: z.strictObject({ code: codeSchema, name: z.string() }),
  /** Fingerprint of the key that certified. */
  authority: z.string(),
  /** Fingerprint of the entity key whose place it takes; `null` where it is the same. */
  replaces: z.string().nullable(),
  /** Whether the entity's own key lies in this record and is forgotten with the answer. */
  forgets: z.boolean(),
  list: z.number().int(),
  sites: z.array(shownSiteSchema),
  people: z.number().int(),
  validUntil: instantSchema.nullable(),
  certifiedAt: instantSchema,
})

/** Keeping the entity's key at a head office: a plant asks for certificates, the head office answers, both by stick. */
export const keyExchangeContract = {
  'keyExchange.state': query({
    in: nothingSchema,
    out: z.strictObject({
      /** Whether the entity's own key lies in this record. */
      keyHere: z.boolean(),
      /** The newest request of this record. */
      asked: z
        .strictObject({ id: idSchema, fileName: z.string(), requestedAt: instantSchema, authority: z.string(), sites: z.array(shownSiteSchema), answered: z.boolean() })
        .nullable(),
      /** Last good instant of the sites' keys by the newest list; `null`: until further notice. */
      validUntil: instantSchema.nullable(),
      /** Keys that wait for their certificate. */
      waiting: z.number().int(),
      /** Entities whose keys this record certifies, with the newest answer for each. */
      answered: z.array(
        z.strictObject({ id: idSchema, fileName: z.string(), entity: z.strictObject({ code: codeSchema, name: z.string() }), sites: z.array(shownSiteSchema), list: z.number().int(), certifiedAt: instantSchema, validUntil: instantSchema.nullable() }),
      ),
    }),
    needs: 'record.read',
  }),
  /** Makes a request to the head office, which then waits to be carried there. */
  'keyExchange.ask': lifecycle({
    in: z.strictObject({
      /** The line of the head office's key card; empty where the entity's key lies there already. */
      authority: z.string().max(20_000),
      /** Sites that get another key. */
      renew: z.array(idSchema).max(100),
      revoke: z.array(z.strictObject({ key: idSchema, since: instantSchema, reason: lineSchema(200, 1) })).max(100),
      validUntil: instantSchema.nullable(),
      ...act,
    }),
    out: z.strictObject({ id: idSchema, fileName: z.string() }),
    needs: 'keys.manage',
    touches: 'all-sites',
  }),
  /** Looks at a request or an answer that came on a stick. */
  'keyExchange.look': lifecycle({
    in: z.strictObject({ file: idSchema }),
    out: z.strictObject({ fault: faultSchema, request: shownRequestSchema.nullable(), answer: shownAnswerSchema.nullable() }),
    needs: 'keys.manage',
    touches: 'all-sites',
  }),
  /** Certifies what a request asks for; the answer waits to be carried back. */
  'keyExchange.certify': lifecycle({
    in: z.strictObject({
      file: idSchema,
      /** The request as it was looked at and compared. */
      request: sha256Schema,
      /** Last good instant of the sites' keys; `null`: until further notice. */
      validUntil: instantSchema.nullable(),
      ...act,
    }),
    out: z.strictObject({ id: idSchema, fileName: z.string() }),
    needs: 'keys.manage',
    touches: 'all-sites',
  }),
  /** Takes an answer over. The entity's own key, where it still lies in this record, is forgotten. */
  'keyExchange.take': lifecycle({
    in: z.strictObject({
      file: idSchema,
      /** Fingerprint of the head office's key as it was compared. */
      authority: z.string().max(60),
      ...act,
    }),
    out: z.strictObject({ list: z.number().int() }),
    needs: 'keys.manage',
    touches: 'all-sites',
  }),
  /** Writes a request or an answer to a drive or folder. */
  'keyExchange.carry': job({
    in: z.strictObject({ id: idSchema, place: z.string().max(64), reason: textSchema(600) }),
    out: z.strictObject({ transfer: idSchema, name: z.string() }),
    needs: 'keys.manage',
    touches: 'all-sites',
  }),
}
