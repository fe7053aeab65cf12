import { z } from 'zod'
import type { ClockReading, Instant } from '../ports/clock.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'

const key = 'clock/stated'

const statedSchema = z.strictObject({
  /** UTC ms on the PC's clock when somebody looked at a watch or phone. */
  at: z.number().int(),
  /** The PC's clock minus the watch, in milliseconds: negative when the PC is behind. */
  difference: z.number().int(),
})

/** What somebody last read off a watch or phone. */
export type StatedClock = z.output<typeof statedSchema>

/** The last comparison of the PC's clock, or `null` when nobody compared it. */
export function statedClock(repositories: Repositories): StatedClock | null {
  const text = repositories.settings.get(key)
  return text === null ? null : statedSchema.parse(JSON.parse(text))
}

/** Keeps a comparison. @param instant UTC ms as read off the watch. */
export function stateClock(transaction: Transaction, instant: Instant): void {
  const { at } = transaction.stamp.reading
  const stated: StatedClock = { at, difference: at - instant }
  transaction.settings.set(key, JSON.stringify(stated))
  transaction.changed('clock', 'stated', null, { ...stated, stated: instant })
}

/**
 * The latest moment that it may be now, UTC ms: the PC's clock, or what a watch would say where the PC was found to be behind.
 * Deadlines are judged by it, so that a PC with a dead battery never shows time that is not there; and what really has happened is not
 * refused as lying in the future.
 */
export function latestNow(repositories: Repositories, reading: Pick<ClockReading, 'at'>): Instant {
  const stated = statedClock(repositories)
  return reading.at + Math.max(0, -(stated?.difference ?? 0))
}
