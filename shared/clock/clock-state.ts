import type { ClockReading } from '../ports/clock.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { ToldTime } from './deadlines.contract.ts'
import { statedClock } from './stated-clock.ts'
import { toldTime } from './told-time.ts'

/** How far the PC's clock can be relied on: whether somebody compared it, by how much it differed, and whether something does not fit. */
export function clockState(repositories: Repositories, reading: ClockReading): { readonly state: ToldTime['state']; readonly difference: number | null } {
  const { state } = toldTime(repositories, reading).time
  const stated = statedClock(repositories)
  // Stored as machine minus watch; files tell stated minus machine.
  return { state, difference: stated === null ? null : -stated.difference }
}
