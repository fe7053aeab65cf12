import Box from '@mui/material/Box'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import { isStage } from '../../../shared/report/stage.ts'
import { submissionChannels } from '../../../shared/report/submission.ts'
import { useNow } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { useMedia } from '../../ui/use-media.ts'
import type { Action } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { OpenApprovals } from '../approval/index.ts'
import { inSentence, useReportWords } from '../report/index.ts'
import { AffectedPanel } from './affected/AffectedPanel.tsx'
import { AttachmentPanel } from './affected/AttachmentPanel.tsx'
import { ClockCheck } from './ClockCheck.tsx'
import { DecideDialog } from './DecideDialog.tsx'
import { EvidenceDialog } from './submissions/EvidenceDialog.tsx'
import { IncidentMenu } from './IncidentMenu.tsx'
import { IncidentParts } from './IncidentParts.tsx'
import { ClockLadder } from './ladder/ClockLadder.tsx'
import type { Rung } from './ladder/ladder.ts'
import { RungPane } from './ladder/RungPane.tsx'
import { nextStep } from './next-step.ts'
import { incidentParts, incidentPaths, type IncidentPart } from './paths.ts'
import { StandingMark } from './StandingMark.tsx'
import { StatementDialog, type StatementStart } from './statements/StatementDialog.tsx'
import { HandedInDialog } from './submissions/HandedInDialog.tsx'

/** CSS pixels from which ladder, chronology and what is affected stand side by side. */
const threeFrom = 1280

/** One incident: the clock at the left, what happened in the middle, what is affected at the right. */
export function IncidentPage({ id, part, detail, more }: { readonly id: string; readonly part: string | undefined; readonly detail: string | undefined; readonly more: string | undefined }): ReactElement {
  const { t } = useTranslation('incident')
  const { value: view, error, refresh } = useQuery('incidents.get', { incident: id }, { every: 60_000 })
  if (view === undefined) {
    return <Page title={t('page.opening')}>{error === null ? null : <ErrorNotice error={error} actions={[{ label: t('list.again'), onPress: refresh }]} />}</Page>
  }
  return <Incident view={view} part={part} detail={detail} more={more} />
}

function Incident({ view, part, detail, more }: { readonly view: IncidentView; readonly part: string | undefined; readonly detail: string | undefined; readonly more: string | undefined }): ReactElement {
  const { t } = useTranslation('incident')
  const [, navigate] = useLocation()
  const { incident } = view
  const three = useMedia(`(min-width: ${threeFrom}px)`)
  const now = useNow(10_000)
  const [opened, setOpened] = useState<string | null>(null)
  const [stating, setStating] = useState<{ readonly start: StatementStart | null } | null>(null)
  const primary = usePrimary(view)
  const shown: IncidentPart = incidentParts.find((known) => known === part) ?? 'chronology'
  const home = (): void => navigate(incidentPaths.incident(incident.id), { replace: true })
  const open = (rung: Rung): void => {
    const decides = rung.kind === 'statement' && rung.anchor === 'aware' && incident.significance === 'undecided'
    if (decides) navigate(incidentPaths.decide(incident.id))
    else setOpened(rung.id)
  }
  const ladder = <ClockLadder view={view} now={now} direction={three ? 'column' : 'row'} current={opened} onOpen={open} />
  const side = (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <AffectedPanel view={view} />
      <AttachmentPanel view={view} />
    </Box>
  )
  const parts = <IncidentParts view={view} part={shown} side={three ? null : side} onPart={(next) => navigate(incidentPaths.part(incident.id, next), { replace: true })} />
  return (
    <Page
      title={t('page.title', { number: incident.number, title: incident.title })}
      beside={<StandingMark incident={incident} siteName={view.siteName} />}
      primary={primary}
      secondary={incident.closedAt === null ? [{ label: t('page.state'), onPress: () => setStating({ start: null }) }] : []}
      pane={opened === null ? undefined : <RungPane key={opened} view={view} rung={opened} now={now} onState={(start) => setStating({ start })} onClose={() => setOpened(null)} />}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <ClockCheck incident={incident} />
        <OpenApprovals incident={incident.id} zone={incident.zone} />
        {three ? (
          <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: opened === null ? '15.5rem minmax(0, 1fr) 20rem' : '15.5rem minmax(0, 1fr)', alignItems: 'start' }}>
            <Box data-pane="ladder" sx={{ position: 'sticky', top: 16 }}>
              {ladder}
              <IncidentMenu view={view} />
            </Box>
            <Box data-pane="chronology">{parts}</Box>
            {opened === null ? <Box data-pane="affected">{side}</Box> : null}
          </Box>
        ) : (
          <>
            <Box data-pane="ladder" sx={(theme) => ({ backgroundColor: theme.colours.surface, borderBlock: `1px solid ${theme.colours.line}`, marginInline: { xs: -1.5, md: -3 } })}>
              {ladder}
            </Box>
            <Box data-pane="chronology">{parts}</Box>
            <IncidentMenu view={view} />
          </>
        )}
      </Box>
      {part === 'decide' ? <DecideDialog view={view} onClose={home} /> : null}
      {part === 'evidence' ? <EvidenceDialog view={view} onClose={() => navigate(incidentPaths.reports(incident.id), { replace: true })} /> : null}
      {part === 'handed-in' && detail !== undefined && isStage(detail) ? (
        <HandedInDialog view={view} stage={detail} channel={submissionChannels.find((channel) => channel === more) ?? null} onClose={() => navigate(incidentPaths.reports(incident.id), { replace: true })} />
      ) : null}
      {stating === null ? null : <StatementDialog view={view} start={stating.start} onClose={() => setStating(null)} />}
    </Page>
  )
}

/** The one step that matters now, as the primary action. */
function usePrimary(view: IncidentView): Action | undefined {
  const { t } = useTranslation('incident')
  const { words, language } = useReportWords()
  const [, navigate] = useLocation()
  const { id } = view.incident
  const step = nextStep(view)
  switch (step.kind) {
    case 'decide':
      return { label: t('next.decide'), onPress: () => navigate(incidentPaths.decide(id)) }
    case 'write':
      return { label: t('next.write', { stage: inSentence(words.stages[step.stage], language) }), needs: 'report.write', onPress: () => navigate(incidentPaths.form(id, step.stage)) }
    case 'hand-in':
      return { label: t('next.handIn', { stage: inSentence(words.stages[step.stage], language) }), onPress: () => navigate(incidentPaths.handedIn(id, step.stage)) }
    case 'close':
    case 'none':
      return undefined
  }
}
