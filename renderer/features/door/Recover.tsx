import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { minimumPassphraseLength } from '../../../shared/person/passphrase.ts'
import { useCommand } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { DoorPage } from './DoorPage.tsx'
import { passphraseProblem } from './passphrase.ts'
import { ShowPassphrase } from './ShowPassphrase.tsx'

/** Opens the record with the printed recovery key and sets a new passphrase. */
export function Recover({ onBack }: { onBack(): void }): ReactElement {
  const { t } = useTranslation('door')
  const [recoveryKey, setRecoveryKey] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const recover = useCommand('store.recover')
  const problem = passphraseProblem(passphrase)
  const problemText = problem === null ? undefined : problem.kind === 'missing' ? t('create.required') : t('create.short', { count: problem.count, minimum: minimumPassphraseLength })
  function send(): void {
    setTried(true)
    if (problem === null && recoveryKey.trim() !== '') void recover.run({ recoveryKey, passphrase })
  }
  return (
    <DoorPage title={t('recover.title')}>
      <FormStep
        title={t('recover.title')}
        titleHidden
        forward={{ label: t('recover.forward'), onPress: send, busy: recover.busy }}
        back={{ label: t('recover.back'), onPress: onBack }}
      >
        <TextInput
          label={t('recover.key')}
          value={recoveryKey}
          onChange={setRecoveryKey}
          help={t('recover.keyHelp')}
          maxLength={400}
          autoFocus
          error={tried && recoveryKey.trim() === '' ? t('create.required') : undefined}
        />
        <TextInput
          label={t('recover.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          kind={shown ? 'text' : 'password'}
          autoComplete="new-password"
          maxLength={256}
          help={<ShowPassphrase shown={shown} onChange={setShown} />}
          error={tried ? problemText : undefined}
        />
        {recover.error === null ? null : <ErrorNotice error={recover.error} />}
      </FormStep>
    </DoorPage>
  )
}
