import { z } from 'zod'
import { secondPersonSchema } from '../approval/beside.ts'
import { job, lifecycle, query } from '../contract/procedure.ts'
import { idSchema, instantSchema, nothingSchema, sha256Schema, textSchema } from '../contract/schema.ts'
import { auditScopeSchema } from '../package/manifest.ts'
import { verdictCodes } from '../package/verdict.ts'
import { releaseSchema } from '../report/release.ts'
import { tlpSchema } from '../report/tlp.ts'
import { auditPageSchema, pageLimit } from './entry.ts'
import { comparedHeadSchema } from './known-heads.ts'
import { auditSubjectSchema } from './row.ts'

const pagingShape = {
  /** Rows below this sequence; `null` from the newest. */
  before: z.number().int().min(1).nullable(),
  limit: z.number().int().min(1).max(pageLimit),
}
const languageSchema = z.enum(['en', 'de'])

/** What would leave with an extract. */
const extractSchema = z.strictObject({
  /** Rows shown in full. */
  rows: z.number().int(),
  /** Rows of which only the hash leaves, so that the chain can be followed. */
  hashed: z.number().int(),
  /** Shown rows whose changes were erased before. */
  erased: z.number().int(),
  firstAt: instantSchema.nullable(),
  lastAt: instantSchema.nullable(),
  /** Persons that the shown rows name by id; names do not leave. */
  people: z.number().int(),
  /** Kinds of records that the shown rows are about, the most frequent first; at most 40. */
  kinds: z.array(z.strictObject({ kind: z.string(), count: z.number().int() })),
})

/** Reading, checking and handing out the record of events. */
export const auditContract = {
  'audit.head': query({
    in: nothingSchema,
    out: z.strictObject({ sequence: z.number().int(), hash: z.string(), line: z.string() }),
    needs: 'record.read',
  }),
  'audit.check': job({
    in: nothingSchema,
    out: z.strictObject({
      intact: z.boolean(),
      rows: z.number().int(),
      erasedBodies: z.number().int(),
      head: z.string(),
      fault: z.string().nullable(),
      faultSequence: z.number().int().nullable(),
    }),
    needs: 'record.read',
  }),
  /** Rows by record and by time, newest first. There is no way here to ask for one person: see `audit.person`. */
  'audit.list': query({
    in: z.strictObject({ record: auditSubjectSchema.nullable(), from: instantSchema.nullable(), to: instantSchema.nullable(), ...pagingShape }),
    out: auditPageSchema,
    needs: 'audit.read',
    touches: 'all-sites',
  }),
  /** Who could vouch as second person beside the one who asks. */
  'audit.seconds': query({ in: nothingSchema, out: z.strictObject({ people: z.array(idSchema) }), needs: 'audit.read', touches: 'all-sites' }),
  /**
   * What one person did. A second person vouches by passphrase, and reason and both persons stand in the audit before anything is shown.
   * The answer names a view by which `audit.personPage` goes on, in this session and for a quarter of an hour.
   */
  'audit.person': lifecycle({
    in: z.strictObject({ person: idSchema, from: instantSchema.nullable(), to: instantSchema.nullable(), reason: textSchema(600, 10), second: secondPersonSchema, limit: pagingShape.limit }),
    out: z.strictObject({ view: idSchema, page: auditPageSchema }),
    needs: 'audit.read',
    touches: 'all-sites',
  }),
  'audit.personPage': query({ in: z.strictObject({ view: idSchema, ...pagingShape }), out: auditPageSchema, needs: 'audit.read', touches: 'all-sites' }),
  /** Compares points of the history that left this PC with the record: pasted lines, or a report file that was handed out. */
  'audit.compare': job({
    in: z.strictObject({ text: z.string().max(200_000), file: idSchema.nullable() }),
    out: z.strictObject({
      heads: z.array(comparedHeadSchema).max(2000),
      /** Lines that hold no such point. */
      unread: z.number().int(),
      /** What checking the file came to; `null` without a file. */
      verdict: z.enum(verdictCodes).nullable(),
    }),
    needs: 'audit.read',
  }),
  /** What would leave with an extract, before anything is released. */
  'audit.leaving': query({ in: auditScopeSchema, out: extractSchema, needs: 'audit.read', touches: 'all-sites' }),
  /** Releases an extract as a signed file for an auditor. */
  'audit.release': job({
    in: z.strictObject({ site: idSchema, recipient: idSchema, language: languageSchema, tlp: tlpSchema, scope: auditScopeSchema }),
    out: releaseSchema,
    needs: 'report.release',
    touches: 'all-sites',
  }),
  'audit.releases': query({
    in: nothingSchema,
    out: z.strictObject({ releases: z.array(z.strictObject({ release: releaseSchema, head: sha256Schema, erasedAt: instantSchema.nullable() })) }),
    needs: 'audit.read',
    touches: 'all-sites',
  }),
}
