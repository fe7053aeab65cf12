import type { Instant } from '../../../shared/ports/clock.ts'

/** Which times are looked at; `null`: no bound. UTC milliseconds. */
export interface Period {
  readonly choice: PeriodChoiceId
  readonly from: Instant | null
  readonly to: Instant | null
}

/** The periods that are offered. */
export const periodChoices = ['all', 'day', 'week', 'month', 'own'] as const
export type PeriodChoiceId = (typeof periodChoices)[number]

/** No bound at all. */
export const everything: Period = { choice: 'all', from: null, to: null }

const day = 86_400_000
const lengths: Readonly<Record<'day' | 'week' | 'month', number>> = { day, week: 7 * day, month: 30 * day }

/** The period of a choice, counted back from now. Own times start without bounds. */
export function periodOf(choice: PeriodChoiceId, now: Instant): Period {
  if (choice === 'all') return everything
  return choice === 'own' ? { choice, from: null, to: null } : { choice, from: now - lengths[choice], to: null }
}

/** Whether a period ends before it begins. */
export function isBackwards({ from, to }: Period): boolean {
  return from !== null && to !== null && to < from
}
