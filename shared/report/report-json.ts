import { z } from 'zod'
import { countrySchema, lineSchema, sha256Schema, textSchema } from '../contract/schema.ts'
import { entityClasses, recipientKinds } from '../entity/entity.ts'
import { notificationKinds, significances } from '../incident/incident.ts'
import { canonicalBytes } from '../package/canonical-json.ts'
import type { JsonValue } from '../package/canonical-json.ts'
import { PackageFault } from '../package/fault.ts'
import { clockStates, packageHeadSchema } from '../package/manifest.ts'
import { parseCanonical } from '../package/strict-json.ts'
import { findingOutMaximum } from './content.ts'
import { reportedAnchors } from './facts.ts'
import { reportFields } from './field.ts'
import type { FieldId } from './field.ts'
import { languageSchema } from './language.ts'
import { reportedFieldsSchema, reportedValueSchema } from './reported-value.ts'
import { stageSchema } from './stage.ts'
import { submissionChannels } from './submission.ts'
import { tlpSchema } from './tlp.ts'
import { zonedTimeSchema } from './zoned-time.ts'

const personSchema = z.strictObject({
  name: lineSchema(120),
  function: lineSchema(120),
  phone: lineSchema(60),
  email: lineSchema(120),
  availability: lineSchema(200),
})

const fieldIds = reportFields.map((field) => field.id) as [FieldId, ...FieldId[]]
const anyValueSchema = z.union(uniqueByJson(reportFields.map((field) => reportedValueSchema(field))))

/** One field that this version states otherwise than the version it replaces; `null` is "not stated". */
const changeSchema = z.strictObject({
  field: z.enum(fieldIds),
  before: anyValueSchema.nullable(),
  after: anyValueSchema.nullable(),
})

/**
 * `report.json`, version 1: everything a report says, as data. It is written as RFC 8785 text, signed, and alone decides what a
 * verifier shows. Field by field it is described in docs/reports.md; docs/report-schema.json is made from it.
 */
export const reportJsonSchema = z.strictObject({
  ...packageHeadSchema.shape,
  content: z.literal('report'),
  stage: stageSchema,
  recipient: packageHeadSchema.shape.recipient.extend({ kind: z.enum(recipientKinds) }),
  /** Name of the signed report file without its ending. */
  package: z.string().regex(/^[A-Za-z0-9._-]{1,96}$/),
  language: languageSchema,
  tlp: tlpSchema,
  /** More about the entity than its name and number. */
  organisation: z.strictObject({
    address: textSchema(400),
    sector: lineSchema(120),
    class: z.enum(entityClasses),
    memberStates: z.array(countrySchema).max(30),
  }),
  /** Where the site is, and the zone of its local times. */
  place: z.strictObject({ country: countrySchema, address: textSchema(400), zone: z.string().max(64) }),
  /** What the incident is called, and as what it is reported. */
  subject: z.strictObject({
    title: lineSchema(200),
    notificationKind: z.enum(notificationKinds),
    significance: z.enum(significances),
    /** The authority's own reference, empty until it gave one. */
    authorityReference: lineSchema(120),
  }),
  /** When this version was released. */
  released: zonedTimeSchema,
  /** How far the PC's clock could be relied on. */
  clock: z.enum(clockStates),
  /** Country rules by which the deadlines were computed. */
  profile: z.strictObject({ id: z.string().max(32), version: z.string().max(32), sha256: sha256Schema }),
  notifier: personSchema.nullable(),
  contact: personSchema.nullable(),
  deputising: z.boolean(),
  statements: z.array(
    z.strictObject({
      anchor: z.enum(reportedAnchors),
      time: zonedTimeSchema,
      basis: textSchema(2000),
      by: lineSchema(160),
      standing: z.enum(['current', 'superseded', 'claimed']),
    }),
  ),
  deadlines: z.array(
    z.strictObject({
      stage: stageSchema,
      due: zonedTimeSchema,
      state: z.enum(['provisional', 'settled']),
      source: lineSchema(200),
      anchor: z.string().max(32),
      anchorTime: zonedTimeSchema.nullable(),
      former: z.array(z.strictObject({ due: zonedTimeSchema, reason: textSchema(2000) })),
      claimed: z.strictObject({ due: zonedTimeSchema, reason: textSchema(2000) }).nullable(),
      submitted: zonedTimeSchema.nullable(),
    }),
  ),
  submissions: z.array(
    z.strictObject({
      stage: stageSchema,
      time: zonedTimeSchema,
      channel: z.enum(submissionChannels),
      by: lineSchema(160),
      reference: lineSchema(120),
    }),
  ),
  /** Names of affected network zones. */
  zones: z.array(lineSchema(160)),
  /** Entries of the chronology that were marked important, oldest first. */
  chronology: z.array(z.strictObject({ time: zonedTimeSchema, text: textSchema(2000), source: lineSchema(160) })),
  fields: reportedFieldsSchema,
  /** What is being done to find out, for fields that are not known. */
  findingOut: z.strictObject(Object.fromEntries(fieldIds.map((id) => [id, textSchema(findingOutMaximum).optional()]))) as unknown as z.ZodType<
    Readonly<Partial<Record<FieldId, string>>>
  >,
  /** What this version says otherwise than the one it replaces; `null` for the first. */
  correction: z
    .strictObject({ of: z.number().int().min(1), reason: textSchema(600), changes: z.array(changeSchema) })
    .nullable(),
  /** Answered fields that this kind of recipient does not get. */
  withheld: z.array(z.enum(fieldIds)),
})

/** Bytes of report.json: what report.json.sig signs. @throws ZodError when it does not fit the schema. */
export function reportJsonBytes(report: ReportJson): Uint8Array {
  return canonicalBytes(reportJsonSchema.parse(report) as unknown as JsonValue)
}

/** Reads report.json. @throws PackageFault `json-not-canonical` or `content-invalid` */
export function parseReportJson(bytes: Uint8Array): ReportJson {
  const parsed = reportJsonSchema.safeParse(parseCanonical(bytes, 'report.json'))
  if (!parsed.success) throw new PackageFault('content-invalid', 'report.json')
  return parsed.data
}

/** What report.json says. */
export type ReportJson = z.output<typeof reportJsonSchema>
/** A person as report.json names one. */
export type ReportedPerson = z.output<typeof personSchema>

/** The JSON Schema (2020-12) published as docs/report-schema.json. */
export function reportJsonSchemaDocument(): unknown {
  return {
    ...z.toJSONSchema(reportJsonSchema, { target: 'draft-2020-12', io: 'output' }),
    title: 'Cofferdam report.json, version 1',
    description: 'Described field by field in docs/reports.md. RFC 8785 text of this object is what report.json.sig signs.',
  }
}

/** Several fields share one shape of value; the union over all fields names each shape once. */
function uniqueByJson<T extends z.ZodType>(schemas: readonly T[]): [T, ...T[]] {
  const seen = new Map<string, T>()
  for (const schema of schemas) seen.set(JSON.stringify(z.toJSONSchema(schema)), schema)
  return [...seen.values()] as [T, ...T[]]
}
