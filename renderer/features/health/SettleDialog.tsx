import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/hooks.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import type {} from './texts.ts'

/** Says that what a damaged log lost was looked for and entered again. */
export function SettleDialog({ onClose }: { onClose(settled: boolean): void }): ReactElement {
  const { t } = useTranslation('health')
  const settle = useCommand('record.settle')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const submit = async (): Promise<void> => {
    if (reason.trim() === '') return setAsked(true)
    const outcome = await settle.run({ reason: reason.trim() })
    if (outcome.ok) onClose(true)
  }
  return (
    <FormDialog title={t('settle.title')} forward={{ label: t('settle.do'), busy: settle.busy, onPress: () => void submit() }} onCancel={() => onClose(false)} error={settle.error}>
      <TextInput label={t('settle.reason')} help={t('settle.reasonHelp')} value={reason} onChange={setReason} lines={2} maxLength={600} error={asked && reason.trim() === '' ? t('settle.reasonMissing') : undefined} />
    </FormDialog>
  )
}
