import { z } from 'zod'
import type { Answer } from '../answer/answer.ts'
import { answerSchema, instantSchema, lineSchema, textSchema } from '../contract/schema.ts'
import { actionEffects, actionStates, choiceSets, confidences, indicatorTypes, reportingCountries, serviceStates } from './choices.ts'
import type { ChoiceSetId, ReportingCountry } from './choices.ts'
import type { FieldDefinition, FieldType } from './field-definition.ts'
import { isEntryOf, rsitAllEntries, rsitClasses } from './rsit.ts'

/** "Not known", a legal answer to every question. */
export const unknownValue = 'unknown'
/** "None": somebody looked and there is nothing to list. An empty list alone is an open question. */
export const noneValue = 'none'
/** "Not yet": what the question asks for still lies ahead. */
export const notYetValue = 'not-yet'

/** Whether a value is complete (`complete`) or still being typed, where texts may be empty (`draft`). */
export type Completeness = 'draft' | 'complete'

/** An instant with how sure it is. */
export const instantValueSchema = z.strictObject({ at: instantSchema, basis: z.enum(['known', 'estimated']) })
export type InstantValue = z.output<typeof instantValueSchema>

/** An amount, counted or estimated (CIR 2024/2690 recital 32: count, else estimate the maximum). */
export interface NumberValue {
  readonly value: number
  readonly basis: 'counted' | 'estimated'
}

/** RSIT class, with its entry where one fits. */
export const classificationSchema = z
  .strictObject({ class: z.enum(rsitClasses), entry: z.enum(rsitAllEntries).nullable() })
  .refine((value) => value.entry === null || isEntryOf(value.class, value.entry))
export type ClassificationValue = z.output<typeof classificationSchema>

/** A service in this incident. */
export function serviceItemSchema(completeness: Completeness) {
  return z.strictObject({
    name: lineSchema(160, shortest(completeness)),
    /** `null` is not known. */
    peopleSupplied: z.number().int().min(0).max(1_000_000_000).nullable(),
    state: z.enum(serviceStates),
    note: lineSchema(300),
  })
}
export type ServiceItem = z.output<ReturnType<typeof serviceItemSchema>>

/** An asset in this incident. `zone` is the name of its network zone, `null` where not known. */
export function assetItemSchema(completeness: Completeness) {
  return z.strictObject({
    name: lineSchema(160, shortest(completeness)),
    kind: lineSchema(80),
    zone: lineSchema(160).nullable(),
    note: lineSchema(300),
  })
}
export type AssetItem = z.output<ReturnType<typeof assetItemSchema>>

/** A trace that others can look for. */
export function indicatorItemSchema(completeness: Completeness) {
  return z.strictObject({
    type: z.enum(indicatorTypes),
    value: lineSchema(600, shortest(completeness)),
    firstSeen: instantSchema.nullable(),
    lastSeen: instantSchema.nullable(),
    confidence: z.enum(confidences),
    note: lineSchema(300),
  })
}
export type IndicatorItem = z.output<ReturnType<typeof indicatorItemSchema>>

/** Something done, under way or planned against the incident, with its effect on supply. */
export function actionItemSchema(completeness: Completeness) {
  return z.strictObject({
    text: lineSchema(600, shortest(completeness)),
    state: z.enum(actionStates),
    at: instantSchema.nullable(),
    effect: z.enum(actionEffects),
  })
}
export type ActionItem = z.output<ReturnType<typeof actionItemSchema>>

type Unknown = typeof unknownValue
type None = typeof noneValue

/** What an answered field of each type holds. `null` (open) is added in drafts. */
export interface ValueByType {
  answer: Answer
  text: string
  'long-text': string
  instant: InstantValue | Unknown | typeof notYetValue
  number: NumberValue | Unknown
  choice: string
  choices: string[] | Unknown | None
  'member-states': ReportingCountry[] | Unknown | None
  classification: ClassificationValue[] | Unknown
  services: ServiceItem[] | Unknown | None
  assets: AssetItem[] | Unknown | None
  indicators: IndicatorItem[] | Unknown | None
  actions: ActionItem[] | Unknown | None
  identifiers: string[] | Unknown | None
}

/** Any answered value. */
export type FieldValue = ValueByType[FieldType]

/**
 * Schema of one field's value.
 * In `complete` a text has at least one character and a list at least one entry; in `draft` both may be empty, which counts as open.
 */
export function valueSchema(field: FieldDefinition, completeness: Completeness): z.ZodType<FieldValue> {
  const fewest = completeness === 'draft' ? 0 : 1
  const most = field.maxItems ?? 100
  const unknown = z.literal(unknownValue)
  const unknownOrNone = z.enum([unknownValue, noneValue])
  switch (field.type) {
    case 'answer':
      return answerSchema
    case 'text':
      return lineSchema(field.maxLength ?? 300, fewest)
    case 'long-text':
      return textSchema(field.maxLength ?? 2000, fewest)
    case 'instant':
      return field.mayLieAhead
        ? z.union([instantValueSchema, z.enum([unknownValue, notYetValue])])
        : z.union([instantValueSchema, unknown])
    case 'number':
      return z.union([numberSchema(field), unknown])
    case 'choice':
      return z.enum([...choicesOf(field), unknownValue])
    case 'choices':
      return z.union([distinct(z.enum(choicesOf(field)), fewest, choicesOf(field).length), unknownOrNone])
    case 'member-states':
      return z.union([distinct(z.enum(reportingCountries), fewest, most), unknownOrNone])
    case 'classification':
      return z.union([z.array(classificationSchema).min(fewest).max(most), unknown])
    case 'services':
      return z.union([z.array(serviceItemSchema(completeness)).min(fewest).max(most), unknownOrNone])
    case 'assets':
      return z.union([z.array(assetItemSchema(completeness)).min(fewest).max(most), unknownOrNone])
    case 'indicators':
      return z.union([z.array(indicatorItemSchema(completeness)).min(fewest).max(most), unknownOrNone])
    case 'actions':
      return z.union([z.array(actionItemSchema(completeness)).min(fewest).max(most), unknownOrNone])
    case 'identifiers':
      return z.union([z.array(lineSchema(field.maxLength ?? 120, fewest)).min(fewest).max(most), unknownOrNone])
  }
}

/** The closed list a `choice` or `choices` field takes its values from. */
export function choicesOf(field: FieldDefinition): readonly string[] {
  return choiceSets[choiceSetOf(field)]
}

/** Name of the closed list of a `choice` or `choices` field. */
export function choiceSetOf(field: FieldDefinition): ChoiceSetId {
  if (!field.choices) throw new Error(`field ${field.id} has no choices`)
  return field.choices
}

/** Whether a question is still open: not answered, an empty text or an empty list. */
export function isOpen(value: FieldValue | null | undefined): value is null | undefined {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.length === 0
}

function numberSchema(field: FieldDefinition): z.ZodType<NumberValue> {
  return z.strictObject({ value: z.number().min(0).max(field.maximum ?? 1e12), basis: z.enum(['counted', 'estimated']) })
}

function distinct<T extends string>(item: z.ZodType<T>, fewest: number, most: number): z.ZodType<T[]> {
  return z
    .array(item)
    .min(fewest)
    .max(most)
    .refine((list) => new Set(list).size === list.length)
}

function shortest(completeness: Completeness): number {
  return completeness === 'draft' ? 0 : 1
}
