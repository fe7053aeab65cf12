import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Anchor } from '../../../../shared/clock/anchor.ts'
import { checkStatement, futureTolerance, type Finding } from '../../../../shared/clock/check-statement.ts'
import { displayText } from '../../../../shared/clock/time-text.ts'
import type { Statement } from '../../../../shared/clock/statement.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import type { Stage } from '../../../../shared/report/stage.ts'
import { useCoreClock } from '../../../api/core-clock.ts'
import { useCommand } from '../../../api/hooks.ts'
import { FormDialog } from '../../../ui/FormDialog.tsx'
import { ChoiceInput } from '../../../ui/form/ChoiceInput.tsx'
import { InstantField } from '../../../ui/form/InstantField.tsx'
import { TextInput } from '../../../ui/form/TextInput.tsx'
import { SeverityShape } from '../../../ui/SeverityMark.tsx'
import { useReportWords } from '../../report/index.ts'
import { isHalfTyped } from '../half-typed.ts'
import { correctable } from './stated-now.ts'

/** Anchors a person states here. Released and submitted come with the release and the record of handing in. */
export const stateable = ['detected', 'known', 'aware', 'handled', 'request'] as const satisfies readonly Anchor[]
/** One of them. */
export type Stateable = (typeof stateable)[number]

/** What the dialog opens with. */
export interface StatementStart {
  readonly anchor: Stateable
  /** The statement to correct; `null` states it for the first time, or as a further request. */
  readonly correct: Statement | null
}

/** States a moment, or corrects one: a correction is a new signed statement and needs its reason. */
export function StatementDialog({ view, start, onClose }: { readonly view: IncidentView; readonly start: StatementStart | null; onClose(): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { words, language } = useReportWords()
  const { clock } = useCoreClock()
  const record = useCommand('statements.record')
  const { incident } = view
  const [anchor, setAnchor] = useState<Stateable>(start?.anchor ?? 'known')
  const [stage, setStage] = useState<Stage>(start?.correct?.stage ?? 'intermediate')
  const [instant, setInstant] = useState<number | null>(start?.correct?.instant ?? null)
  const [dueBy, setDueBy] = useState<number | null>(start?.correct?.dueBy ?? null)
  const [basis, setBasis] = useState('')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [dueByHalf, setDueByHalf] = useState(false)
  const dueByInput = useRef<HTMLInputElement>(null)
  const corrected = anchor === start?.anchor && start.correct !== null ? start.correct : anchor === 'request' ? null : correctable(view.statements, anchor)
  const isRequest = anchor === 'request'
  const fields = { anchor, stage: isRequest ? stage : null, instant, dueBy: isRequest ? dueBy : null, basis: basis.trim(), supersedes: corrected?.id ?? null, reason: reason.trim() === '' ? null : reason.trim() }
  const findings = instant === null ? [] : judge(view, fields, clock.now())
  const mayMissReason = corrected === null && !findings.some((finding) => finding.code.startsWith('aware-later'))
  const submit = async (): Promise<void> => {
    const half = isRequest && isHalfTyped(dueByInput.current, dueBy)
    setAsked(true)
    setDueByHalf(half)
    if (half || instant === null || findings.some((finding) => finding.severity !== 'warn')) return
    const outcome = await record.run({ incident: incident.id, ...fields })
    if (outcome.ok) onClose()
  }
  return (
    <FormDialog
      title={corrected === null ? t('statement.title') : t('statement.correctTitle', { what: words.anchors[anchor] })}
      lead={corrected === null ? t('statement.lead') : corrected.instant === null ? t('statement.withdrawnLead') : t('statement.correctLead', { time: displayText(corrected.instant, corrected.zone, language) })}
      forward={{ label: corrected === null ? t('statement.do') : t('statement.doCorrect'), busy: record.busy, onPress: () => void submit() }}
      onCancel={onClose}
      error={record.error}
    >
      {start === null ? (
        <ChoiceInput
          label={t('statement.what')}
          value={anchor}
          onChange={setAnchor}
          choices={stateable.map((value) => ({ value, label: words.anchors[value] }))}
          help={t(`statement.means.${anchor}`)}
          placeholder={words.values.open}
        />
      ) : null}
      <InstantField
        label={start === null ? t('statement.when') : words.anchors[anchor]}
        help={start === null ? undefined : t(`statement.means.${anchor}`)}
        value={instant}
        onChange={setInstant}
        zone={incident.zone}
        now={() => clock.now()}
        autoFocus={start !== null}
        error={asked && instant === null ? t('halfTyped') : undefined}
      />
      {isRequest ? (
        <>
          <ChoiceInput
            label={t('statement.stage')}
            value={stage}
            onChange={setStage}
            choices={(['intermediate', 'progress', 'notification', 'final'] as const).map((value) => ({ value, label: words.stages[value] }))}
            placeholder={words.values.open}
          />
          <InstantField
            label={t('statement.dueBy')}
            help={t('statement.dueByHelp')}
            ref={dueByInput}
            value={dueBy}
            onChange={(at) => {
              setDueBy(at)
              setDueByHalf(false)
            }}
            zone={incident.zone}
            now={() => clock.now()}
            mayLieAhead
            error={dueByHalf ? t('halfTyped') : undefined}
          />
        </>
      ) : null}
      <TextInput label={t('statement.basis')} help={t('statement.basisHelp')} value={basis} onChange={setBasis} maxLength={1000} />
      {mayMissReason ? null : <TextInput label={t('statement.reason')} help={t('statement.reasonHelp')} value={reason} onChange={setReason} maxLength={600} />}
      <Findings findings={asked ? findings : findings.filter((finding) => finding.severity !== 'needs-reason')} />
    </FormDialog>
  )
}

/** The same rules that the core applies, so that nobody learns of them only after a press. */
function judge(view: IncidentView, fields: Pick<Statement, 'anchor' | 'stage' | 'instant' | 'dueBy' | 'basis' | 'supersedes' | 'reason'>, now: number): Finding[] {
  const next: Statement = { ...fields, id: '', incident: view.incident.id, law: null, zone: view.incident.zone, author: '', confirmed: true, recordedAt: now }
  return checkStatement(view.statements, next, { now, tolerance: futureTolerance })
}

function Findings({ findings }: { readonly findings: readonly Finding[] }): ReactElement | null {
  const { t } = useTranslation('incident')
  if (findings.length === 0) return null
  return (
    <Box role="status" sx={{ display: 'flex', flexDirection: 'column', gap: 0.5 }}>
      {findings.map((finding) => (
        <Box key={finding.code} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <SeverityShape severity={finding.severity === 'warn' ? 'medium' : 'critical'} size={12} />
          <Typography>{t(`finding.${finding.code}`)}</Typography>
        </Box>
      ))}
    </Box>
  )
}
