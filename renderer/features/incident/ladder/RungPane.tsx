import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import type { Instant } from '../../../../shared/ports/clock.ts'
import type { Action } from '../../../ui/ActionButton.tsx'
import { DetailPane } from '../../../ui/DetailPane.tsx'
import { inSentence, useReportWords } from '../../report/index.ts'
import { isHandInNext } from '../next-step.ts'
import { incidentPaths } from '../paths.ts'
import type { StatementStart } from '../statements/StatementDialog.tsx'
import { StatementPane } from '../statements/StatementPane.tsx'
import { DeadlinePane } from './DeadlinePane.tsx'
import { ladder } from './ladder.ts'

/** What stands behind a rung of the ladder. */
export function RungPane({
  view,
  rung: id,
  now,
  onState,
  onClose,
}: {
  readonly view: IncidentView
  readonly rung: string
  readonly now: Instant
  onState(start: StatementStart): void
  onClose(): void
}): ReactElement | null {
  const { t } = useTranslation('incident')
  const { words, language } = useReportWords()
  const [, navigate] = useLocation()
  const rung = ladder(view, now).find((candidate) => candidate.id === id)
  const { incident } = view
  if (rung === undefined) return null
  switch (rung.kind) {
    case 'statement':
      return <StatementPane view={view} anchor={rung.anchor} onState={onState} onClose={onClose} />
    case 'deadline': {
      const { stage, state } = rung.deadline
      const name = inSentence(words.stages[stage], language)
      const actions: readonly Action[] =
        state === 'running' && incident.closedAt === null
          ? [
              { label: t('reports.write', { stage: name }), needs: 'report.write', onPress: () => navigate(incidentPaths.form(incident.id, stage)) },
              ...(isHandInNext(view, stage) ? [] : [{ label: t('reports.handIn', { stage: name }), onPress: () => navigate(incidentPaths.handedIn(incident.id, stage)) }]),
            ]
          : []
      return <DeadlinePane view={view} deadline={rung.deadline} actions={actions} onClose={onClose} />
    }
    case 'ahead':
      return (
        <DetailPane title={words.stages[rung.stage]} onClose={onClose}>
          <Typography>{t('deadline.aheadOf', { anchor: t(`deadline.anchor.${rung.waitsFor}`) })}</Typography>
        </DetailPane>
      )
  }
}
