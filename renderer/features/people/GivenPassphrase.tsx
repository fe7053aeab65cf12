import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { addInsideTexts } from '../../app/i18n/inside-texts.ts'
import type { StoreStatus } from '../../app/parts.ts'
import { useCommand } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { DoorPage } from '../door/DoorPage.tsx'
import { NewPassphrase, useLengthProblem } from './PassphraseFields.tsx'
import type {} from './texts.ts'

/** The first sign-in with a passphrase that was handed over: before anything else the person chooses an own one. */
export function GivenPassphrase({ status }: { readonly status: StoreStatus }): ReactElement {
  const { t, i18n } = useTranslation('people')
  useState(() => addInsideTexts(i18n))
  const change = useCommand('people.changePassphrase')
  const close = useCommand('people.lock')
  const problemOf = useLengthProblem()
  const [passphrase, setPassphrase] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const send = (): void => {
    setTried(true)
    if (passphrase !== '' && problemOf(next) === undefined) void change.run({ passphrase, next })
  }
  return (
    <DoorPage title={t('given.title', { name: status.who.name ?? '' })}>
      <FormStep title={t('given.step')} titleHidden lead={t('given.lead')} forward={{ label: t('given.forward'), busy: change.busy, onPress: send }} back={{ label: t('given.leave'), onPress: () => void close.run({}) }}>
        <TextInput label={t('given.now')} value={passphrase} onChange={setPassphrase} kind="password" autoComplete="current-password" maxLength={256} autoFocus error={tried && passphrase === '' ? t('required') : undefined} />
        <NewPassphrase label={t('passphrase.next')} value={next} onChange={setNext} tried={tried} />
        {change.error === null ? null : <ErrorNotice error={change.error} />}
      </FormStep>
    </DoorPage>
  )
}
