import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/hooks.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import type {} from './texts.ts'

/** Confirms by passphrase who switched by PIN. */
export function ConfirmSelfDialog({ onClose }: { onClose(): void }): ReactElement {
  const { t } = useTranslation('people')
  const confirm = useCommand('people.confirm')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const send = async (): Promise<void> => {
    setTried(true)
    if (passphrase !== '' && (await confirm.run({ passphrase })).ok) onClose()
  }
  return (
    <FormDialog title={t('confirm.title')} lead={t('confirm.lead')} forward={{ label: t('confirm.forward'), busy: confirm.busy, onPress: () => void send() }} onCancel={onClose} error={confirm.error}>
      <TextInput label={t('passphrase.now')} value={passphrase} onChange={setPassphrase} kind="password" autoComplete="current-password" maxLength={256} autoFocus error={tried && passphrase === '' ? t('required') : undefined} />
    </FormDialog>
  )
}
