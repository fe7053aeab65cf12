import { z } from 'zod'
import { instantSchema, textSchema } from '../contract/schema.ts'
import type { Instant } from '../ports/clock.ts'
import type { Repositories } from '../ports/repositories.ts'
import { erasableKinds, type ErasableKind } from './erasure.ts'

/** When the time of a kind of record begins to run. */
export const beginnings = ['access-ended', 'recorded', 'incident-closed', 'released-and-closed', 'released'] as const

const textsSchema = z.strictObject({ en: z.string().min(1), de: z.string().min(1) })
/** Months that something is kept. */
export const monthsSchema = z.number().int().min(1).max(600)

/** One rule as it ships: a proposal with its reason and source. */
export const retentionRuleSchema = z.strictObject({
  kind: z.enum(erasableKinds),
  months: monthsSchema,
  begins: z.enum(beginnings),
  why: textsSchema,
  source: textsSchema,
})
/** One rule as it ships. */
export type RetentionRule = z.output<typeof retentionRuleSchema>

/** The shipped rules: one for each kind. */
export const retentionProfileSchema = z
  .strictObject({ v: z.literal(1), note: textsSchema, rules: z.array(retentionRuleSchema) })
  .refine(({ rules }) => erasableKinds.every((kind) => rules.filter((rule) => rule.kind === kind).length === 1))
/** The shipped rules. */
export type RetentionProfile = z.output<typeof retentionProfileSchema>

/** Reads the shipped rules. @throws ZodError, SyntaxError. */
export function readRetentionProfile(text: string): RetentionProfile {
  return retentionProfileSchema.parse(JSON.parse(text))
}

/** What the site decided about one kind; `months` `null`: kept without an end. */
export const retentionDecisionSchema = z.strictObject({ months: monthsSchema.nullable(), reason: textSchema(600, 1), at: instantSchema, actor: z.string() })
/** What the site decided about one kind. */
export type RetentionDecision = z.output<typeof retentionDecisionSchema>

/** Key of the setting that holds the site's decision about a kind. */
export function decisionKey(kind: ErasableKind): string {
  return `retention/${kind}`
}

/** What the site decided about a kind, or `null`: then the shipped proposal counts. */
export function decisionOf(repositories: Pick<Repositories, 'settings'>, kind: ErasableKind): RetentionDecision | null {
  const text = repositories.settings.get(decisionKey(kind))
  return text === null ? null : retentionDecisionSchema.parse(JSON.parse(text))
}

/**
 * Things whose time began before this instant are due; `null`: nothing ever is. Calendar months in UTC; the 31st falls back to the last day of
 * a shorter month, so that nothing is due a day early.
 */
export function dueBefore(now: Instant, months: number | null): Instant | null {
  if (months === null) return null
  const date = new Date(now)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return Math.max(0, date.getTime())
}
