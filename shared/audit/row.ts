import { z } from 'zod'
import { idSchema, instantSchema, sha256Schema, zoneSchema } from '../contract/schema.ts'
import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'

/** 64 random bits in lower-case hex: one line of a store's history, made at creation and anew at every restore. */
export const lineIdSchema = z.string().regex(/^[0-9a-f]{16}$/)

/** A record that an audit row is about. Ids only: names of people never stand in a row. */
export const auditSubjectSchema = z.strictObject({ kind: z.string().min(1).max(64), id: z.string().min(1).max(128) })
export type AuditSubject = z.output<typeof auditSubjectSchema>

/** Kind of subject that names the sequence of a body which a row erases. */
export const erasedBodyKind = 'audit-body'

/**
 * One audit row. It is stored as its RFC 8785 text and hashed as stored.
 * Later versions may add fields, so unknown ones are kept and not refused.
 */
export const auditRowSchema = z.looseObject({
  v: z.literal(1),
  line: lineIdSchema,
  seq: z.number().int().min(1),
  /** Wall clock, integer UTC milliseconds. */
  at: instantSchema,
  /** Minutes east of UTC. */
  offset: z.number().int().min(-1440).max(1440),
  zone: zoneSchema,
  /** The kernel's boot id, or `derived:<random>`. */
  bootId: z.string().min(1).max(80),
  /** Integer milliseconds since boot. */
  uptime: z.number().int().min(0),
  actor: z.union([z.literal('station'), z.literal('system'), idSchema]),
  confirmed: z.boolean(),
  session: z.string().max(64),
  procedure: z.string().min(1).max(64),
  subject: z.array(auditSubjectSchema),
  /** SHA-256(salt16 || text of the body). */
  bodyHash: sha256Schema,
})
export type AuditRow = z.output<typeof auditRowSchema>

/** One field of a record before and after. */
export const auditChangeSchema = z.looseObject({
  kind: z.string().min(1).max(64),
  id: z.string().min(1).max(128),
  field: z.string().min(1).max(128),
  before: z.json(),
  after: z.json(),
})
export type AuditChange = z.output<typeof auditChangeSchema>

/** What changed and why: kept beside the row, with its salt, and erasable without breaking the chain. */
export const auditBodySchema = z.looseObject({
  changes: z.array(auditChangeSchema),
  reason: z.string().nullable(),
})
export type AuditBody = z.output<typeof auditBodySchema>

/** Length of the random salt in front of a body, in bytes: without it a short body could be guessed from its hash. */
export const saltLength = 16

/** RFC 8785 text of a row. */
export function auditRowText(row: AuditRow): string {
  return canonicalJson(row as unknown as JsonValue)
}

/** RFC 8785 text of a body. */
export function auditBodyText(body: { readonly changes: readonly AuditChange[]; readonly reason: string | null }): string {
  return canonicalJson(body as unknown as JsonValue)
}

/**
 * The text inside a row that names one subject, for finding rows by record: the canonical text of a subject has one form only.
 */
export function subjectText(kind: string, id: string): string {
  return canonicalJson({ kind, id })
}
