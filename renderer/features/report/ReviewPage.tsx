import Box from '@mui/material/Box'
import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Recipient } from '../../../shared/entity/entity.ts'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import { useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { ReportDocumentView } from './document/ReportDocumentView.tsx'
import { ChangeTable } from './ChangeTable.tsx'
import { LeavingList } from './LeavingList.tsx'
import { reportPaths } from './paths.ts'
import { RecipientQuick } from './RecipientQuick.tsx'
import { ReleasePanel } from './ReleasePanel.tsx'
import { useReportWords } from './report-words.ts'
import { useReviewChoice } from './review-choice.ts'
import { ReviewPoints } from './ReviewPoints.tsx'
import { useDraft, type OpenedDraft } from './use-opened-draft.ts'

/** CSS pixels from which the sheet stands beside what is said about it. */
const besideFrom = 1400

/** The last look: the sheet as it will print, what is missing, what leaves; then the release. */
export function ReviewPage({ view, stage, title, opened }: { readonly view: IncidentView; readonly stage: Stage; readonly title: string; readonly opened: OpenedDraft }): ReactElement {
  const { t } = useTranslation('report-form')
  const [, navigate] = useLocation()
  const { incident } = view
  const { value: listed, error: listError } = useQuery('recipients.list', {})
  const secondary = [
    { label: t('toForm'), onPress: () => navigate(reportPaths.form(incident.id, stage)) },
    { label: t('toIncident', { number: incident.number }), onPress: () => navigate(reportPaths.incident(incident.id)) },
  ]
  return (
    <Page title={t('review.title', { title })} secondary={secondary}>
      {listError === null ? null : <ErrorNotice error={listError} />}
      {listed === undefined ? null : listed.recipients.length === 0 ? (
        <RecipientQuick first stage={stage} taken={[]} />
      ) : (
        <Reviewed view={view} stage={stage} opened={opened} recipients={listed.recipients} />
      )}
    </Page>
  )
}

/** True once everything typed has reached the core: only then does the sheet say what will be released. */
function useFlushed({ keeper }: OpenedDraft): boolean {
  const [flushed, setFlushed] = useState(false)
  useEffect(() => {
    let left = false
    void keeper.flush().then((done) => {
      if (!left) setFlushed(done)
    })
    return () => {
      left = true
    }
  }, [keeper])
  return flushed
}

function Reviewed({ view, stage, opened, recipients }: { readonly view: IncidentView; readonly stage: Stage; readonly opened: OpenedDraft; readonly recipients: readonly Recipient[] }): ReactElement {
  const { language: screenLanguage } = useReportWords()
  const { incident } = view
  const [choice, choose] = useReviewChoice(`${incident.id} ${stage}`)
  const snapshot = useDraft(opened.keeper)
  const flushed = useFlushed(opened)
  const recipient = recipients.find((candidate) => candidate.id === choice.recipient) ?? proposed(view, recipients)
  const language = choice.language ?? lastLanguage(view) ?? screenLanguage
  const reason = useRested(choice.reason.trim())
  const asked = { incident: incident.id, stage, language, tlp: choice.tlp, reason: reason === '' ? null : reason }
  const { value: preview, error } = useQuery('reports.preview', flushed && recipient !== undefined ? { ...asked, recipient: recipient.id } : null)
  if (recipient === undefined) return <RecipientQuick first stage={stage} taken={[]} />
  const replaced = view.releases.findLast((release) => release.content === 'report' && release.stage === stage && release.recipient === recipient.id) ?? null
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: 'minmax(0, 1fr)',
        [`@media (min-width: ${besideFrom}px)`]: { gridTemplateColumns: 'minmax(0, 210mm) minmax(24rem, 1fr)' },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          flexDirection: 'column',
          gap: 2,
          minWidth: 0,
          [`@media (min-width: ${besideFrom}px)`]: { gridColumn: 2, gridRow: 1 },
        }}
      >
        <ReleasePanel
          view={view}
          stage={stage}
          recipients={recipients}
          recipient={recipient}
          language={language}
          choice={choice}
          choose={choose}
          preview={preview ?? null}
          replaced={replaced}
          unsaved={snapshot.error}
          keeper={opened.keeper}
        />
        {error === null ? null : <ErrorNotice error={error} />}
        {replaced === null ? null : <ChangeTable replaced={replaced} stage={stage} content={snapshot.draft.content} zone={incident.zone} />}
        {preview === undefined ? null : <ReviewPoints review={preview.review} incident={incident.id} stage={stage} />}
        {preview === undefined ? null : <LeavingList leaving={preview.leaving} incident={incident.id} stage={stage} recipient={recipient} />}
      </Box>
      <Box data-pane="sheet" sx={{ minWidth: 0, [`@media (min-width: ${besideFrom}px)`]: { gridColumn: 1, gridRow: 1 } }}>
        {preview === undefined ? null : <ReportDocumentView document={preview.document} />}
      </Box>
    </Box>
  )
}

/** Who got the last report of this incident, else the authority, else the CSIRT, else the first of the list. */
function proposed(view: IncidentView, recipients: readonly Recipient[]): Recipient | undefined {
  const last = view.releases.findLast((release) => release.content === 'report')
  return (
    recipients.find((candidate) => candidate.id === last?.recipient) ??
    recipients.find((candidate) => candidate.kind === 'authority') ??
    recipients.find((candidate) => candidate.kind === 'csirt') ??
    recipients[0]
  )
}

function lastLanguage(view: IncidentView): 'en' | 'de' | undefined {
  return view.releases.at(-1)?.language
}

/** A text once nobody has typed in it for a moment. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 500)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
