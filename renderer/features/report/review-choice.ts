import { createStore, useStore } from 'zustand'
import type { Language } from '../../../shared/report/language.ts'
import type { TlpLabel } from '../../../shared/report/tlp.ts'

/** What the one who releases has chosen so far; it outlives a look at a field of the form. */
export interface ReviewChoice {
  readonly recipient: string | null
  readonly language: Language | null
  readonly tlp: TlpLabel
  readonly reason: string
}

const untouched: ReviewChoice = { recipient: null, language: null, tlp: 'amber', reason: '' }
const choices = createStore<Readonly<Record<string, ReviewChoice>>>(() => ({}))

/** The choice for one report, and the way to change it. */
export function useReviewChoice(key: string): readonly [ReviewChoice, (part: Partial<ReviewChoice>) => void] {
  const choice = useStore(choices, (all) => all[key]) ?? untouched
  return [choice, (part) => choices.setState((all) => ({ ...all, [key]: { ...untouched, ...all[key], ...part } }))]
}

/** Forgets the choice once the report is released: the next version begins anew. */
export function forgetReviewChoice(key: string): void {
  choices.setState((all) => Object.fromEntries(Object.entries(all).filter(([other]) => other !== key)), true)
}
