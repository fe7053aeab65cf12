import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import type { Instant } from '../../../shared/ports/clock.ts'
import { statedNow } from './statements/stated-now.ts'

/** A decision while it is being made. */
export interface Decision {
  readonly significance: 'yes' | 'no' | null
  readonly awareAt: Instant | null
  readonly basis: string
  readonly reason: string
}

/** What is still missing before the decision can be recorded. */
export type DecisionProblem = 'significance' | 'awareAt' | 'basis' | 'reason' | 'again'

/** The safe proposal for awareness: the moment at which the first employee on duty knew, else when it was noticed or written down. */
export function proposedAwareness(view: IncidentView): Instant {
  return (statedNow(view.statements, 'known') ?? statedNow(view.statements, 'detected'))?.instant ?? view.incident.recordedAt
}

/** Awareness later than knowledge needs a reason: the clock is then counted from the later moment. */
export function needsReason(decision: Pick<Decision, 'awareAt'>, known: Instant | null): boolean {
  return known !== null && decision.awareAt !== null && decision.awareAt > known
}

/** What is missing. Empty: it can be recorded. */
export function decisionProblems(
  decision: Decision,
  record: { readonly known: Instant | null; readonly isAwareStated: boolean; readonly again: boolean },
): Readonly<Partial<Record<DecisionProblem, true>>> {
  const problems: Partial<Record<DecisionProblem, true>> = {}
  if (decision.significance === null) problems.significance = true
  if (decision.basis.trim() === '') problems.basis = true
  const statesAwareness = decision.significance === 'yes' && !record.isAwareStated
  if (statesAwareness && decision.awareAt === null) problems.awareAt = true
  if (statesAwareness && needsReason(decision, record.known) && decision.reason.trim() === '') problems.reason = true
  if (record.again && decision.reason.trim() === '') problems.again = true
  return problems
}
