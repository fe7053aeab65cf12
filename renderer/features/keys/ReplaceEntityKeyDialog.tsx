import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/hooks.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { OwnPassphrase } from './OwnPassphrase.tsx'
import { useSecondForKey } from './SecondForKey.tsx'
import type {} from './texts.ts'

/** A new key for the entity itself: every recipient has to take it over. */
export function ReplaceEntityKeyDialog({ onClose, onDone }: { onClose(): void; onDone(): void }): ReactElement {
  const { t } = useTranslation('keys')
  const replace = useCommand('keys.replaceEntity')
  const [reason, setReason] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const second = useSecondForKey(tried)
  const send = async (): Promise<void> => {
    setTried(true)
    if (reason.trim() === '' || passphrase === '' || second.sent === undefined) return
    if ((await replace.run({ reason, passphrase, second: second.sent })).ok) onDone()
    else second.forget()
  }
  return (
    <ConfirmDialog
      open
      title={t('entity.replaceTitle')}
      consequences={[t('entity.new'), t('entity.old'), t('entity.recipients'), t('entity.carry'), t('entity.card')]}
      confirm={{ label: t('entity.replaceDo'), busy: replace.busy, onPress: () => void send() }}
      onCancel={onClose}
      error={replace.error}
    >
      <TextInput label={t('reason')} help={t('entity.reasonHelp')} value={reason} onChange={setReason} lines={2} maxLength={600} error={tried && reason.trim() === '' ? t('reasonMissing') : undefined} />
      <OwnPassphrase value={passphrase} onChange={setPassphrase} tried={tried} />
      {second.fields}
    </ConfirmDialog>
  )
}
