import type { ReplyTo, JobResult } from '../../api/procedures.ts'

/** A drive or folder as the core lists it. */
export type Place = ReplyTo<'places.list'>['places'][number]
/** What became of the files. */
export type Written = JobResult<'transfers.export'>

/** The stick between writing and checking. */
export type StickState =
  /** Still in since it was written. */
  | 'in'
  /** Taken out. */
  | 'out'
  /** In again: what it holds now was read from the stick and not from memory. */
  | 'back'

/** Follows the stick after writing. @param present whether the place is listed now. */
export function followStick(before: StickState, present: boolean): StickState {
  if (!present) return 'out'
  return before === 'out' || before === 'back' ? 'back' : 'in'
}

/** Why a place cannot take a file, before anything is tried. `null`: nothing against it. */
export function placeProblem(place: Place, size: number): 'read-only' | 'full' | null {
  if (!place.writable) return 'read-only'
  return place.freeBytes !== null && place.freeBytes < size ? 'full' : null
}

/** Room that carrying out needs: the zip, and beside it the sheet and a signature. An upper estimate in bytes. */
export function roomNeeded(zipSize: number): number {
  return zipSize * 2 + 64 * 1024
}
