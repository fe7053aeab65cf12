import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { incidentQuestions } from '../../../shared/incident/incident.ts'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import { ChronologyPanel } from './chronology/ChronologyPanel.tsx'
import type { IncidentPart } from './paths.ts'
import { QuestionPanel } from './QuestionPanel.tsx'
import { ReportPanel } from './submissions/ReportPanel.tsx'

/** The middle of an incident: chronology, questions, reports; and what is affected where it has no column of its own. */
export function IncidentParts({
  view,
  part,
  side,
  onPart,
}: {
  readonly view: IncidentView
  readonly part: IncidentPart
  /** What is affected, for a tab; `null` while it stands beside. */
  readonly side: ReactNode
  onPart(part: IncidentPart): void
}): ReactElement {
  const { t } = useTranslation('incident')
  const id = useId()
  const shown: IncidentPart = part === 'affected' && side === null ? 'chronology' : part
  const open = incidentQuestions.length - new Set(view.answers.map((answer) => answer.question)).size
  const labels: readonly { readonly part: IncidentPart; readonly label: string }[] = [
    { part: 'chronology', label: t('parts.chronology') },
    { part: 'questions', label: open === 0 ? t('parts.questions') : t('parts.questionsOpen', { count: open }) },
    { part: 'reports', label: t('parts.reports') },
    ...(side === null ? [] : [{ part: 'affected' as const, label: t('parts.affected') }]),
  ]
  return (
    <Box>
      <Tabs value={shown} onChange={(_event, next: IncidentPart) => onPart(next)} aria-label={t('parts.label')} variant="scrollable" scrollButtons={false} sx={(theme) => ({ borderBottom: `1px solid ${theme.colours.line}` })}>
        {labels.map((label) => (
          <Tab key={label.part} value={label.part} label={label.label} id={`${id}${label.part}`} aria-controls={`${id}p`} />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`${id}p`} aria-labelledby={`${id}${shown}`} sx={{ paddingTop: 2 }}>
        {shown === 'chronology' ? <ChronologyPanel view={view} /> : null}
        {shown === 'questions' ? <QuestionPanel view={view} /> : null}
        {shown === 'reports' ? <ReportPanel view={view} /> : null}
        {shown === 'affected' ? side : null}
      </Box>
    </Box>
  )
}
