/**
 * Three-valued answers (Kleene logic). `null` means the question has not been answered yet and is only legal in drafts;
 * `unknown` is an answer that somebody gave.
 */
export const answers = ['yes', 'no', 'unknown'] as const

/** What a person answered. */
export type Answer = (typeof answers)[number]

/** An answer or an open question. */
export type OpenAnswer = Answer | null

/** Kleene negation: unknown stays unknown. */
export function not(a: Answer): Answer {
  return a === 'yes' ? 'no' : a === 'no' ? 'yes' : 'unknown'
}

/** Kleene conjunction over a list. One `no` decides; an empty list is unknown, never yes (design rule: no data is never "clean"). */
export function all(list: readonly Answer[]): Answer {
  if (list.length === 0) return 'unknown'
  if (list.includes('no')) return 'no'
  return list.includes('unknown') ? 'unknown' : 'yes'
}

/** Kleene disjunction over a list. One `yes` decides; an empty list is unknown, never no. */
export function any(list: readonly Answer[]): Answer {
  if (list.length === 0) return 'unknown'
  if (list.includes('yes')) return 'yes'
  return list.includes('unknown') ? 'unknown' : 'no'
}
