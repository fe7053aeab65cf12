/** Time still needed, rounded so that it does not flicker: 5 s steps under a minute, then whole minutes. */
export interface Remaining {
  readonly amount: number
  readonly unit: 's' | 'min'
}

/**
 * Remaining time at the speed so far; null before anything is done.
 * @param elapsed milliseconds
 */
export function estimateRemaining(done: number, total: number, elapsed: number): Remaining | null {
  if (done <= 0 || total <= 0) return null
  const seconds = ((total - done) / done) * (elapsed / 1000)
  if (seconds >= 60) return { amount: Math.round(seconds / 60), unit: 'min' }
  return { amount: Math.max(5, Math.ceil(seconds / 5) * 5), unit: 's' }
}
