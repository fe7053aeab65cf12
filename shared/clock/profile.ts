import { z } from 'zod'
import { DomainError } from '../contract/error.ts'
import { recipientKinds } from '../entity/entity.ts'
import type { Instant } from '../ports/clock.ts'
import { stageSchema } from '../report/stage.ts'
import { anchorSchema, belongsToStage } from './anchor.ts'
import { holidaySchema, localTextSchema } from './calendar.ts'
import { localTime } from './local-time.ts'
import { dateText } from './time-text.ts'

const slug = z.string().regex(/^[a-z][a-z0-9-]*$/)

/** Conditions of a duty: whether the incident still goes on when the final report after the notification is due. */
export const conditions = ['ongoing-at-final-due', 'handled-by-final-due'] as const

/** One condition of `conditions`. */
export type Condition = (typeof conditions)[number]

/** One report that a law asks for, see docs/clock.md. Nothing is optional: what does not apply is `null`. */
export const dutySchema = z.strictObject({
  law: slug,
  stage: stageSchema,
  /** Who receives it; `authority` stands for the CSIRT or, where applicable, the competent authority. */
  recipientKind: z.enum(recipientKinds),
  anchor: anchorSchema,
  /** For `submitted`, `released` and `request`: whose submission, release or request. */
  anchorStage: stageSchema.nullable(),
  period: z.union([
    z.strictObject({ hours: z.int().min(1).max(8760) }),
    z.strictObject({ months: z.int().min(1).max(120) }),
    z.literal('at-once'),
    z.literal('as-requested'),
  ]),
  /** Asked again every so many months until the anchor is stated. */
  repeat: z.strictObject({ months: z.int().min(1).max(120), until: z.literal('handled') }).nullable(),
  onlyWhen: z.enum(conditions).nullable(),
  /** A second, explanatory line for weekends and holidays; the deadline itself never moves. */
  roll: z.enum(['none', 'eu_1182_71']),
  note: localTextSchema,
  source: z.strictObject({ id: slug, article: z.string().min(1) }),
})

/** One duty of a profile. */
export type Duty = Readonly<z.output<typeof dutySchema>>

/** The duties of one country or of the Union's minimum, as versioned data. */
export const profileSchema = z
  .strictObject({
    id: slug,
    version: z.string().regex(/^\d{4}\.\d+$/),
    name: localTextSchema,
    /** First and last local day on which the law it tells applies. */
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
    sources: z.array(z.strictObject({ id: slug, title: z.string().min(1), published: z.string().min(1) })).min(1),
    laws: z.array(z.strictObject({ id: slug, name: localTextSchema })).min(1),
    duties: z.array(dutySchema).min(1),
    /** Days that are shown as holidays beside a deadline. */
    holidays: z.array(holidaySchema),
  })
  .superRefine((profile, context) => {
    for (const problem of profileProblems(profile)) context.addIssue({ code: 'custom', message: problem })
  })

/** One version of a profile. */
export type Profile = Readonly<z.output<typeof profileSchema>>

/** Which profile an incident rests on: id, version and SHA-256 (hex) of the text it was parsed from. */
export interface ProfilePin {
  readonly id: string
  readonly version: string
  readonly sha256: string
}

/** The name of a duty within a profile: `nis2/final/submitted`. */
export function dutyId(duty: Pick<Duty, 'law' | 'stage' | 'anchor'>): string {
  return `${duty.law}/${duty.stage}/${duty.anchor}`
}

/** True for the final report whose due moment is the anchor `final-due` (NIS2 Art 23(4)(d)). */
export function setsFinalDue(duty: Duty): boolean {
  return duty.stage === 'final' && duty.onlyWhen !== 'ongoing-at-final-due'
}

interface Shape {
  readonly validFrom: string
  readonly validTo: string | null
  readonly sources: readonly { readonly id: string }[]
  readonly laws: readonly { readonly id: string }[]
  readonly duties: readonly Duty[]
  readonly holidays: readonly { readonly id: string }[]
}

function profileProblems(profile: Shape): string[] {
  const problems: string[] = []
  if (profile.validTo !== null && profile.validTo < profile.validFrom) problems.push('validTo lies before validFrom')
  for (const name of ['sources', 'laws', 'holidays'] as const) {
    for (const id of repeated(profile[name].map((entry) => entry.id))) problems.push(`${name}: ${id} appears twice`)
  }
  for (const id of repeated(profile.duties.map(dutyId))) problems.push(`duty ${id} appears twice`)
  for (const duty of profile.duties) {
    for (const problem of dutyProblems(duty, profile)) problems.push(`duty ${dutyId(duty)}: ${problem}`)
  }
  return problems
}

function dutyProblems(duty: Duty, profile: Shape): string[] {
  const problems: string[] = []
  const sameLaw = profile.duties.filter((other) => other.law === duty.law)
  if (!profile.laws.some((law) => law.id === duty.law)) problems.push('its law is not listed')
  if (!profile.sources.some((source) => source.id === duty.source.id)) problems.push('its source is not listed')
  if (belongsToStage(duty.anchor) !== (duty.anchorStage !== null)) {
    problems.push(`anchorStage must ${duty.anchorStage === null ? 'be set' : 'be null'} for ${duty.anchor}`)
  }
  if (duty.anchorStage !== null && !sameLaw.some((other) => other.stage === duty.anchorStage)) problems.push('no duty has its anchorStage')
  if (duty.anchorStage === duty.stage && duty.anchor !== 'request') problems.push('it hangs on itself')
  if ((duty.period === 'as-requested') !== (duty.anchor === 'request')) problems.push('as-requested goes with request, and only with it')
  if (duty.stage === 'final' && duty.anchor === 'final-due') problems.push('a final report cannot hang on final-due')
  if (setsFinalDue(duty) && sameLaw.filter(setsFinalDue).length > 1) problems.push('two final reports set final-due')
  const needsFinal = duty.anchor === 'final-due' || duty.onlyWhen !== null
  if (needsFinal && !sameLaw.some(setsFinalDue)) problems.push('no final report sets final-due')
  if (duty.repeat !== null && duty.anchor !== 'final-due') problems.push('only a duty at final-due can repeat')
  return problems
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}

/**
 * Reads a profile from the text of its file. The caller compares the SHA-256 of the same text with the pin.
 * @throws DomainError `profile-invalid` with `problems`, one line each.
 */
export function parseProfile(text: string): Profile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new DomainError('profile-invalid', { problems: ['it is not JSON'] })
  }
  const result = profileSchema.safeParse(value)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => [issue.path.join('.'), issue.message].filter((part) => part !== '').join(': '))
  throw new DomainError('profile-invalid', { problems })
}

/** Whether a profile tells the law of the local day of an instant. Outside: a warning, never a refusal. */
export function profileValidity(profile: Profile, instant: Instant, zone: string): 'valid' | 'not-yet' | 'no-longer' {
  const day = dateText(localTime(instant, zone))
  if (day < profile.validFrom) return 'not-yet'
  return profile.validTo !== null && day > profile.validTo ? 'no-longer' : 'valid'
}
