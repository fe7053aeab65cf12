import { create } from 'zustand'
import type { JobResult } from '../../api/procedures.ts'

/** What the last check of the record in this window found. */
export interface RecordCheck {
  readonly result: JobResult<'audit.check'>
  /** Core time, UTC ms. */
  readonly at: number
}

/** The last check of the record in this window; gone when the record is closed. */
export const useRecordCheck = create<{ readonly last: RecordCheck | null; note(check: RecordCheck): void; forget(): void }>((set) => ({
  last: null,
  note: (last) => set({ last }),
  forget: () => set({ last: null }),
}))

/** Forgets what the last check found. */
export function forgetRecordCheck(): void {
  useRecordCheck.getState().forget()
}

/** Kinds of damage that people are told apart; the exact code stands beside. */
export type Damage = 'file' | 'rows' | 'cut' | 'other'

/**
 * What a fault of the check means for people: the file itself, rows that were changed, or an end that is missing against the heads
 * noted outside of it.
 */
export function damageOf(fault: string | null): Damage {
  if (fault === null) return 'other'
  if (fault === 'file-damaged') return 'file'
  if (fault.startsWith('anchor-') || fault === 'head-differs' || fault === 'log-damaged') return 'cut'
  return 'rows'
}
