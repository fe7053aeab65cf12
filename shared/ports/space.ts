import type { ErrorCode } from '../contract/error.ts'
import type { SpaceLevel } from '../space/space-rule.ts'

/** What the disk of the record and the writing to it are like now. */
export interface SpaceState {
  /** Bytes that this account may still write; `null` where the system does not say. */
  readonly freeBytes: number | null
  readonly level: SpaceLevel
  /** Why nothing is written now, or `null`. Reading goes on, and so does trying. */
  readonly writing: ErrorCode | null
}

/** The room on the disk of the record. */
export interface Space {
  /** Looks, makes the reserve where there is room again, and tries to write again where a fault kept it. */
  look(): Promise<SpaceState>
  /** Refuses what can wait while it would take the room of what cannot. @throws space-low {free, needed}. */
  require(bytes: number): Promise<void>
}
