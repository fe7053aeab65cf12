import { offsetMillis } from '../../../shared/clock/local-time.ts'
import type { Clock } from '../../../shared/ports/clock.ts'

/** A clock that tells the times of a case. Its uptime runs with it; its boot id says that it is no machine's clock. */
export function scriptedClock(zone: string, start: number): Clock & { goTo(instant: number): void } {
  let at = start
  return {
    read: () => ({ at, offset: offsetMillis(at, zone) / 60_000, zone, bootId: 'derived:demo', uptime: Math.max(0, at - start) }),
    goTo(instant) {
      // Never back: an entry about the past is written down when it is told.
      at = Math.max(at, instant)
    },
  }
}
