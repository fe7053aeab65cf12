import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../api/api.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import type { ShownError } from '../../ui/ErrorNotice.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import type {} from './texts.ts'

/** Takes a record off a list, with a reason; its history stays. */
export function RemoveDialog({
  name,
  label,
  consequences,
  error,
  busy,
  remove,
  onRemoved,
  onCancel,
}: {
  /** Name of what is removed. */
  readonly name: string
  /** Verb and object: "Remove asset". */
  readonly label: string
  readonly consequences: readonly string[]
  readonly error: ShownError | null
  readonly busy: boolean
  remove(reason: string): Promise<Outcome<unknown>>
  onRemoved(): void
  onCancel(): void
}): ReactElement {
  const { t } = useTranslation('editing')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim() === ''
  const send = async (): Promise<void> => {
    setTried(true)
    if (!missing && (await remove(reason)).ok) onRemoved()
  }
  return (
    <ConfirmDialog
      open
      destructive
      title={t('removeTitle', { name })}
      consequences={[...consequences, t('historyStays')]}
      confirm={{ label, busy, onPress: () => void send() }}
      onCancel={onCancel}
      error={error}
    >
      <TextInput label={t('reason')} help={t('reasonHelp')} value={reason} onChange={setReason} maxLength={600} lines={2} error={tried && missing ? t('reasonMissing') : undefined} />
    </ConfirmDialog>
  )
}
