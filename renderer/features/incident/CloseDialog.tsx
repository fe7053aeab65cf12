import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import { useCommand } from '../../api/hooks.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { shortTime } from '../../ui/short-time.ts'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { useReportWords } from '../report/index.ts'

/** Closes an incident once nothing runs any more; a running deadline is named instead. */
export function CloseDialog({ view, onClose }: { readonly view: IncidentView; onClose(): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { words, language } = useReportWords()
  const close = useCommand('incidents.close')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const running = view.deadlines.filter((deadline) => deadline.state === 'running')
  const submit = async (): Promise<void> => {
    if (reason.trim() === '') return setAsked(true)
    const outcome = await close.run({ incident: view.incident.id, reason: reason.trim() })
    if (outcome.ok) onClose()
  }
  const consequences =
    running.length > 0
      ? running.map((deadline) => t('close.runs', { stage: words.stages[deadline.stage], time: shortTime(deadline.due, deadline.zone, language) }))
      : [t('close.leavesBar'), t('close.stays')]
  return (
    <ConfirmDialog
      open
      title={t('close.title', { number: view.incident.number })}
      consequences={consequences}
      confirm={{ label: t('close.do'), busy: close.busy, onPress: () => void submit(), ...(running.length > 0 ? { blockedBecause: t('close.blocked') } : {}) }}
      onCancel={onClose}
      error={close.error}
    >
      {running.length > 0 ? (
        <p>{t('close.blocked')}</p>
      ) : (
        <TextInput label={t('close.reason')} help={t('close.reasonHelp')} value={reason} onChange={setReason} maxLength={600} error={asked && reason.trim() === '' ? t('reasonMissing') : undefined} />
      )}
    </ConfirmDialog>
  )
}
