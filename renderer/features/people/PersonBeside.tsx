import { useEffect } from 'react'
import type { ReactElement } from 'react'
import { useQuery } from '../../api/hooks.ts'
import { forgetWork } from './forget-work.ts'
import { ConfirmSelfDialog } from './ConfirmSelfDialog.tsx'
import { IdleWatch } from './IdleWatch.tsx'
import { PassphraseDialog } from './PassphraseDialog.tsx'
import { usePersonDialog } from './person-dialog.ts'
import { PinDialog } from './PinDialog.tsx'
import { noteSatDown } from './sat-down.ts'

/** What belongs to the person at the keyboard and stands over every screen: dialogs of the person menu, the warning before the lock. */
export function PersonBeside(): ReactElement {
  const { value: status } = useQuery('store.status', {})
  const shown = usePersonDialog((state) => state.shown)
  const show = usePersonDialog((state) => state.show)
  const person = status?.who.person ?? null
  useEffect(() => {
    if (person !== null && noteSatDown(person)) forgetWork()
  }, [person])
  // A dialog of the person before must not wait for the next one.
  useEffect(() => () => show(null), [show])
  const close = (): void => show(null)
  return (
    <>
      {shown === 'pin' ? <PinDialog onClose={close} /> : shown === 'passphrase' ? <PassphraseDialog onClose={close} /> : shown === 'confirm' ? <ConfirmSelfDialog onClose={close} /> : null}
      {status?.access === undefined || status.access === null ? null : <IdleWatch minutes={status.access.idleMinutes} />}
    </>
  )
}
