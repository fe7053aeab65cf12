import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import type { Stage } from '../../../../shared/report/stage.ts'
import { submissionChannels, type SubmissionChannel } from '../../../../shared/report/submission.ts'
import { useCoreClock } from '../../../api/core-clock.ts'
import { useCommand } from '../../../api/hooks.ts'
import { FormDialog } from '../../../ui/FormDialog.tsx'
import { ChoiceInput } from '../../../ui/form/ChoiceInput.tsx'
import { InstantField } from '../../../ui/form/InstantField.tsx'
import { TextInput } from '../../../ui/form/TextInput.tsx'
import { useReportWords } from '../../report/index.ts'
import { proposedRelease } from './proposed-release.ts'

const withoutFile = 'without-file'

/** That a report reached the authority: when, by which way, by whom. Only this meets the deadline. */
export function HandedInDialog({ view, stage, channel: way, onClose }: { readonly view: IncidentView; readonly stage: Stage; readonly channel: SubmissionChannel | null; onClose(): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { words } = useReportWords()
  const { clock } = useCoreClock()
  const submit = useCommand('submissions.record')
  const { incident } = view
  const releases = view.releases.filter((release) => release.content === 'report' && release.stage === stage)
  const [release, setRelease] = useState<string>(proposedRelease(view, stage)?.id ?? withoutFile)
  const [channel, setChannel] = useState<SubmissionChannel>(way ?? (releases.length === 0 ? 'phone' : 'portal'))
  const [instant, setInstant] = useState<number | null>(null)
  const [by, setBy] = useState('')
  const [reference, setReference] = useState('')
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const chosen = releases.find((candidate) => candidate.id === release) ?? null
  const early = chosen !== null && instant !== null && instant < chosen.releasedAt - 60_000
  const again = view.submissions.some((submission) => submission.stage === stage)
  const run = async (): Promise<void> => {
    if (instant === null) return setAsked(true)
    const outcome = await submit.run({
      incident: incident.id,
      stage,
      release: chosen?.id ?? null,
      recipient: chosen?.recipient ?? null,
      instant,
      channel,
      by: by.trim(),
      authorityReference: reference.trim(),
      note: note.trim(),
      reason: null,
    })
    if (outcome.ok) onClose()
  }
  return (
    <FormDialog
      title={t('submission.title', { stage: words.stages[stage], number: incident.number })}
      lead={again ? t('submission.again') : t('submission.lead')}
      forward={{ label: t('submission.do'), busy: submit.busy, onPress: () => void run() }}
      onCancel={onClose}
      error={submit.error}
    >
      <InstantField
        label={t('submission.when')}
        help={early ? t('submission.early') : undefined}
        value={instant}
        onChange={setInstant}
        zone={incident.zone}
        now={() => clock.now()}
        autoFocus
        error={asked && instant === null ? t('halfTyped') : undefined}
      />
      <ChoiceInput
        label={t('submission.channel')}
        value={channel}
        onChange={setChannel}
        choices={submissionChannels.map((value) => ({ value, label: words.channels[value] }))}
        placeholder={words.values.open}
      />
      <ChoiceInput
        label={t('submission.release')}
        value={release}
        onChange={setRelease}
        choices={[
          ...[...releases].reverse().map((candidate) => ({ value: candidate.id, label: t('reports.version', { version: candidate.version, recipient: candidate.recipientName }) })),
          { value: withoutFile, label: t('submission.withoutFile') },
        ]}
        placeholder={words.values.open}
      />
      <TextInput label={t('submission.by')} help={t('submission.byHelp')} value={by} onChange={setBy} maxLength={160} />
      <TextInput label={t('submission.reference')} help={t('submission.referenceHelp')} value={reference} onChange={setReference} maxLength={120} />
      <TextInput label={t('submission.note')} value={note} onChange={setNote} maxLength={600} />
    </FormDialog>
  )
}
