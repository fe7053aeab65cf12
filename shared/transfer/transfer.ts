import { z } from 'zod'
import { idSchema, instantSchema, lineSchema, sha256Schema, textSchema } from '../contract/schema.ts'

/** How a carry-out or bring-in ended. */
export const transferOutcomes = ['written', 'already-there', 'checked-on-stick', 'genuine', 'not-genuine', 'failed'] as const

/** One file carried out or brought in: who, when, which stick, what, why (CIR 2024/2690 Annex 12.3). */
export const transferSchema = z.strictObject({
  id: idSchema,
  direction: z.enum(['out', 'in']),
  release: idSchema.nullable(),
  /** Label of the drive or folder as the screen showed it. */
  place: lineSchema(200),
  fileName: lineSchema(200),
  size: z.number().int().min(0),
  sha256: sha256Schema.nullable(),
  outcome: z.enum(transferOutcomes),
  /** Verdict or error code. */
  detail: lineSchema(200),
  reason: textSchema(600),
  at: instantSchema,
  actor: z.string(),
})
export type Transfer = z.output<typeof transferSchema>
