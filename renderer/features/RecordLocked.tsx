import type { ReactElement } from 'react'
import type { StoreStatus } from '../app/parts.ts'
import { RecordDeadlineBar } from './deadlines/RecordDeadlineBar.tsx'
import { LockedScreen } from './people/LockedScreen.tsx'

/** An open record in front of which nobody is signed in: only its deadlines are in sight. */
export function RecordLocked({ status }: { readonly status: StoreStatus }): ReactElement {
  return <LockedScreen status={status} deadlineBar={<RecordDeadlineBar locked />} />
}
