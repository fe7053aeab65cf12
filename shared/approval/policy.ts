import { z } from 'zod'
import { instantSchema, textSchema } from '../contract/schema.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Stage } from '../report/stage.ts'

/** Acts that a rule names how many people have to stand behind them. */
export const policyMatters = ['early-warning', 'notification', 'final-report', 'correct-awareness', 'confirm-time', 'erase', 'rotate-keys'] as const
/** One of them. */
export type PolicyMatter = (typeof policyMatters)[number]

/** `one`: who acts. `review`: who acts, and a second person looks at it afterwards. `two`: a second person signs before it is done. */
export const policyRules = ['one', 'review', 'two'] as const
/** One of them. */
export type PolicyRule = (typeof policyRules)[number]

/**
 * These never wait for a second person, whatever a file or a setting says: the law gives 24 and 72 hours, and at night one person is on duty
 * (NIS2 Art 23(4)(a) and (b)).
 */
export const neverWaiting: readonly PolicyMatter[] = ['early-warning', 'notification']

const textsSchema = z.strictObject({ en: z.string().min(1), de: z.string().min(1) })

/** One rule as it ships. */
export const shippedRuleSchema = z
  .strictObject({
    matter: z.enum(policyMatters),
    rule: z.enum(policyRules),
    /** What a site may choose. */
    allowed: z.array(z.enum(policyRules)).min(1),
    why: textsSchema,
    source: textsSchema,
  })
  .refine(({ rule, allowed }) => allowed.includes(rule))
  .refine(({ matter, allowed }) => !neverWaiting.includes(matter) || !allowed.includes('two'))
/** One rule as it ships. */
export type ShippedRule = z.output<typeof shippedRuleSchema>

/** The shipped policy: one rule for each matter. */
export const approvalPolicySchema = z
  .strictObject({ v: z.literal(1), note: textsSchema, reviewHours: z.number().int().min(1).max(720), matters: z.array(shippedRuleSchema) })
  .refine(({ matters }) => matters.length === policyMatters.length && policyMatters.every((matter) => matters.some((rule) => rule.matter === matter)))
/** The shipped policy. */
export type ApprovalPolicy = z.output<typeof approvalPolicySchema>

const read = new Map<string, ApprovalPolicy>()

/** Reads the shipped policy; the same text is read once. @throws ZodError, SyntaxError; ZodError too for one by which a warning would wait. */
export function readApprovalPolicy(text: string): ApprovalPolicy {
  const known = read.get(text)
  if (known !== undefined) return known
  const policy = approvalPolicySchema.parse(JSON.parse(text))
  read.set(text, policy)
  return policy
}

/** What the site decided about one matter. */
export const policyDecisionSchema = z.strictObject({ rule: z.enum(policyRules), reason: textSchema(600, 1), at: instantSchema, actor: z.string() })
/** What the site decided about one matter. */
export type PolicyDecision = z.output<typeof policyDecisionSchema>

/** Key of the setting that holds the site's decision about a matter. */
export function policyKey(matter: PolicyMatter): string {
  return `approval/${matter}`
}

/** What the site decided about a matter, or `null`: then the shipped rule counts. */
export function policyDecision(repositories: Pick<Repositories, 'settings'>, matter: PolicyMatter): PolicyDecision | null {
  const text = repositories.settings.get(policyKey(matter))
  return text === null ? null : policyDecisionSchema.parse(JSON.parse(text))
}

/** Whether a site may choose a rule for a matter. */
export function mayBeChosen(policy: ApprovalPolicy, matter: PolicyMatter, rule: PolicyRule): boolean {
  if (rule === 'two' && neverWaiting.includes(matter)) return false
  return policy.matters.some((shipped) => shipped.matter === matter && shipped.allowed.includes(rule))
}

/** The rule that holds for a matter now. A stored choice that may not be chosen does not count. */
export function ruleFor(repositories: Pick<Repositories, 'settings'>, policy: ApprovalPolicy, matter: PolicyMatter): PolicyRule {
  const decided = policyDecision(repositories, matter)?.rule
  if (decided !== undefined && mayBeChosen(policy, matter, decided)) return decided
  return policy.matters.find((shipped) => shipped.matter === matter)?.rule ?? 'one'
}

/** The matter that a report of a stage falls under; `null`: one person releases it and nobody is asked afterwards. */
export function matterOfStage(stage: Stage): PolicyMatter | null {
  switch (stage) {
    case 'early-warning':
    case 'notification':
      return stage
    case 'final':
      return 'final-report'
    case 'intermediate':
    case 'progress':
      return null
  }
}
