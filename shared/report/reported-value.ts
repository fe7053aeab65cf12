import { z } from 'zod'
import type { FieldDefinition } from './field-definition.ts'
import type { FieldId } from './field.ts'
import { reportFields } from './field.ts'
import {
  actionItemSchema,
  indicatorItemSchema,
  notYetValue,
  unknownValue,
  noneValue,
  valueSchema,
} from './value.ts'
import type { ActionItem, FieldValue, IndicatorItem, InstantValue } from './value.ts'
import { zonedTime, zonedTimeSchema } from './zoned-time.ts'
import type { ZonedTime } from './zoned-time.ts'

/** An instant inside a report: readable without knowing the zone rules of the plant. */
export const reportedInstantSchema = z.strictObject({ time: zonedTimeSchema, basis: z.enum(['known', 'estimated']) })
export type ReportedInstant = z.output<typeof reportedInstantSchema>

const reportedIndicatorSchema = indicatorItemSchema('complete').extend({
  firstSeen: zonedTimeSchema.nullable(),
  lastSeen: zonedTimeSchema.nullable(),
})
export type ReportedIndicator = z.output<typeof reportedIndicatorSchema>

const reportedActionSchema = actionItemSchema('complete').extend({ at: zonedTimeSchema.nullable() })
export type ReportedAction = z.output<typeof reportedActionSchema>

/** A value as report.json carries it: like the form's, with every instant written out. */
export type ReportedValue =
  | Exclude<FieldValue, InstantValue | IndicatorItem[] | ActionItem[]>
  | ReportedInstant
  | ReportedIndicator[]
  | ReportedAction[]

/** Answered fields of a report by id. */
export type ReportedFields = Readonly<Partial<Record<FieldId, ReportedValue>>>

/** Schema of a reported value. */
export function reportedValueSchema(field: FieldDefinition): z.ZodType<ReportedValue> {
  switch (field.type) {
    case 'instant':
      return field.mayLieAhead
        ? z.union([reportedInstantSchema, z.enum([unknownValue, notYetValue])])
        : z.union([reportedInstantSchema, z.literal(unknownValue)])
    case 'indicators':
      return z.union([z.array(reportedIndicatorSchema).min(1).max(field.maxItems ?? 100), z.enum([unknownValue, noneValue])])
    case 'actions':
      return z.union([z.array(reportedActionSchema).min(1).max(field.maxItems ?? 100), z.enum([unknownValue, noneValue])])
    default:
      return valueSchema(field, 'complete') as z.ZodType<ReportedValue>
  }
}

/** Schema of all answered fields of a report, whatever its stage. */
export const reportedFieldsSchema = z.strictObject(
  Object.fromEntries(reportFields.map((field) => [field.id, reportedValueSchema(field).optional()])),
) as unknown as z.ZodType<ReportedFields>

/** Writes a value of the form out for report.json; instants are told in `zone`. */
export function reportedValue(field: FieldDefinition, value: FieldValue, zone: string): ReportedValue {
  if (typeof value === 'string') return value
  switch (field.type) {
    case 'instant': {
      const { at, basis } = value as InstantValue
      return { time: zonedTime(at, zone), basis }
    }
    case 'indicators':
      return (value as IndicatorItem[]).map((item) => ({
        ...item,
        firstSeen: written(item.firstSeen, zone),
        lastSeen: written(item.lastSeen, zone),
      }))
    case 'actions':
      return (value as ActionItem[]).map((item) => ({ ...item, at: written(item.at, zone) }))
    default:
      return value as ReportedValue
  }
}

function written(at: number | null, zone: string): ZonedTime | null {
  return at === null ? null : zonedTime(at, zone)
}
