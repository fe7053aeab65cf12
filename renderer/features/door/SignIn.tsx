import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { DoorPage } from './DoorPage.tsx'
import { ShowPassphrase } from './ShowPassphrase.tsx'

/** Opens the record with the passphrase. */
export function SignIn({ onRecover }: { onRecover(): void }): ReactElement {
  const { t } = useTranslation('door')
  const [passphrase, setPassphrase] = useState('')
  const [shown, setShown] = useState(false)
  const open = useCommand('store.open')
  return (
    <DoorPage title={t('signIn.title')}>
      <FormStep
        title={t('signIn.title')}
        titleHidden
        lead={t('signIn.deadline')}
        forward={{ label: t('signIn.forward'), onPress: () => void (passphrase === '' ? undefined : open.run({ passphrase })), busy: open.busy }}
        back={{ label: t('signIn.lost'), onPress: onRecover }}
      >
        <TextInput
          label={t('signIn.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          kind={shown ? 'text' : 'password'}
          autoComplete="current-password"
          maxLength={256}
          autoFocus
          help={<ShowPassphrase shown={shown} onChange={setShown} />}
        />
        {open.error === null ? null : <ErrorNotice error={open.error} />}
      </FormStep>
    </DoorPage>
  )
}
