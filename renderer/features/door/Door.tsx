import { useState } from 'react'
import type { ReactElement } from 'react'
import type { StoreStatus } from '../../app/parts.ts'
import { CreateForm } from './CreateForm.tsx'
import { FirstStart, type Beginning } from './FirstStart.tsx'
import { Recover } from './Recover.tsx'
import { SignIn } from './SignIn.tsx'
import type {} from './texts.ts'

/** Stands in front of the record: first start where there is none, else passphrase or recovery sheet. */
export function Door({ status }: { readonly status: StoreStatus }): ReactElement {
  const [beginning, setBeginning] = useState<Beginning | null>(null)
  const [recovering, setRecovering] = useState(false)
  if (status.state === 'missing') {
    return beginning === null ? (
      <FirstStart perUser={status.perUser} onChoose={setBeginning} />
    ) : (
      <CreateForm beginning={beginning} onBack={() => setBeginning(null)} />
    )
  }
  return recovering ? <Recover onBack={() => setRecovering(false)} /> : <SignIn onRecover={() => setRecovering(true)} />
}
