import { z } from 'zod'
import { idSchema, instantSchema } from '../contract/schema.ts'
import { anomalyKinds, clockStateSchema, readingSchema } from './bounds.ts'

/** What is kept about the clock: anomalies, what people said, and where reading the rows may go on from. */
export const clockEventKinds = [...anomalyKinds, 'stated', 'confirmed', 'limit', 'checkpoint'] as const

/** One kind of event. */
export type ClockEventKind = (typeof clockEventKinds)[number]

/** One event of the clock, appended and never changed. */
export const clockEventSchema = z.strictObject({
  v: z.literal(1),
  id: idSchema,
  kind: z.enum(clockEventKinds),
  /** What the machine said at that moment, and just before. */
  reading: readingSchema,
  before: readingSchema.nullable(),
  /** Anomalies: by how many milliseconds the clock went wrong. `stated` and `confirmed`: the PC's clock less the watch. */
  difference: z.number().int().nullable(),
  /** What was said: UTC ms read off a watch or phone. */
  instant: instantSchema.nullable(),
  /** The statement that a second person confirmed. */
  confirms: idSchema.nullable(),
  /** Person id, `station` or `system`. */
  actor: z.string().min(1),
  /** Whether the actor was confirmed by passphrase. */
  isPerson: z.boolean(),
  /** Why, where somebody decided something. */
  reason: z.string().nullable(),
  /** What followed from all readings up to this one. */
  state: clockStateSchema,
  /** The newest audit row that it takes into account. */
  sequence: z.number().int().min(0),
})

/** See `clockEventSchema`. */
export type ClockEvent = Readonly<z.output<typeof clockEventSchema>>
