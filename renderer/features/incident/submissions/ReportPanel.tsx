import Box from '@mui/material/Box'
import MuiLink from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import type { Release } from '../../../../shared/report/release.ts'
import type { Stage } from '../../../../shared/report/stage.ts'
import type { Action } from '../../../ui/ActionButton.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import { shortTime } from '../../../ui/short-time.ts'
import { ApprovalLine } from '../../approval/index.ts'
import { inSentence, useReportWords } from '../../report/index.ts'
import { useLeftText } from '../../clock/clock-words.ts'
import { isHandInNext, stagesOf } from '../next-step.ts'
import { incidentPaths } from '../paths.ts'
import { AcknowledgeDialog } from './AcknowledgeDialog.tsx'
import { dueWords } from '../ladder/due-words.ts'

type SubmissionRow = IncidentView['submissions'][number]

/** Every report of the incident: what was released, what was handed in, what the authority answered. */
export function ReportPanel({ view }: { readonly view: IncidentView }): ReactElement {
  const [acknowledging, setAcknowledging] = useState<SubmissionRow | null>(null)
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      {stagesOf(view).map((stage) => (
        <StageReports key={stage} view={view} stage={stage} onAcknowledge={setAcknowledging} />
      ))}
      <Evidence view={view} />
      {acknowledging === null ? null : <AcknowledgeDialog submission={acknowledging} onClose={() => setAcknowledging(null)} />}
    </Box>
  )
}

function StageReports({ view, stage, onAcknowledge }: { readonly view: IncidentView; readonly stage: Stage; onAcknowledge(submission: SubmissionRow): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { words, language } = useReportWords()
  const [, navigate] = useLocation()
  const remainingText = useLeftText()
  const { incident } = view
  const releases = view.releases.filter((release) => release.content === 'report' && release.stage === stage)
  const submissions = view.submissions.filter((submission) => submission.stage === stage)
  const due = view.deadlines.find((deadline) => deadline.stage === stage && deadline.state === 'running')
  const name = inSentence(words.stages[stage], language)
  const actions: Action[] =
    incident.closedAt !== null
      ? []
      : [
          { label: releases.length === 0 ? t('reports.write', { stage: name }) : t('reports.correct', { stage: name }), needs: 'report.write', onPress: () => navigate(incidentPaths.form(incident.id, stage)) },
          // After a submission only a version that nobody named yet can still be handed in.
          ...(!isHandInNext(view, stage) && (submissions.length === 0 || releases.some((release) => !submissions.some((submission) => submission.release === release.id)))
            ? [{ label: t('reports.handIn', { stage: name }), onPress: () => navigate(incidentPaths.handedIn(incident.id, stage)) }]
            : []),
        ]
  return (
    <Section title={words.stages[stage]}>
      <Typography sx={(theme) => ({ color: theme.colours.quietText })}>
        {due === undefined
          ? submissions.length === 0
            ? t('reports.notDue')
            : t('reports.nothingRuns')
          : due.assumed
            ? t('ladder.assumed', { time: shortTime(due.due, due.zone, language) })
            : `${t(dueWords(due), { time: shortTime(due.due, due.zone, language) })}, ${remainingText(due.due)}`}
      </Typography>
      {releases.length === 0 && submissions.length === 0 ? <Typography sx={{ marginTop: 0.5 }}>{t('reports.none')}</Typography> : null}
      {actions.length === 0 ? null : (
        <Box data-print="no" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginBlock: 1 }}>
          {actions.map((action) => (
            <ActionButton key={action.label} action={action} />
          ))}
        </Box>
      )}
      <Releases releases={releases} incident={incident.id} zone={incident.zone} />
      {submissions.map((submission) => (
        <SubmissionFacts key={submission.id} submission={submission} view={view} onAcknowledge={() => onAcknowledge(submission)} />
      ))}
    </Section>
  )
}

