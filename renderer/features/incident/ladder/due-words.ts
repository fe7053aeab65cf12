import type { Deadline } from '../../../../shared/clock/deadline.ts'

/** How a running deadline is put: settled, only if the incident is significant, or counted from a release until the hand-in settles it. */
export function dueWords(deadline: Pick<Deadline, 'provisional' | 'anchor'>): 'ladder.due' | 'ladder.ifSignificant' | 'ladder.untilHandedIn' {
  if (!deadline.provisional) return 'ladder.due'
  return deadline.anchor.name === 'released' ? 'ladder.untilHandedIn' : 'ladder.ifSignificant'
}
