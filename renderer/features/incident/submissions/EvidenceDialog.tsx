import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import { tlpCode, tlpLabels, type TlpLabel } from '../../../../shared/report/tlp.ts'
import { useQuery } from '../../../api/hooks.ts'
import { useJob } from '../../../api/use-job.ts'
import { FormDialog } from '../../../ui/FormDialog.tsx'
import { ChoiceInput } from '../../../ui/form/ChoiceInput.tsx'
import { TextInput } from '../../../ui/form/TextInput.tsx'
import { TickInput } from '../../../ui/form/TickInput.tsx'
import { ProgressNotice } from '../../../ui/ProgressNotice.tsx'
import { useReportWords } from '../../report/index.ts'
import { sizeText } from '../affected/size-text.ts'
import { incidentPaths } from '../paths.ts'

/** Releases attached files as a signed file of their own. */
export function EvidenceDialog({ view, onClose }: { readonly view: IncidentView; onClose(): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { words, language } = useReportWords()
  const [, navigate] = useLocation()
  const { value: listed } = useQuery('recipients.list', {})
  const job = useJob('evidence.release')
  const [recipient, setRecipient] = useState<string | null>(null)
  const [files, setFiles] = useState<readonly string[]>(view.attachments.map(({ file }) => file.id))
  const [tlp, setTlp] = useState<TlpLabel>('amber-strict')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const { incident } = view
  const recipients = listed?.recipients ?? []
  const proposed = recipients.find((other) => other.id === view.releases.at(-1)?.recipient) ?? recipients.find((other) => other.kind === 'authority' || other.kind === 'csirt') ?? recipients[0]
  const chosen = recipient ?? proposed?.id ?? null
  const replaces = view.releases.some((release) => release.content === 'evidence' && release.recipient === chosen)
  const problem = files.length === 0 ? t('evidence.noFiles') : chosen === null ? t('evidence.noRecipient') : replaces && reason.trim() === '' ? t('reasonMissing') : null
  const running = job.progress.state === 'running' ? job.progress : null
  const submit = async (): Promise<void> => {
    if (problem !== null || chosen === null) return setAsked(true)
    const outcome = await job.start({ incident: incident.id, recipient: chosen, language, tlp, files: [...files], reason: reason.trim() === '' ? null : reason.trim() })
    if (outcome.ok) navigate(incidentPaths.released(incident.id, outcome.value.id))
  }
  return (
    <FormDialog
      title={t('evidence.dialogTitle', { number: incident.number })}
      lead={t('evidence.dialogLead')}
      forward={{ label: t('evidence.do'), busy: running !== null, onPress: () => void submit() }}
      onCancel={() => {
        job.cancel()
        onClose()
      }}
      error={job.progress.state === 'failed' && job.progress.error.code !== 'cancelled' ? job.progress.error : null}
    >
      <TickInput
        label={t('evidence.files')}
        value={files}
        onChange={setFiles}
        choices={view.attachments.map(({ file }) => ({ value: file.id, label: `${file.name} (${sizeText(file.size, language)})` }))}
        error={asked && files.length === 0 ? t('evidence.noFiles') : undefined}
      />
      <ChoiceInput
        label={t('evidence.recipient')}
        value={chosen}
        onChange={setRecipient}
        choices={recipients.map((other) => ({ value: other.id, label: `${other.name} (${words.recipientKinds[other.kind]})` }))}
        placeholder={t('evidence.noRecipient')}
        error={asked && chosen === null ? t('evidence.noRecipient') : undefined}
      />
      <ChoiceInput
        label={t('evidence.sharing')}
        help={words.tlp[tlp]}
        value={tlp}
        onChange={setTlp}
        choices={tlpLabels.map((label) => ({ value: label, label: tlpCode(label) }))}
        placeholder={words.values.open}
      />
      {replaces ? <TextInput label={t('evidence.reason')} value={reason} onChange={setReason} maxLength={600} error={asked && reason.trim() === '' ? t('reasonMissing') : undefined} /> : null}
      {running === null ? null : <ProgressNotice label={t('evidence.working')} done={running.done} total={running.total} onCancel={job.cancel} />}
    </FormDialog>
  )
}
