import type { Instant } from '../../../../shared/ports/clock.ts'

/** A line that was understood and is to be kept. */
export interface EnteredLine {
  /** With a time source: what that clock showed, read in the zone of the incident. */
  readonly instant: Instant
  /** Id of the clock it was read off; `null`: a right clock. */
  readonly timeSource: string | null
  readonly text: string
  readonly source: string
  readonly important: boolean
  /** Names called with `@`. */
  readonly mentions: readonly string[]
}
