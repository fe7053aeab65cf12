import { lazy, Suspense, useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import type { StoreStatus } from '../../app/parts.ts'
import { whenIdle } from '../../app/when-idle.ts'
import { FirstStart, type Beginning } from './FirstStart.tsx'
import type {} from './texts.ts'

// The first screen of a start needs none of the forms; they are read while it is looked at.
const loadCreateForm = () => import('./CreateForm.tsx').then(({ CreateForm }) => ({ default: CreateForm }))
const loadSignIn = () => import('./SignIn.tsx').then(({ SignIn }) => ({ default: SignIn }))
const loadRecover = () => import('./Recover.tsx').then(({ Recover }) => ({ default: Recover }))
const CreateForm = lazy(loadCreateForm)
const SignIn = lazy(loadSignIn)
const Recover = lazy(loadRecover)

/** Stands in front of the record: first start where there is none, else passphrase or recovery sheet. */
export function Door({ status }: { readonly status: StoreStatus }): ReactElement {
  const [beginning, setBeginning] = useState<Beginning | null>(null)
  const [recovering, setRecovering] = useState(false)
  useEffect(
    () =>
      whenIdle(() => {
        for (const load of [loadCreateForm, loadSignIn, loadRecover]) void load()
      }),
    [],
  )
  if (status.state === 'missing' && beginning === null) return <FirstStart perUser={status.perUser} onChoose={setBeginning} />
  return (
    <Suspense fallback={null}>
      {status.state === 'missing' && beginning !== null ? (
        <CreateForm beginning={beginning} onBack={() => setBeginning(null)} />
      ) : recovering ? (
        <Recover onBack={() => setRecovering(false)} />
      ) : (
        <SignIn onRecover={() => setRecovering(true)} />
      )}
    </Suspense>
  )
}
