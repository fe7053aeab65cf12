import { z } from 'zod'
import { anchors } from '../clock/anchor.ts'
import { deadlineSchema } from '../clock/deadline.ts'
import { statementSchema } from '../clock/statement.ts'
import { chronologyReadingSchema } from '../clock/time-source.ts'
import { command, query } from '../contract/procedure.ts'
import { answerSchema, idResultSchema, idSchema, instantSchema, lineSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { touch } from '../contract/touches.ts'
import { attachmentSchema } from '../file/file.ts'
import { stageSchema } from '../report/stage.ts'
import { acknowledgementSchema, submissionSchema } from '../report/submission.ts'
import { releaseSchema } from '../report/release.ts'
import { affectedKinds, chronologyEntrySchema, entryClaimSchema, incidentAnswerSchema, incidentQuestions, incidentSchema, notificationKinds } from './incident.ts'

/** An incident with everything its screen shows. */
export const incidentViewSchema = z.strictObject({
  incident: incidentSchema,
  siteName: z.string(),
  courierMinutes: z.number().int(),
  answers: z.array(incidentAnswerSchema),
  statements: z.array(statementSchema),
  chronology: z.array(chronologyEntrySchema),
  /** Who stands for entries of the unconfirmed control room. */
  claims: z.array(entryClaimSchema),
  /** What other clocks of the site showed for entries of the chronology. */
  readings: z.array(chronologyReadingSchema),
  affected: z.array(z.strictObject({ kind: z.enum(affectedKinds), record: idSchema, name: z.string() })),
  attachments: z.array(attachmentSchema),
  releases: z.array(releaseSchema),
  submissions: z.array(submissionSchema.extend({ acknowledgements: z.array(acknowledgementSchema) })),
  deadlines: z.array(deadlineSchema),
  /** Duties that will follow but cannot be counted yet. */
  ahead: z.array(z.strictObject({ dutyId: z.string(), law: z.string(), stage: stageSchema, waitsFor: z.enum(anchors), anchorStage: stageSchema.nullable() })),
  now: instantSchema,
})
export type IncidentView = z.output<typeof incidentViewSchema>

/** Recording, deciding and telling an incident. */
export const incidentContract = {
  'incidents.list': query({
    in: nothingSchema,
    out: z.strictObject({
      now: instantSchema,
      incidents: z.array(z.strictObject({ incident: incidentSchema, siteName: z.string(), next: deadlineSchema.nullable() })),
    }),
    needs: 'record.read',
  }),
  'incidents.get': query({ in: z.strictObject({ incident: idSchema }), out: incidentViewSchema, needs: 'record.read', touches: [touch('incident')] }),
  'incidents.record': command({
    in: z.strictObject({
      site: idSchema,
      title: lineSchema(200, 1),
      notificationKind: z.enum(notificationKinds),
      /** When the first employee on duty knew the facts; `null` when that was not asked yet. */
      knownAt: instantSchema.nullable(),
      detectedAt: instantSchema.nullable(),
    }),
    out: idResultSchema.extend({ number: z.number().int() }),
    needs: 'incident.write', touches: [touch('site')],
  }),
  'incidents.rename': command({ in: z.strictObject({ incident: idSchema, title: lineSchema(200, 1) }), out: nothingSchema, needs: 'incident.write', touches: [touch('incident')] }),
  /** Decides whether it is a significant incident (NIS2 Art 23(3)); "yes" states the awareness instant, which sets the clock. */
  'incidents.decide': command({
    in: z.strictObject({
      incident: idSchema,
      significance: z.enum(['yes', 'no']),
      awareAt: instantSchema.nullable(),
      basis: textSchema(1000, 1),
      reason: textSchema(600).nullable(),
    }),
    out: nothingSchema,
    needs: 'incident.write', touches: [touch('incident')],
  }),
  'incidents.answer': command({
    in: z.strictObject({ incident: idSchema, question: z.enum(incidentQuestions), answer: answerSchema, note: textSchema(600) }),
    out: nothingSchema,
    needs: 'incident.write', touches: [touch('incident')],
  }),
  'incidents.close': command({ in: z.strictObject({ incident: idSchema, reason: textSchema(600, 1) }), out: nothingSchema, needs: 'incident.write', touches: [touch('incident')] }),
  'statements.record': command({
    in: z.strictObject({
      incident: idSchema,
      anchor: z.enum(anchors),
      stage: stageSchema.nullable(),
      /** `null` withdraws the statement named by `supersedes`. */
      instant: instantSchema.nullable(),
      /** Only for a request: by when the authority wants the report. */
      dueBy: instantSchema.nullable(),
      basis: textSchema(1000),
      supersedes: idSchema.nullable(),
      reason: textSchema(600).nullable(),
    }),
    out: idResultSchema,
    needs: 'incident.write', touches: [touch('incident')],
  }),
  'chronology.add': command({
    in: z.strictObject({
      incident: idSchema,
      /** When it happened; with a time source what that source showed, read in the zone of the incident. */
      instant: instantSchema,
      text: textSchema(2000, 1),
      important: z.boolean(),
      source: lineSchema(160),
      timeSource: idSchema.nullable().optional(),
    }),
    out: idResultSchema,
    needs: 'record-only', touches: [touch('incident')],
  }),
  'chronology.correct': command({
    in: z.strictObject({
      incident: idSchema,
      supersedes: idSchema,
      instant: instantSchema,
      text: textSchema(2000, 1),
      important: z.boolean(),
      source: lineSchema(160),
      /** As in `chronology.add`; left out, an entry that keeps its time keeps what that time rests on. */
      timeSource: idSchema.nullable().optional(),
      withdrawn: z.boolean(),
    }),
    out: idResultSchema,
    needs: 'incident.write', touches: [touch('incident')],
  }),
  'affected.set': command({
    in: z.strictObject({ incident: idSchema, kind: z.enum(affectedKinds), record: idSchema, affected: z.boolean() }),
    out: nothingSchema,
    needs: 'incident.write', touches: [touch('incident')],
  }),
  'attachments.add': command({
    in: z.strictObject({ incident: idSchema, file: idSchema, note: lineSchema(300) }),
    out: idResultSchema,
    needs: 'incident.write', touches: [touch('incident')],
  }),
}
