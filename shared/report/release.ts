import { z } from 'zod'
import { idSchema, instantSchema, lineSchema, sha256Schema, textSchema, zoneSchema } from '../contract/schema.ts'
import { recipientKinds } from '../entity/entity.ts'

/** Contents a release of this version can have (see docs/package-format.md for the whole list). */
export const releaseContents = ['report', 'evidence', 'audit'] as const

/**
 * One released version for one recipient. Its bytes are frozen: every rendered file lies beside it, attachments are referenced,
 * and the SHA-256 of the zip is fixed before anything is written to a stick.
 */
export const releaseSchema = z.strictObject({
  id: idSchema,
  incident: idSchema,
  site: idSchema,
  content: z.enum(releaseContents),
  /** Reporting stage; `evidence` for an evidence package, `audit` for an extract of the audit, whose `incident` is an id of its own. */
  stage: z.string().max(32),
  version: z.number().int().min(1),
  recipient: idSchema,
  recipientKind: z.enum(recipientKinds),
  recipientName: lineSchema(160),
  /** Name of the zip without its ending. */
  name: z.string().regex(/^[A-Za-z0-9._-]{1,96}$/),
  line: z.string(),
  /** Counts releases for this (line, incident, recipient) from 1. */
  sequence: z.number().int().min(1),
  previousSums: sha256Schema.nullable(),
  supersedes: idSchema.nullable(),
  /** Why a version replaces another; `null` for the first. */
  reason: textSchema(600).nullable(),
  sumsSha256: sha256Schema,
  zipSha256: sha256Schema,
  zipSize: z.number().int().min(0),
  /** SSHSIG over the zip, written beside it. */
  zipSignature: z.string(),
  language: z.enum(['en', 'de']),
  tlp: z.string().max(16),
  /** The report's fields as released, canonical JSON; empty object for evidence. */
  fieldsText: z.string(),
  auditSequence: z.number().int().min(0),
  auditHead: sha256Schema,
  releasedAt: instantSchema,
  zone: zoneSchema,
  releasedBy: z.string(),
})
export type Release = z.output<typeof releaseSchema>

/** One frozen file of a release: either its bytes or the stored file whose chunks it consists of. */
export interface ReleaseFile {
  readonly release: string
  readonly path: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly crc32: number
  readonly bytes: Uint8Array | null
  readonly file: string | null
}

/** A draft that saves itself; one per incident and stage. `fields` holds whatever was typed so far, open questions as `null`. */
export interface ReportDraft {
  readonly incident: string
  readonly stage: string
  readonly fieldsText: string
  readonly savedAt: number
  readonly author: string
}
