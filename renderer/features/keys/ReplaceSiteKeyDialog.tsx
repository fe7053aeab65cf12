import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/hooks.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import type { ShownKey } from './shown-key.ts'
import { OwnPassphrase } from './OwnPassphrase.tsx'
import { useSecondForKey } from './SecondForKey.tsx'
import type {} from './texts.ts'

/** A new key for a site whose old one is still in the right hands. */
export function ReplaceSiteKeyDialog({ shown, onClose, onDone }: { readonly shown: ShownKey; onClose(): void; onDone(): void }): ReactElement {
  const { t } = useTranslation('keys')
  const replace = useCommand('keys.replaceSite')
  const [reason, setReason] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const second = useSecondForKey(tried)
  const send = async (): Promise<void> => {
    setTried(true)
    if (reason.trim() === '' || passphrase === '' || second.sent === undefined) return
    if ((await replace.run({ site: shown.owner, reason, passphrase, second: second.sent })).ok) onDone()
    else second.forget()
  }
  return (
    <ConfirmDialog
      open
      title={t('replace.title', { name: shown.name ?? '' })}
      consequences={[t('replace.new'), t('replace.old'), t('replace.card')]}
      confirm={{ label: t('replace.do'), busy: replace.busy, onPress: () => void send() }}
      onCancel={onClose}
      error={replace.error}
    >
      <TextInput label={t('reason')} help={t('replace.reasonHelp')} value={reason} onChange={setReason} lines={2} maxLength={600} error={tried && reason.trim() === '' ? t('reasonMissing') : undefined} />
      <OwnPassphrase value={passphrase} onChange={setPassphrase} tried={tried} />
      {second.fields}
    </ConfirmDialog>
  )
}
