import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { monthsSchema } from '../../../shared/retention/rules.ts'
import { useCommand } from '../../api/hooks.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import type { KeepingRule } from './keeping-rule.ts'
import type {} from './texts.ts'

/** Decides how long one kind is kept, with a reason. */
export function DecideDialog({ rule, onClose }: { readonly rule: KeepingRule; onClose(): void }): ReactElement {
  const { t } = useTranslation('audit')
  const decide = useCommand('retention.decide')
  const before = rule.decision === null ? rule.proposed : rule.decision.months
  const [typed, setTyped] = useState(before === null ? '' : String(before))
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const months = typed.trim() === '' ? null : monthsSchema.safeParse(Number(typed))
  const wrong = months !== null && !months.success
  const submit = async (): Promise<void> => {
    if (wrong || reason.trim() === '') return setAsked(true)
    const outcome = await decide.run({ kind: rule.kind, months: months?.data ?? null, reason: reason.trim() })
    if (outcome.ok) onClose()
  }
  return (
    <FormDialog title={t('keeping.decideTitle', { kind: t(`keeping.kind.${rule.kind}`) })} forward={{ label: t('keeping.decideDo'), busy: decide.busy, onPress: () => void submit() }} onCancel={onClose} error={decide.error}>
      <TextInput label={t('keeping.decideMonths')} help={t('keeping.decideMonthsHelp')} value={typed} onChange={setTyped} maxLength={3} error={asked && wrong ? t('keeping.decideMonthsWrong') : undefined} />
      <TextInput label={t('keeping.decideReason')} value={reason} onChange={setReason} lines={2} maxLength={600} error={asked && reason.trim() === '' ? t('keeping.decideReasonMissing') : undefined} />
    </FormDialog>
  )
}
