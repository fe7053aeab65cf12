import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import { useCoreClock } from '../../../api/core-clock.ts'
import { useCommand } from '../../../api/hooks.ts'
import { FormDialog } from '../../../ui/FormDialog.tsx'
import { InstantField } from '../../../ui/form/InstantField.tsx'
import { TextInput } from '../../../ui/form/TextInput.tsx'

/** The authority answered: its reference, and what it said (NIS2 Art 23(5)). */
export function AcknowledgeDialog({ submission, onClose }: { readonly submission: IncidentView['submissions'][number]; onClose(): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { clock } = useCoreClock()
  const acknowledge = useCommand('submissions.acknowledge')
  const [instant, setInstant] = useState<number | null>(null)
  const [reference, setReference] = useState('')
  const [text, setText] = useState('')
  const [asked, setAsked] = useState(false)
  const empty = reference.trim() === '' && text.trim() === ''
  const submit = async (): Promise<void> => {
    if (instant === null || empty) return setAsked(true)
    const outcome = await acknowledge.run({ submission: submission.id, instant, reference: reference.trim(), text: text.trim() })
    if (outcome.ok) onClose()
  }
  return (
    <FormDialog
      title={t('acknowledge.title')}
      lead={t('acknowledge.lead')}
      forward={{ label: t('acknowledge.do'), busy: acknowledge.busy, onPress: () => void submit() }}
      onCancel={onClose}
      error={acknowledge.error}
    >
      <InstantField
        label={t('acknowledge.when')}
        value={instant}
        onChange={setInstant}
        zone={submission.zone}
        now={() => clock.now()}
        autoFocus
        error={asked && instant === null ? t('halfTyped') : undefined}
      />
      <TextInput label={t('submission.reference')} value={reference} onChange={setReference} maxLength={120} error={asked && empty ? t('acknowledge.empty') : undefined} />
      <TextInput label={t('acknowledge.text')} value={text} onChange={setText} maxLength={2000} lines={3} />
    </FormDialog>
  )
}
