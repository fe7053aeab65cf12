import { useRecoveryKey } from '../door/recovery-key.ts'
import { forgetTyped } from '../editing/kept-form.ts'
import { forgetTypedLines } from '../incident/index.ts'
import { forgetRecordCheck } from '../overview/index.ts'

/** Forgets what this window holds of somebody's work: the record was closed, or another person sat down. */
export function forgetWork(): void {
  forgetTyped()
  forgetTypedLines()
  forgetRecordCheck()
  useRecoveryKey.getState().forget()
}
