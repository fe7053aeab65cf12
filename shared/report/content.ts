import { z } from 'zod'
import { textSchema } from '../contract/schema.ts'
import { applies, fieldsOf, reportFields } from './field.ts'
import type { FieldId, ReportField, TypeOfField } from './field.ts'
import type { Stage } from './stage.ts'
import { isOpen, valueSchema } from './value.ts'
import type { Completeness, ValueByType } from './value.ts'

/** Answers by field. A missing or `null` field is an open question. */
export type ReportFields = { readonly [F in FieldId]?: ValueByType[TypeOfField<F>] | null | undefined }

/** What is being done to find out, for fields answered "not known". */
export type FindingOut = Readonly<Partial<Record<FieldId, string>>>

/**
 * What a person filled in: the fields of the stage, side by side, and `findingOut`.
 * Everything else a report carries comes from the record when it is composed.
 */
export type ReportContent = ReportFields & { readonly findingOut?: FindingOut | undefined }

/** Longest answer to "What are you doing to find out?". */
export const findingOutMaximum = 600

/** Most bytes a draft may take as JSON; the handler refuses more with `too-large`. */
export const contentMaximumBytes = 1_000_000

const built = new Map<string, z.ZodType<ReportContent>>()

/** Schema of a draft: every field may be missing, `null`, or half typed. */
export function draftSchema(stage: Stage): z.ZodType<ReportContent> {
  return schemaOf(fieldsOf(stage), 'draft')
}

/**
 * Schema of content that may be released: what is answered is complete. Which fields must be answered is judged by `review`,
 * because that depends on other answers.
 */
export function completeSchema(stage: Stage): z.ZodType<ReportContent> {
  return schemaOf(fieldsOf(stage), 'complete')
}

/** Schema of complete content of any stage, as an incident's earlier reports hold it. */
export const anyContentSchema: z.ZodType<ReportContent> = schemaOf(reportFields, 'complete')

/** The part of some content that a stage asks; what it does not ask is left out. */
export function contentOf(stage: Stage, content: ReportContent): ReportContent {
  const wanted = new Set<string>(fieldsOf(stage).map((field) => field.id))
  const fields = Object.entries(content).filter(([key]) => wanted.has(key))
  const findingOut = Object.entries(content.findingOut ?? {}).filter(([key]) => wanted.has(key))
  return { ...Object.fromEntries(fields), findingOut: Object.fromEntries(findingOut) } as ReportContent
}

/**
 * What the content really states at a stage: answered fields whose condition holds. An answer that a later answer made void (states
 * affected, after "not cross-border") is left out, and so is a reason for a field that is no longer "not known".
 */
export function statedContent(stage: Stage, content: ReportContent): ReportContent {
  const fields: Record<string, unknown> = {}
  const findingOut: Record<string, string> = {}
  for (const field of fieldsOf(stage)) {
    const value = content[field.id]
    if (isOpen(value) || !applies(field, content)) continue
    fields[field.id] = value
    const finding = content.findingOut?.[field.id]
    if (value === 'unknown' && finding) findingOut[field.id] = finding
  }
  return { ...fields, findingOut } as ReportContent
}

/** Content of a stage in which nothing is answered. */
export function emptyContent(stage: Stage): ReportContent {
  return { ...Object.fromEntries(fieldsOf(stage).map((field) => [field.id, null])), findingOut: {} } as ReportContent
}

function schemaOf(fields: readonly ReportField[], completeness: Completeness): z.ZodType<ReportContent> {
  const key = `${completeness} ${fields.map((field) => field.id).join(' ')}`
  const known = built.get(key)
  if (known) return known
  const shape: Record<string, z.ZodType> = {}
  const reasons: Record<string, z.ZodType> = {}
  for (const field of fields) {
    shape[field.id] = valueSchema(field, completeness).nullable().optional()
    reasons[field.id] = textSchema(findingOutMaximum).optional()
  }
  shape['findingOut'] = z.strictObject(reasons).optional()
  // The shape is built from the same definitions as the type; a property test holds the two together.
  const schema = z.strictObject(shape) as unknown as z.ZodType<ReportContent>
  built.set(key, schema)
  return schema
}
