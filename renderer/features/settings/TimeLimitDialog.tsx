import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/hooks.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'

const most = 400

/** For how many days this PC may be switched off without its next start being suspect; with a reason. */
export function TimeLimitDialog({ days, onClose }: { readonly days: number; onClose(): void }): ReactElement {
  const { t } = useTranslation('clock')
  const change = useCommand('clock.setLimit')
  const [typed, setTyped] = useState(String(days))
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const amount = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  const fits = amount >= 1 && amount <= most
  const submit = async (): Promise<void> => {
    if (!fits || reason.trim() === '') return setAsked(true)
    const outcome = await change.run({ days: amount, reason })
    if (outcome.ok) onClose()
  }
  return (
    <FormDialog title={t('page.limitTitle')} lead={t('page.limitLead')} forward={{ label: t('page.limitDo'), busy: change.busy, onPress: () => void submit() }} onCancel={onClose} error={change.error}>
      <TextInput kind="number" characters={6} unit={t('page.limitUnit')} label={t('page.limitField')} value={typed} onChange={setTyped} autoFocus error={asked && !fits ? t('page.limitProblem') : undefined} />
      <TextInput label={t('page.limitReason')} lines={2} maxLength={600} value={reason} onChange={setReason} error={asked && reason.trim() === '' ? t('page.limitReasonMissing') : undefined} />
    </FormDialog>
  )
}
