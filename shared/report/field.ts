import type { BlockId, FieldDefinition, FieldType, Requirement } from './field-definition.ts'
import { causeFields } from './fields/cause.ts'
import { flagFields } from './fields/flags.ts'
import { lessonFields } from './fields/lessons.ts'
import { peopleFields } from './fields/people.ts'
import { ransomFields } from './fields/ransom.ts'
import { recipientFields } from './fields/recipients.ts'
import { responseFields } from './fields/response.ts'
import { serviceFields } from './fields/services.ts'
import { severityFields } from './fields/severity.ts'
import { significanceFields } from './fields/significance.ts'
import { summaryFields } from './fields/summary.ts'
import { technicalFields } from './fields/technical.ts'
import { timeFields } from './fields/times.ts'
import type { Stage } from './stage.ts'

/** All fields of all stages, in the order of the sheet. */
const definitions = [
  ...peopleFields,
  ...timeFields,
  ...flagFields,
  ...significanceFields,
  ...summaryFields,
  ...serviceFields,
  ...severityFields,
  ...technicalFields,
  ...causeFields,
  ...responseFields,
  ...recipientFields,
  ...ransomFields,
  ...lessonFields,
] as const

type Definition = (typeof definitions)[number]

/** Id of a field, e.g. `suspectedMalicious`. */
export type FieldId = Definition['id']
/** A field with its own id. */
export type ReportField = FieldDefinition & { readonly id: FieldId }
/** How a given field is answered. */
export type TypeOfField<F extends FieldId> = Extract<Definition, { id: F }>['type']
/** Ids of the fields of one type. */
export type FieldIdOfType<T extends FieldType> = Extract<Definition, { type: T }>['id']

/** All fields, in the order of the sheet. */
export const reportFields: readonly ReportField[] = definitions

const byId: ReadonlyMap<string, ReportField> = new Map(reportFields.map((field) => [field.id, field]))

/** Narrows text from the record to a field id. */
export function isFieldId(text: string): text is FieldId {
  return byId.has(text)
}

/** The definition of a field. */
export function fieldOf(id: FieldId): ReportField {
  const field = byId.get(id)
  if (!field) throw new Error(`no field ${id}`)
  return field
}

/** The fields a stage asks, in the order of the sheet. */
export function fieldsOf(stage: Stage): readonly ReportField[] {
  return reportFields.filter((field) => field.stages[stage] !== undefined)
}

/** The fields of one block that a stage asks. */
export function fieldsOfBlock(stage: Stage, block: BlockId): readonly ReportField[] {
  return fieldsOf(stage).filter((field) => field.block === block)
}

/** Why a stage asks a field; `null` when it does not. */
export function requirementOf(stage: Stage, id: FieldId): Requirement | null {
  return fieldOf(id).stages[stage] ?? null
}

/** The article that asks a field at this stage, e.g. `NIS2 Art 23(4)(d)(iii)`; `null` where no law asks it. */
export function articleOf(stage: Stage, id: FieldId): string | null {
  return fieldOf(id).article[stage] ?? null
}

/**
 * Whether the field's condition holds for what is filled in so far. A field that depends on an open question does not apply yet.
 */
export function applies(field: ReportField, fields: Readonly<Partial<Record<FieldId, unknown>>>): boolean {
  if (!field.appliesWhen) return true
  const { field: other, is } = field.appliesWhen
  if (!isFieldId(other)) return true
  const value = fields[other]
  return typeof value === 'string' && is.includes(value)
}
