import type { Answer, OpenAnswer } from '../answer/answer.ts'
import { any, not } from '../answer/answer.ts'

/**
 * What a person finds about one criterion. `capable`: it has not happened, but the incident could cause it.
 */
export const assessments = ['met', 'capable', 'not-met', 'unknown'] as const

/** One finding of `assessments`. */
export type Assessment = (typeof assessments)[number]

/** One criterion of significance. */
export interface Criterion {
  readonly id: string
  readonly source: string
  /** `law` binds; `guidance` is CIR 2024/2690, which binds digital providers and helps everybody else to judge. */
  readonly weight: 'law' | 'guidance'
  /** Whether "could cause it" is enough. */
  readonly capableIsEnough: boolean
}

/**
 * The criteria, the binding ones first: NIS2 Art 23(3)(a) in its two halves and (b), then CIR 2024/2690 Art 3(1).
 * Each has a question and a help text under its id in the locale files.
 */
export const significanceCriteria = [
  { id: 'operational-disruption', source: 'NIS2 Art 23(3)(a)', weight: 'law', capableIsEnough: true },
  { id: 'financial-loss', source: 'NIS2 Art 23(3)(a)', weight: 'law', capableIsEnough: true },
  { id: 'damage-to-others', source: 'NIS2 Art 23(3)(b)', weight: 'law', capableIsEnough: true },
  { id: 'loss-over-threshold', source: 'CIR 2024/2690 Art 3(1)(a)', weight: 'guidance', capableIsEnough: true },
  { id: 'trade-secrets-taken', source: 'CIR 2024/2690 Art 3(1)(b)', weight: 'guidance', capableIsEnough: true },
  { id: 'death', source: 'CIR 2024/2690 Art 3(1)(c)', weight: 'guidance', capableIsEnough: true },
  { id: 'health-damage', source: 'CIR 2024/2690 Art 3(1)(d)', weight: 'guidance', capableIsEnough: true },
  // The access itself must have succeeded; what it is capable of is part of the criterion.
  { id: 'malicious-access', source: 'CIR 2024/2690 Art 3(1)(e)', weight: 'guidance', capableIsEnough: false },
  { id: 'recurring', source: 'CIR 2024/2690 Art 3(1)(f), Art 4', weight: 'guidance', capableIsEnough: false },
  { id: 'sector-threshold', source: 'CIR 2024/2690 Art 3(1)(g)', weight: 'guidance', capableIsEnough: false },
] as const satisfies readonly Criterion[]

/** Id of one criterion. */
export type CriterionId = (typeof significanceCriteria)[number]['id']

/** What was found so far; a criterion that is missing or `null` was not looked at yet. */
export type SignificanceFindings = Readonly<Partial<Record<CriterionId, Assessment | null>>>

/** Why a suggestion is what it is. */
export interface SignificanceReason {
  readonly criterion: CriterionId
  readonly source: string
  readonly weight: 'law' | 'guidance'
  /** `null`: a binding criterion nobody looked at yet. */
  readonly assessment: Assessment | null
  /** `for` and `against` significance, or still `open`. */
  readonly speaks: 'for' | 'against' | 'open'
}

/** What is worth saying beside a suggestion. */
export type SignificanceNote =
  /** All criteria that speak for it are guidance. */
  | 'guidance-only'
  /** Planned consequences of scheduled maintenance are not significant (CIR 2024/2690 Art 3(2)). */
  | 'scheduled-maintenance'
  /** Said to be planned, and yet a criterion is met: look at what was not planned. */
  | 'planned-but-criteria-met'
  /** Nobody said whether it was planned: look at the maintenance windows. */
  | 'check-maintenance'

/** A suggestion to the person who decides. It decides nothing. */
export interface SignificanceSuggestion {
  readonly answer: Answer
  readonly reasons: readonly SignificanceReason[]
  readonly notes: readonly SignificanceNote[]
}

/**
 * Whether the incident looks significant (NIS2 Art 23(3)), in three-valued logic: one criterion that is met, or could be where
 * that is enough, makes it yes; every binding criterion denied and no other left open makes it no; all else is not known.
 * Guidance that nobody looked at is left out; a binding criterion that nobody looked at keeps the answer open.
 * @param planned whether everything that happened was a planned consequence of scheduled maintenance (CIR 2024/2690 Art 3(2)).
 */
export function suggestSignificance(findings: SignificanceFindings, planned: OpenAnswer): SignificanceSuggestion {
  const reasons = significanceCriteria.flatMap((criterion) => reasonOf(criterion, findings[criterion.id] ?? null))
  const criteria = any(reasons.map(({ speaks }) => (speaks === 'for' ? 'yes' : speaks === 'against' ? 'no' : 'unknown')))
  const forIt = reasons.filter(({ speaks }) => speaks === 'for')
  const notes: SignificanceNote[] = []
  if (forIt.length > 0 && forIt.every(({ weight }) => weight === 'guidance')) notes.push('guidance-only')
  if (planned === 'yes') notes.push(forIt.length > 0 ? 'planned-but-criteria-met' : 'scheduled-maintenance')
  if (planned === null || planned === 'unknown') notes.push('check-maintenance')
  // "Planned" and "criterion met" contradict each other; only a person can tell which is right.
  const answer = planned !== 'yes' ? criteria : forIt.length > 0 ? 'unknown' : not(planned)
  return { answer, reasons, notes }
}

function reasonOf(criterion: (typeof significanceCriteria)[number], assessment: Assessment | null): SignificanceReason[] {
  const { id, source, weight } = criterion
  if (assessment === null && weight === 'guidance') return []
  return [{ criterion: id, source, weight, assessment, speaks: direction(criterion, assessment) }]
}

function direction({ capableIsEnough }: Criterion, assessment: Assessment | null): SignificanceReason['speaks'] {
  switch (assessment) {
    case 'met':
      return 'for'
    case 'capable':
      return capableIsEnough ? 'for' : 'against'
    case 'not-met':
      return 'against'
    case 'unknown':
    case null:
      return 'open'
  }
}

/**
 * The direct loss above which CIR 2024/2690 Art 3(1)(a) speaks of significance: EUR 500 000, or 5 % of the turnover of the
 * preceding year where that is lower. In euros.
 * @param turnover euros a year, `null` when not known: then the fixed amount.
 */
export function lossThreshold(turnover: number | null): number {
  return turnover === null ? 500_000 : Math.min(500_000, turnover * 0.05)
}
