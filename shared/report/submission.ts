import { z } from 'zod'
import { idSchema, instantSchema, lineSchema, textSchema, zoneSchema } from '../contract/schema.ts'

/** Ways a report reaches the authority. */
export const submissionChannels = ['portal', 'email', 'phone', 'in-person', 'post', 'other'] as const
export type SubmissionChannel = (typeof submissionChannels)[number]

/** That a stage was submitted: the deadline is met by this record, not by releasing. */
export const submissionSchema = z.strictObject({
  id: idSchema,
  incident: idSchema,
  stage: z.string().max(32),
  /** The released version that was handed in; `null` when reported by phone without a file. */
  release: idSchema.nullable(),
  recipient: idSchema.nullable(),
  instant: instantSchema,
  zone: zoneSchema,
  channel: z.enum(submissionChannels),
  /** Who handed it in, in words of function, not name. */
  by: lineSchema(160),
  authorityReference: lineSchema(120),
  note: textSchema(600),
  statement: idSchema,
  recordedAt: instantSchema,
  author: z.string(),
})
export type Submission = z.output<typeof submissionSchema>

/** The authority's answer to a submission (NIS2 Art 23(5)). */
export const acknowledgementSchema = z.strictObject({
  id: idSchema,
  submission: idSchema,
  instant: instantSchema,
  reference: lineSchema(120),
  text: textSchema(2000),
  recordedAt: instantSchema,
  author: z.string(),
})
export type Acknowledgement = z.output<typeof acknowledgementSchema>
