import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/hooks.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { OwnPassphrase } from './OwnPassphrase.tsx'
import type {} from './texts.ts'

/** Removes the plant's certificate: its key is forgotten. */
export function RemoveCertificateDialog({ certificate, onClose, onDone }: { readonly certificate: string; onClose(): void; onDone(): void }): ReactElement {
  const { t } = useTranslation('keys')
  const remove = useCommand('plantCertificate.remove')
  const [reason, setReason] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const send = async (): Promise<void> => {
    setTried(true)
    if (reason.trim() === '' || passphrase === '') return
    if ((await remove.run({ certificate, reason, passphrase })).ok) onDone()
  }
  return (
    <ConfirmDialog
      open
      destructive
      title={t('plant.remove.title')}
      consequences={[t('plant.remove.key'), t('plant.remove.signed'), t('plant.remove.next')]}
      confirm={{ label: t('plant.remove.do'), busy: remove.busy, onPress: () => void send() }}
      onCancel={onClose}
      error={remove.error}
    >
      <TextInput label={t('reason')} help={t('plant.remove.reasonHelp')} value={reason} onChange={setReason} lines={2} maxLength={600} error={tried && reason.trim() === '' ? t('reasonMissing') : undefined} />
      <OwnPassphrase value={passphrase} onChange={setPassphrase} tried={tried} />
    </ConfirmDialog>
  )
}
