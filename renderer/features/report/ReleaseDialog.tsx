import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import type { Recipient } from '../../../shared/entity/entity.ts'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import type { Language } from '../../../shared/report/language.ts'
import type { Release } from '../../../shared/report/release.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import { tlpCode } from '../../../shared/report/tlp.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { BesideFields, besideInput, isComplete, nobodyBeside, type BesideEntry } from './BesideFields.tsx'
import { inSentence, useReportWords } from './report-words.ts'
import type { ReviewChoice } from './review-choice.ts'

/** What exactly happens at a release, and the last press. */
export function ReleaseDialog({
  view,
  stage,
  recipient,
  language,
  choice,
  preview,
  replaced,
  onCancel,
  onReleased,
}: {
  readonly view: IncidentView
  readonly stage: Stage
  readonly recipient: Recipient
  readonly language: Language
  readonly choice: ReviewChoice
  readonly preview: ReplyTo<'reports.preview'>
  readonly replaced: Release | null
  onCancel(): void
  onReleased(release: Release): void
}): ReactElement {
  const { t } = useTranslation('report-form')
  const { t: tApproval } = useTranslation('approval')
  const { words, language: screen } = useReportWords()
  const release = useCommand('reports.release')
  const { value: approvals } = useQuery('approvals.list', { incident: view.incident.id })
  const [beside, setBeside] = useState<BesideEntry>(nobodyBeside)
  const [asked, setAsked] = useState(false)
  const possible = approvals?.finalReport.possible ?? []
  const needsTwo = stage === 'final' && approvals?.finalReport.rule === 'two'
  const asks = needsTwo && possible.length > 0
  const stageName = inSentence(words.stages[stage], screen)
  const { askedByForm, open, notKnown } = preview.review
  const personal = preview.leaving.filter((part) => part.personal).length
  const due = view.deadlines.find((deadline) => deadline.stage === stage && deadline.state === 'running' && !deadline.assumed)
  const consequences = [
    t('consequence.freeze', { stage: stageName, version: preview.version, recipient: recipient.name }),
    t('consequence.leaves', { count: preview.leaving.length, personal, code: tlpCode(choice.tlp) }),
    ...(replaced === null ? [] : [t('consequence.replaces', { version: replaced.version, reason: choice.reason.trim() })]),
    ...(askedByForm.length + open.length === 0 ? [] : [t('consequence.open', { count: askedByForm.length + open.length })]),
    ...(notKnown.length === 0 ? [] : [t('consequence.notKnown', { count: notKnown.length })]),
    t('consequence.notSent'),
    ...(due === undefined ? [] : [t('consequence.clock', { due: displayText(due.due, due.zone, screen) })]),
    ...(asks && beside.how === 'second' && approvals?.finalReport.leaves === true ? [tApproval('final.leaves')] : []),
    ...(needsTwo && possible.length === 0 ? [tApproval('final.nobodyElse')] : []),
    t('consequence.correctable'),
  ]
  const confirm = async (): Promise<void> => {
    if (asks && !isComplete(beside)) return setAsked(true)
    const outcome = await release.run({
      incident: view.incident.id,
      stage,
      recipient: recipient.id,
      language,
      tlp: choice.tlp,
      reason: replaced === null ? null : choice.reason.trim(),
      ...(asks ? besideInput(beside) : {}),
    })
    setBeside((entry) => ({ ...entry, second: { ...entry.second, passphrase: '' } }))
    setAsked(false)
    if (outcome.ok) onReleased(outcome.value)
  }
  return (
    <ConfirmDialog
      open
      title={t('release.confirmTitle', { stage: words.stages[stage], number: view.incident.number })}
      consequences={consequences}
      confirm={{ label: t('release.do', { stage: stageName }), busy: release.busy, onPress: () => void confirm() }}
      onCancel={onCancel}
      error={release.error}
      {...(release.busy ? { children: <ProgressNotice label={t('release.working')} /> } : asks ? { children: <BesideFields entry={beside} onChange={setBeside} possible={possible} asked={asked} /> } : {})}
    />
  )
}
