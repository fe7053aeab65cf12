import { z } from 'zod'
import { idSchema, instantSchema, lineSchema, openAnswerSchema } from '../contract/schema.ts'

/** A service the entity supplies from a site (CIR 2024/2690 Annex 12.4: list of operations and services). */
export const serviceSchema = z.strictObject({
  id: idSchema,
  site: idSchema,
  name: lineSchema(160, 1),
  /** People supplied; `null` is not known. */
  peopleSupplied: z.number().int().min(0).max(1_000_000_000).nullable(),
  /** Amount a day in the unit given, e.g. 18 000 m³; `null` is not known. */
  volume: z.number().min(0).max(1e12).nullable(),
  volumeUnit: lineSchema(40),
  /** Hours from loss of the plant until customers notice; `null` is not known. */
  hoursUntilNoticed: z.number().min(0).max(8760).nullable(),
  manualOperation: openAnswerSchema,
  /** Persons a shift needs for manual operation; `null` is not known. */
  staffNeeded: z.number().int().min(0).max(10_000).nullable(),
  createdAt: instantSchema,
})
export type Service = z.output<typeof serviceSchema>
export const serviceEditSchema = serviceSchema.omit({ createdAt: true, id: true }).extend({ id: idSchema.nullable() })
export type ServiceEdit = z.output<typeof serviceEditSchema>
