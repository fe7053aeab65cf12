import { z } from 'zod'
import { instantSchema, sha256Schema } from '../contract/schema.ts'

/**
 * What can be erased from a record with proof. Everything else of the record stays: rows of the audit, ids, instants, hashes, signatures.
 * `person-name`: name and ways to reach one person; `audit-body`: what one row of the audit says was changed, and why;
 * `attachment`: the bytes of an attached file; `release`: the bytes of a released file and the fields of its report;
 * `extract`: the bytes of a released extract of the audit.
 */
export const erasableKinds = ['person-name', 'audit-body', 'attachment', 'release', 'extract'] as const
/** One kind. */
export type ErasableKind = (typeof erasableKinds)[number]

/** One thing to erase. `record`: id of the person, file or release; the sequence for a body of the audit. */
export const erasableSchema = z.strictObject({ kind: z.enum(erasableKinds), record: z.string().min(1).max(26) })
/** One thing to erase. */
export type Erasable = z.output<typeof erasableSchema>

/** What stays of one thing that was erased: enough to recognise a copy that turns up elsewhere, nothing of the content. */
export const erasedItemSchema = z.strictObject({
  ...erasableSchema.shape,
  /** File name, name of the released file, sequence; empty for a person. */
  name: z.string(),
  size: z.number().int().min(0).nullable(),
  /** SHA-256 of what was erased; of a body the salted hash in its row. `null` for a name, whose hash would give it away. */
  sha256: sha256Schema.nullable(),
})
/** What stays of one erased thing. */
export type ErasedItem = z.output<typeof erasedItemSchema>

/** One act of erasing: who, with whom, when, why. Its sequence is that of the audit row that says so. */
export const erasureSchema = z.strictObject({
  sequence: z.number().int().min(1),
  at: instantSchema,
  /** When the file was written anew, so that no copy was left in it; `null`: not yet, closing does it. */
  overwrittenAt: instantSchema.nullable(),
  actor: z.string(),
  secondPerson: z.string(),
  reason: z.string(),
  counts: z.strictObject({ 'person-name': z.number().int(), 'audit-body': z.number().int(), attachment: z.number().int(), release: z.number().int(), extract: z.number().int() }),
})
/** One act of erasing. */
export type Erasure = z.output<typeof erasureSchema>

/** What a transaction is told to erase. It happens after its audit row was written, by that row's sequence. */
export interface ErasureOrder {
  readonly items: readonly Erasable[]
  readonly secondPerson: string
  readonly reason: string
}
