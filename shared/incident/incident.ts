import { z } from 'zod'
import { answerSchema, idSchema, instantSchema, lineSchema, sha256Schema, textSchema, zoneSchema } from '../contract/schema.ts'

/** What kind of notification the incident leads to (NIS2 Art 23 and Art 30). */
export const notificationKinds = ['mandatory', 'voluntary-incident', 'cyber-threat', 'near-miss'] as const

/** Questions about an incident that are answered yes, no or not known, and may be answered again. */
export const incidentQuestions = [
  /** NIS2 Art 23(4)(a): suspected of being caused by unlawful or malicious acts. */
  'suspected-malicious',
  /** NIS2 Art 23(4)(a): could have a cross-border impact. */
  'cross-border',
  /** NIS2 Art 23(4)(e): still going on. */
  'ongoing',
  /** NIS2 Art 23(3)(a): severe operational disruption, caused or capable. */
  'operational-disruption',
  /** NIS2 Art 23(3)(a): financial loss, caused or capable. */
  'financial-loss',
  /** NIS2 Art 23(3)(b): considerable damage to others, caused or capable. */
  'damage-to-others',
  /** Whether the outcome was a scheduled consequence of maintenance (CIR 2024/2690 Art 3(2)). */
  'scheduled-maintenance',
  'safety-affected',
  'manual-operation',
] as const
export type IncidentQuestion = (typeof incidentQuestions)[number]

/** Whether it is a significant incident in the sense of NIS2 Art 23(3): decided by a person. */
export const significances = ['undecided', 'yes', 'no'] as const

/** One incident. What was known, decided and done lies in its statements, answers and chronology. */
export const incidentSchema = z.strictObject({
  id: idSchema,
  site: idSchema,
  /** Human number within the site: INC-<number>. */
  number: z.number().int().min(1),
  title: lineSchema(200, 1),
  notificationKind: z.enum(notificationKinds),
  significance: z.enum(significances),
  /** Zone in which its local times are told; copied from the site when it is recorded. */
  zone: zoneSchema,
  profileId: z.string(),
  profileVersion: z.string(),
  profileSha256: sha256Schema,
  recordedAt: instantSchema,
  recordedBy: z.string(),
  closedAt: instantSchema.nullable(),
})
export type Incident = z.output<typeof incidentSchema>

/** One answer given at a moment; the newest per question counts, all stay. */
export const incidentAnswerSchema = z.strictObject({
  id: idSchema,
  incident: idSchema,
  question: z.enum(incidentQuestions),
  answer: answerSchema,
  note: textSchema(600),
  at: instantSchema,
  author: z.string(),
})
export type IncidentAnswer = z.output<typeof incidentAnswerSchema>

/** One line of the chronology: when something happened, in the words of the plant. */
export const chronologyEntrySchema = z.strictObject({
  id: idSchema,
  incident: idSchema,
  instant: instantSchema,
  zone: zoneSchema,
  text: textSchema(2000, 1),
  /** Whether a report should carry it. */
  important: z.boolean(),
  /** Where it is known from, e.g. "SCADA alarm list". */
  source: lineSchema(160),
  supersedes: idSchema.nullable(),
  /** True for a correction that withdraws the entry it supersedes. */
  withdrawn: z.boolean(),
  recordedAt: instantSchema,
  author: z.string(),
})
export type ChronologyEntry = z.output<typeof chronologyEntrySchema>

/** "That was me": a person stands for an entry that the control room wrote without a confirmed person. The entry stays as it is. */
export const entryClaimSchema = z.strictObject({
  id: idSchema,
  incident: idSchema,
  entry: idSchema,
  person: idSchema,
  at: instantSchema,
})
export type EntryClaim = z.output<typeof entryClaimSchema>

/** Kinds of records that an incident can affect. */
export const affectedKinds = ['service', 'asset', 'network-zone'] as const
export type AffectedKind = (typeof affectedKinds)[number]

/** A link from an incident to what it hit. Append-only: taking something off is a row with `affected: false`. */
export const affectedSchema = z.strictObject({
  incident: idSchema,
  kind: z.enum(affectedKinds),
  record: idSchema,
  affected: z.boolean(),
  at: instantSchema,
  author: z.string(),
})
export type Affected = z.output<typeof affectedSchema>
