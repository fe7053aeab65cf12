import { lazy, Suspense, useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import type { StoreStatus } from '../../app/parts.ts'
import { loadWhenIdle } from '../../app/when-idle.ts'
import type { Damage, RestoreWhat } from './Damaged.tsx'
import { FirstStart, type Beginning } from './FirstStart.tsx'
import type {} from './texts.ts'

// The first screen of a start needs none of the forms; they are read while it is looked at.
const loadCreateForm = () => import('./CreateForm.tsx').then(({ CreateForm }) => ({ default: CreateForm }))
const loadSignIn = () => import('./SignIn.tsx').then(({ SignIn }) => ({ default: SignIn }))
const loadRecover = () => import('./Recover.tsx').then(({ Recover }) => ({ default: Recover }))
const loadDamaged = () => import('./Damaged.tsx').then(({ Damaged }) => ({ default: Damaged }))
const loadRestore = () => import('./Restore.tsx').then(({ Restore }) => ({ default: Restore }))
const CreateForm = lazy(loadCreateForm)
const SignIn = lazy(loadSignIn)
const Recover = lazy(loadRecover)
const Damaged = lazy(loadDamaged)
const Restore = lazy(loadRestore)

/** What is restored from which backup; `which` null: to be chosen. */
interface Restoring {
  readonly part: RestoreWhat
  readonly which: string | null
}

/** Stands in front of the record: first start where there is none, else passphrase or recovery sheet; where it is damaged, its backups. */
export function Door({ status }: { readonly status: StoreStatus }): ReactElement {
  const [beginning, setBeginning] = useState<Beginning | null>(null)
  const [recovering, setRecovering] = useState(false)
  const [restoring, setRestoring] = useState<Restoring | null>(null)
  const [trying, setTrying] = useState(false)
  const damage = damageOf(status.state)
  useEffect(() => loadWhenIdle([loadCreateForm, loadSignIn, loadRecover, loadDamaged, loadRestore]), [])
  if (status.state === 'missing' && beginning === null && restoring === null) {
    return <FirstStart perUser={status.perUser} onChoose={setBeginning} onRestore={() => setRestoring({ part: 'record', which: null })} />
  }
  return (
    <Suspense fallback={null}>
      {restoring !== null && status.state !== 'closed' ? (
        <Restore what={restoring.part} preset={restoring.which} replaces={status.state !== 'missing'} onBack={() => setRestoring(null)} />
      ) : damage !== null && !trying ? (
        <Damaged damage={damage} onRestore={(part, which) => setRestoring({ part, which })} onTry={() => setTrying(true)} />
      ) : status.state === 'missing' && beginning !== null ? (
        <CreateForm beginning={beginning} onBack={() => setBeginning(null)} />
      ) : recovering ? (
        <Recover onBack={() => setRecovering(false)} />
      ) : (
        <SignIn onRecover={() => setRecovering(true)} />
      )}
    </Suspense>
  )
}

/** What stands in the way of opening; `null` where the passphrase can be asked. */
function damageOf(state: StoreStatus['state']): Damage | null {
  return state === 'damaged' || state === 'keyring-missing' || state === 'keyring-damaged' ? state : null
}
