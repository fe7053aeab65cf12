import { z } from 'zod'
import { secondPersonSchema } from '../approval/beside.ts'
import { command, job, lifecycle, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, instantSchema, lineSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { touch } from '../contract/touches.ts'
import { reportDocumentSchema } from './document.ts'
import { leavingSchema } from './disclosure.ts'
import { reviewSchema } from './review.ts'
import { releaseSchema } from './release.ts'
import { stageSchema } from './stage.ts'
import { submissionChannels } from './submission.ts'
import { tlpSchema } from './tlp.ts'

const languageSchema = z.enum(['en', 'de'])
/** Fields as typed so far. Their shape is the stage's own schema (content.ts), checked by the handler. */
const fieldsSchema = z.record(z.string().max(64), z.unknown())

/** Writing, reviewing and releasing reports. */
export const reportContract = {
  /** The form of a stage: the draft if there is one, else what the record and the stage before already say. */
  'reports.form': query({
    in: z.strictObject({ incident: idSchema, stage: stageSchema }),
    out: z.strictObject({
      fields: fieldsSchema,
      /** Ids of fields that were filled from the record and not yet touched. */
      prefilled: z.array(z.string()),
      savedAt: instantSchema.nullable(),
      review: reviewSchema,
      latest: releaseSchema.nullable(),
    }),
    needs: 'record.read', touches: [touch('incident')],
  }),
  'reports.saveDraft': command({
    in: z.strictObject({ incident: idSchema, stage: stageSchema, fields: fieldsSchema }),
    out: z.strictObject({ savedAt: instantSchema, review: reviewSchema }),
    needs: 'report.write', touches: [touch('incident')],
    audit: 'none',
  }),
  'reports.discardDraft': command({ in: z.strictObject({ incident: idSchema, stage: stageSchema }), out: nothingSchema, needs: 'report.write', touches: [touch('incident')] }),
  /** The sheet exactly as it will print, and what leaves with it. */
  'reports.preview': query({
    in: z.strictObject({ incident: idSchema, stage: stageSchema, recipient: idSchema, language: languageSchema, tlp: tlpSchema, reason: textSchema(600).nullable() }),
    out: z.strictObject({ document: reportDocumentSchema, review: reviewSchema, leaving: z.array(leavingSchema), version: z.number().int() }),
    needs: 'record.read', touches: [touch('incident')],
  }),
  'reports.release': command({
    in: z.strictObject({ incident: idSchema, stage: stageSchema, recipient: idSchema, language: languageSchema, tlp: tlpSchema, reason: textSchema(600).nullable(),
      /** Only for the final report: who signs it beside, or why nobody does. */
      second: secondPersonSchema.nullable().optional(), alone: textSchema(600).nullable().optional() }),
    out: releaseSchema,
    needs: 'report.release', touches: [touch('incident')],
  }),
  'reports.released': query({
    in: z.strictObject({ release: idSchema }),
    out: z.strictObject({
      release: releaseSchema,
      document: reportDocumentSchema.nullable(),
      /** When its bytes were erased; `null` while they are there. */
      erasedAt: instantSchema.nullable(),
      files: z.array(z.strictObject({ path: z.string(), size: z.number().int(), sha256: z.string() })),
    }),
    needs: 'record.read', touches: [touch('release')],
  }),
  /** Puts one frozen file of a release where its reader can fetch it with `files.read`. */
  'reports.file': lifecycle({
    in: z.strictObject({ release: idSchema, path: z.string().max(200) }),
    out: z.strictObject({ file: idSchema, name: z.string(), size: z.number().int() }),
    needs: 'record.read', touches: [touch('release')],
  }),
  /** The early warning as at most ten lines to read aloud, with a check code. */
  'reports.phoneSheet': query({
    in: z.strictObject({ incident: idSchema, stage: stageSchema, language: languageSchema }),
    out: z.strictObject({ lines: z.array(z.string()), code: z.string(), document: reportDocumentSchema }),
    needs: 'record.read', touches: [touch('incident')],
  }),
  /** Releases attached files as a package of their own, never inside the statutory report. */
  'evidence.release': job({
    in: z.strictObject({ incident: idSchema, recipient: idSchema, language: languageSchema, tlp: tlpSchema, files: z.array(idSchema).min(1).max(500), reason: textSchema(600).nullable() }),
    out: releaseSchema,
    needs: 'report.release', touches: [touch('incident')],
  }),
  'submissions.record': command({
    in: z.strictObject({
      incident: idSchema,
      stage: stageSchema,
      release: idSchema.nullable(),
      recipient: idSchema.nullable(),
      instant: instantSchema,
      channel: z.enum(submissionChannels),
      by: lineSchema(160),
      authorityReference: lineSchema(120),
      note: textSchema(600),
      reason: textSchema(600).nullable(),
    }),
    out: idResultSchema,
    needs: 'report.write', touches: [touch('incident'), touch('release')],
  }),
  'submissions.acknowledge': command({
    in: z.strictObject({ submission: idSchema, instant: instantSchema, reference: lineSchema(120), text: textSchema(2000) }),
    out: idResultSchema,
    needs: 'report.write', touches: [touch('submission')],
  }),
}
