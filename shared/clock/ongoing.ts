import type { OpenAnswer } from '../answer/answer.ts'
import type { Instant } from '../ports/clock.ts'
import type { Chain } from './chain.ts'
import { chainsOf, countingStatement, currentStatement } from './chain.ts'
import type { Confirmation, Stated } from './statement.ts'
import { isVouchedFor } from './statement.ts'

/** What is needed to tell whether an incident still goes on when its final report is due. */
export interface OngoingInput {
  readonly law: string
  readonly chains: readonly Chain[]
  readonly confirmations: readonly Confirmation[]
  /** What the incident's record answers to "is it still going on?". */
  readonly ongoing: OpenAnswer
  readonly now: Instant
}

/** The statement that ends handling. Of a corrected one the earlier instant, until a second person confirms the later. */
export function handledStatement({ law, chains, confirmations }: OngoingInput): Stated | null {
  const chain = chainsOf(chains, law, 'handled')[0]
  return chain === undefined ? null : countingStatement(chain, confirmations)
}

/**
 * Whether the incident still goes on at the moment its final report is due (NIS2 Art 23(4)(e)). In this order:
 * 1. Handled, or a final report submitted, by that moment: no.
 * 2. Handled later, by an author somebody can ask: yes.
 * 3. A progress report was submitted: yes, somebody told the authority so.
 * 4. A final report was submitted later: no, it was late.
 * 5. The record says it does not go on: no. It says it does and the moment has come: yes.
 * 6. Else it is open.
 */
export function ongoingAtFinalDue(input: OngoingInput, finalDue: Instant): 'yes' | 'no' | 'open' {
  const { law, chains, confirmations, ongoing, now } = input
  const handled = handledStatement(input)
  const final = currentStatement(chains, law, 'submitted', 'final')
  if (isBy(handled, finalDue) || isBy(final, finalDue)) return 'no'
  if (handled !== null && isVouchedFor(handled, confirmations)) return 'yes'
  const progress = currentStatement(chains, law, 'submitted', 'progress')
  if (progress !== null && isVouchedFor(progress, confirmations)) return 'yes'
  if (final !== null || ongoing === 'no') return 'no'
  return ongoing === 'yes' && now >= finalDue ? 'yes' : 'open'
}

function isBy(statement: Stated | null, moment: Instant): boolean {
  return statement !== null && statement.instant <= moment
}
