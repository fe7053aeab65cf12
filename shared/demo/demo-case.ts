import { z } from 'zod'
import { answerSchema, instantSchema } from '../contract/schema.ts'
import { incidentQuestions, type IncidentQuestion } from '../incident/incident.ts'
import { readIso } from '../clock/time-text.ts'
import { stageSchema } from '../report/stage.ts'
import { submissionChannels } from '../report/submission.ts'

/** An instant written out with its offset, e.g. `2019-03-19T03:20:00+01:00`. */
const isoSchema = z
  .string()
  .transform((text, context) => {
    const instant = readIso(text)
    if (instant === null) {
      context.addIssue({ code: 'custom', message: 'not an instant with offset' })
      return z.NEVER
    }
    return instant
  })
  .pipe(instantSchema)

/**
 * Form of a shipped case: a public incident, retold for the demo plant at its real times.
 * `reports` are the stages in order; their fields are laid over what the record fills in by itself.
 */
export const demoCaseSchema = z.strictObject({
  v: z.literal(1),
  title: z.string(),
  source: z.string(),
  zone: z.string(),
  foundedAt: isoSchema,
  recordedAt: isoSchema,
  detectedAt: isoSchema,
  knownAt: isoSchema,
  awareAt: isoSchema,
  decidedAt: isoSchema,
  /** When the incident was over; stated before the first report that is released later. */
  handledAt: isoSchema,
  basis: z.string(),
  answers: z.partialRecord(z.enum(incidentQuestions), answerSchema),
  chronology: z.array(z.strictObject({ at: isoSchema, text: z.string(), important: z.boolean(), source: z.string() })),
  affected: z.strictObject({ services: z.array(z.string()), assets: z.array(z.string()), networkZones: z.array(z.string()) }),
  reports: z.array(
    z.strictObject({
      stage: stageSchema,
      releasedAt: isoSchema,
      submittedAt: isoSchema,
      channel: z.enum(submissionChannels),
      reference: z.string(),
      acknowledgedAt: isoSchema.nullable(),
      fields: z.record(z.string(), z.unknown()),
    }),
  ),
})

/** A shipped case. */
export type DemoCase = z.output<typeof demoCaseSchema>

/** Reads a shipped case. @throws ZodError or SyntaxError: a fault of the product, not of the user. */
export function parseDemoCase(text: string): DemoCase {
  return demoCaseSchema.parse(JSON.parse(text))
}

/** The answers of a case as pairs. */
export function answersOf(demo: DemoCase): readonly (readonly [IncidentQuestion, 'yes' | 'no' | 'unknown'])[] {
  return Object.entries(demo.answers) as (readonly [IncidentQuestion, 'yes' | 'no' | 'unknown'])[]
}
