import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect } from 'wouter'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import { isStage, type Stage } from '../../../shared/report/stage.ts'
import { useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { FormPage } from './FormPage.tsx'
import { reportPaths } from './paths.ts'
import { PhoneSheetPage } from './PhoneSheetPage.tsx'
import { inSentence, useReportWords } from './report-words.ts'
import { ReviewPage } from './ReviewPage.tsx'
import { stepsOf } from './steps.ts'
import { useOpenedDraft } from './use-opened-draft.ts'

/** Everything about writing the report of one stage: its steps, its review, its phone sheet. The draft stays open between them. */
export function ReportRoute({ incident, stage, step, field }: { readonly incident: string; readonly stage: string; readonly step?: string | undefined; readonly field?: string | undefined }): ReactElement {
  if (!isStage(stage)) return <Redirect to={reportPaths.incident(incident)} replace />
  return <StageRoute key={`${incident} ${stage}`} incident={incident} stage={stage} step={step} field={field} />
}

function StageRoute({ incident, stage, step, field }: { readonly incident: string; readonly stage: Stage; readonly step?: string | undefined; readonly field?: string | undefined }): ReactElement {
  const { t } = useTranslation('report-form')
  const { words, language } = useReportWords()
  const { value: view, error, refresh } = useQuery('incidents.get', { incident })
  const opening = useOpenedDraft(incident, stage)
  const title = (found: IncidentView): string => t('title', { stage: words.stages[stage], number: found.incident.number })
  const trouble = error ?? (opening.state === 'failed' ? opening.error : null)
  if (view === undefined || opening.state !== 'open') {
    return (
      <Page title={view === undefined ? words.stages[stage] : title(view)} width="reading">
        {trouble === null ? null : (
          <ErrorNotice error={trouble} actions={[{ label: t('openAgain', { stage: inSentence(words.stages[stage], language) }), onPress: opening.state === 'failed' ? opening.retry : refresh }]} />
        )}
      </Page>
    )
  }
  if (step === 'review') return <ReviewPage view={view} stage={stage} title={title(view)} opened={opening.opened} />
  if (step === 'phone') return <PhoneSheetPage view={view} stage={stage} opened={opening.opened} />
  const steps = stepsOf(stage)
  const current = steps.find((candidate) => candidate.id === step) ?? null
  const first = steps[0]
  if (current === null) return first === undefined ? <Redirect to={reportPaths.incident(incident)} replace /> : <Redirect to={reportPaths.form(incident, stage, first.id)} replace />
  return <FormPage view={view} stage={stage} title={title(view)} opened={opening.opened} steps={steps} step={current} wanted={field ?? null} />
}
