import type { Instant } from '../../../../shared/ports/clock.ts'

/** A line that was understood and is to be kept. */
export interface EnteredLine {
  readonly instant: Instant
  readonly text: string
  readonly source: string
  readonly important: boolean
  /** Names called with `@`. */
  readonly mentions: readonly string[]
}
