import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCommand } from '../../api/hooks.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import type {} from './texts.ts'

/**
 * A second person confirms the stated time at the same screen with the own passphrase.
 * @param by name of the one who stated it; empty where it is not kept. @param now what the stated time comes to now, UTC ms.
 */
export function ConfirmTimeDialog({ by, now, zone, onClose }: { readonly by: string; readonly now: number; readonly zone: string; onClose(): void }): ReactElement {
  const { t, i18n } = useTranslation('clock')
  const confirm = useCommand('clock.confirmTime')
  const [passphrase, setPassphrase] = useState('')
  const [asked, setAsked] = useState(false)
  const submit = async (): Promise<void> => {
    if (passphrase === '') return setAsked(true)
    const outcome = await confirm.run({ passphrase })
    setPassphrase('')
    if (outcome.ok) onClose()
  }
  return (
    <FormDialog
      title={t('confirm.title')}
      lead={t(by === '' ? 'confirm.lead' : 'confirm.leadBy', { by, time: displayText(now, zone, i18n.language) })}
      forward={{ label: t('confirm.do'), busy: confirm.busy, onPress: () => void submit() }}
      onCancel={onClose}
      error={confirm.error}
    >
      <TextInput
        kind="password"
        label={t('confirm.passphrase')}
        help={t('confirm.help')}
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="off"
        autoFocus
        error={asked && passphrase === '' ? t('confirm.missing') : undefined}
      />
    </FormDialog>
  )
}
