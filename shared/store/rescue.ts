import { z } from 'zod'
import { instantSchema, idSchema } from '../contract/schema.ts'

/** Row numbers that could not be read, both included; `to` is `null` up to the end. Both are `null` where rows have no number. */
export const rowRangeSchema = z.strictObject({ from: z.number().int().nullable(), to: z.number().int().nullable() })
export type RowRange = z.output<typeof rowRangeSchema>

/** What could be read of one table of a damaged store. */
export const rescuedTableSchema = z.strictObject({ table: z.string(), read: z.number().int(), lost: z.array(rowRangeSchema) })
export type RescuedTable = z.output<typeof rescuedTableSchema>

/** What reading a damaged store came to. */
export interface RescueReport {
  /** False when not even the list of its tables could be read: then the backup is all there is. */
  readonly readable: boolean
  readonly tables: readonly RescuedTable[]
}

/** What was rescued of a damaged record, and what of it the present one lacks. */
export interface RescueResult {
  /** Name of the file that holds what was read; `null` when nothing could be. */
  readonly file: string | null
  readonly report: RescueReport
  /** Oldest first. */
  readonly missed: readonly MissedRecord[]
}

/** Kinds of records that people have to enter again when a restored backup lacks them. */
export const missedKinds = ['incident', 'statement', 'chronology', 'submission'] as const
export type MissedKind = (typeof missedKinds)[number]

/** One record in a few words, as read from the damaged file: what a person needs to find it and to enter it again. */
export const missedRecordSchema = z.strictObject({
  kind: z.enum(missedKinds),
  id: idSchema,
  incident: idSchema,
  /** When it happened: UTC ms; `null` where it says none. */
  instant: instantSchema.nullable(),
  recordedAt: instantSchema,
  /** Title, anchor, text or channel, as it was written. */
  text: z.string(),
})
export type MissedRecord = z.output<typeof missedRecordSchema>

/**
 * The records of a damaged store that another one lacks, oldest first: what has to be entered again after a backup was restored.
 * Both lists are as read; nothing in a damaged file is proven.
 */
export function missedRecords(rescued: readonly MissedRecord[], present: readonly Pick<MissedRecord, 'kind' | 'id'>[]): MissedRecord[] {
  const known = new Set(present.map(({ kind, id }) => `${kind} ${id}`))
  return rescued.filter(({ kind, id }) => !known.has(`${kind} ${id}`)).sort((a, b) => a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : 1))
}
