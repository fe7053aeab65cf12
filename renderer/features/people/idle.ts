const second = 1_000
const minute = 60 * second

/** How long before the lock the warning stands there, in milliseconds. */
export const warnedBefore = 60 * second

/** What an unwatched screen does now. `secondsLeft` counts down while it warns. */
export type IdleState = { readonly kind: 'watched' } | { readonly kind: 'warning'; readonly secondsLeft: number } | { readonly kind: 'over' }

/**
 * @param idle milliseconds without a key or a click. @param minutes idle time of the store.
 * With one minute in all, the warning comes halfway: it must not stand there always.
 */
export function idleState(idle: number, minutes: number): IdleState {
  const left = minutes * minute - idle
  if (left <= 0) return { kind: 'over' }
  if (left <= Math.min(warnedBefore, (minutes * minute) / 2)) return { kind: 'warning', secondsLeft: Math.ceil(left / second) }
  return { kind: 'watched' }
}

/** How often the core is told that somebody is there, in milliseconds: a few times within the idle time, at most once a minute. */
export function reportEvery(minutes: number): number {
  return Math.min(minute, (minutes * minute) / 4)
}