function Releases({ releases, incident, zone }: { readonly releases: readonly Release[]; readonly incident: string; readonly zone: string }): ReactElement | null {
  const { t } = useTranslation('incident')
  const { language } = useReportWords()
  if (releases.length === 0) return null
  const replaced = new Set(releases.flatMap((release) => (release.supersedes === null ? [] : [release.supersedes])))
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, marginTop: 1, padding: 0 }}>
      {[...releases].reverse().map((release) => (
        <Box component="li" key={release.id} sx={(theme) => ({ paddingBlock: 1, borderTop: `1px solid ${theme.colours.line}` })}>
          <Link href={incidentPaths.released(incident, release.id)} asChild>
            <MuiLink sx={{ fontWeight: 700 }}>{t('reports.version', { version: release.version, recipient: release.recipientName })}</MuiLink>
          </Link>
          <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
            {t('reports.released', { time: shortTime(release.releasedAt, zone, language) })}
            {replaced.has(release.id) ? `, ${t('reports.replaced')}` : ''}
            {release.reason === null ? '' : `. ${t('reports.reason', { reason: release.reason })}`}
          </Typography>
          <ApprovalLine incident={incident} subject={release.id} zone={zone} />
        </Box>
      ))}
    </Box>
  )
}

function SubmissionFacts({ submission, view, onAcknowledge }: { readonly submission: SubmissionRow; readonly view: IncidentView; onAcknowledge(): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { words, language } = useReportWords()
  const statement = view.statements.findLast((candidate) => candidate.id === submission.statement || candidate.supersedes === submission.statement)
  const corrected = statement !== undefined && statement.id !== submission.statement
  const time = shortTime(submission.instant, submission.zone, language)
  return (
    <Box sx={(theme) => ({ paddingBlock: 1, borderTop: `1px solid ${theme.colours.line}` })}>
      <Typography sx={{ fontWeight: 700 }}>
        {t('reports.handedIn', { channel: words.channels[submission.channel] })} {corrected ? <del>{time}</del> : time}
        {corrected && statement.instant !== null ? ` ${shortTime(statement.instant, statement.zone, language)}` : ''}
      </Typography>
      <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText, overflowWrap: 'anywhere' })}>
        {[
          submission.by === '' ? null : t('reports.by', { by: submission.by }),
          submission.authorityReference === '' ? null : t('reports.reference', { reference: submission.authorityReference }),
          submission.release === null ? t('reports.withoutFile') : null,
          submission.note === '' ? null : submission.note,
        ]
          .filter((part) => part !== null)
          .join('. ')}
      </Typography>
      {submission.acknowledgements.map((answer) => (
        <Typography key={answer.id} sx={{ marginTop: 0.5, overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
          {t('reports.answered', { time: shortTime(answer.instant, submission.zone, language) })}
          {answer.reference === '' ? '' : ` ${t('reports.reference', { reference: answer.reference })}.`}
          {answer.text === '' ? '' : ` ${answer.text}`}
        </Typography>
      ))}
      <Box sx={{ marginTop: 1 }}>
        <ActionButton action={{ label: t('reports.acknowledge'), needs: 'report.write', onPress: onAcknowledge }} weight="plain" />
      </Box>
    </Box>
  )
}

/** Evidence leaves in a file of its own, never inside the report. */
function Evidence({ view }: { readonly view: IncidentView }): ReactElement | null {
  const { t } = useTranslation('incident')
  const releases = view.releases.filter((release) => release.content === 'evidence')
  const [, navigate] = useLocation()
  if (releases.length === 0 && view.attachments.length === 0) return null
  return (
    <Section
      title={t('evidence.title')}
      actions={
        view.attachments.length === 0 ? undefined : <ActionButton action={{ label: t('evidence.release'), needs: 'report.release', onPress: () => navigate(incidentPaths.evidence(view.incident.id)) }} />
      }
    >
      <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('evidence.lead')}</Typography>
      <Releases releases={releases} incident={view.incident.id} zone={view.incident.zone} />
    </Section>
  )
}
