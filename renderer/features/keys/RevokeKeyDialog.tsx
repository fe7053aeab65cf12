import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand } from '../../api/hooks.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { InstantField } from '../../ui/form/InstantField.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import type { ShownKey } from './shown-key.ts'
import { OwnPassphrase } from './OwnPassphrase.tsx'
import type {} from './texts.ts'

/** Takes back the trust in a key that somebody else may have. */
export function RevokeKeyDialog({ shown, zone, onClose, onDone }: { readonly shown: ShownKey; readonly zone: string; onClose(): void; onDone(): void }): ReactElement {
  const { t } = useTranslation('keys')
  const { clock } = useCoreClock()
  const revoke = useCommand('keys.revoke')
  const [since, setSince] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const send = async (): Promise<void> => {
    setTried(true)
    if (since === null || reason.trim() === '' || passphrase === '') return
    if ((await revoke.run({ key: shown.id, since, reason, passphrase })).ok) onDone()
  }
  const isSite = shown.kind === 'site'
  return (
    <ConfirmDialog
      open
      destructive
      title={t('revoke.title', { name: shown.name ?? t('nameErased') })}
      consequences={[t('revoke.all'), ...(isSite && shown.signed > 0 ? [t('revoke.signed', { count: shown.signed })] : []), ...(isSite && shown.state === 'in-use' ? [t('revoke.new')] : []), t('revoke.learn'), t('revoke.forGood')]}
      confirm={{ label: t('revoke.do'), busy: revoke.busy, onPress: () => void send() }}
      onCancel={onClose}
      error={revoke.error}
    >
      <InstantField label={t('revoke.since')} help={t('revoke.sinceHelp')} value={since} onChange={setSince} zone={zone} now={() => clock.now()} error={tried && since === null ? t('revoke.sinceMissing') : undefined} />
      <TextInput label={t('reason')} help={t('revoke.reasonHelp')} value={reason} onChange={setReason} maxLength={200} error={tried && reason.trim() === '' ? t('reasonMissing') : undefined} />
      <OwnPassphrase value={passphrase} onChange={setPassphrase} tried={tried} />
    </ConfirmDialog>
  )
}
