import Box from '@mui/material/Box'
import MuiLink from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { displayText } from '../../../shared/clock/time-text.ts'
import type { CallError } from '../../../shared/contract/client.ts'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import type { PdfSigningOutcome } from '../../../shared/plant-certificate/plant-certificate.ts'
import type { Release } from '../../../shared/report/release.ts'
import { isStage } from '../../../shared/report/stage.ts'
import { tlpCode, tlpSchema } from '../../../shared/report/tlp.ts'
import { useApi, useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { ApprovalNotice } from '../approval/index.ts'
import { SheetAlone } from '../editing/SheetAlone.tsx'
import { ReportDocumentView } from './document/ReportDocumentView.tsx'
import { FileTable } from './FileTable.tsx'
import { reportPaths } from './paths.ts'
import { canSaveHere, mediaTypeOf, saveReleasedFile } from './released-file.ts'
import { inSentence, useReportWords } from './report-words.ts'

/** One released version: what to do with it now, the sheet, its files and their sums. */
export function ReleasedPage({ incident, release: id }: { readonly incident: string; readonly release: string }): ReactElement {
  const { t } = useTranslation('report-form')
  const { words, language } = useReportWords()
  const api = useApi()
  const [, navigate] = useLocation()
  const { value, error, refresh } = useQuery('reports.released', { release: id })
  const { value: view } = useQuery('incidents.get', { incident })
  const { value: plant } = useQuery('plantCertificate.ofRelease', { release: id })
  const [saving, setSaving] = useState<string | null>(null)
  const [failure, setFailure] = useState<CallError | null>(null)
  const save = async (path: string): Promise<void> => {
    setSaving(path)
    const outcome = await saveReleasedFile(api, id, path, mediaTypeOf(path))
    setSaving(null)
    setFailure(outcome.ok ? null : outcome.error)
  }
  if (value === undefined || view === undefined) {
    return <Page title={t('released.loading')}>{error === null ? null : <ErrorNotice error={error} actions={[{ label: t('released.again'), onPress: refresh }]} />}</Page>
  }
  const { release, document, files, erasedAt } = value
  const stage = isStage(release.stage) ? release.stage : null
  const name = stage === null ? t('released.evidence') : words.stages[stage]
  const tlp = tlpSchema.safeParse(release.tlp)
  return (
    <Page
      title={t('released.title', { stage: name, number: view.incident.number, version: release.version })}
      primary={erasedAt === null ? { label: t('released.carryOut'), needs: 'transfer.write', onPress: () => navigate(reportPaths.carryOut(release.id)) } : undefined}
      secondary={[
        { label: t('toIncident', { number: view.incident.number }), onPress: () => navigate(reportPaths.incident(incident)) },
        ...(document === null ? [] : [{ label: t('released.print'), onPress: () => window.print() }]),
        ...(canSaveHere() && erasedAt === null && files.some((file) => file.path === 'report.pdf') ? [{ label: t('released.savePdf'), busy: saving !== null, onPress: () => void save('report.pdf') }] : []),
      ]}
    >
      <Box data-print="no" sx={{ display: 'flex', flexDirection: 'column', gap: 2, marginBottom: 3, maxWidth: '60rem' }}>
        {erasedAt === null ? <NextSteps view={view} release={release} /> : <Notice title={t('released.erased', { at: displayText(erasedAt, release.zone, language) })} />}
        <ApprovalNotice incident={incident} subject={release.id} zone={release.zone} />
        {failure === null ? null : <ErrorNotice error={failure} />}
        <Section title={t('released.facts')}>
          <KeyValue
            facts={[
              { label: t('released.recipient'), value: `${release.recipientName} (${words.recipientKinds[release.recipientKind]})` },
              { label: t('released.at'), value: displayText(release.releasedAt, release.zone, language) },
              { label: t('released.sharing'), value: tlp.success ? `${tlpCode(tlp.data)}: ${words.tlp[tlp.data]}` : release.tlp },
              ...(plant?.signing == null ? [] : [{ label: t('released.pdfSignature.label'), value: <PdfSigned {...plant.signing} /> }]),
              ...(release.reason === null ? [] : [{ label: t('released.reason'), value: release.reason }]),
              { label: t('released.file'), value: <Sum text={`${release.name}.zip`} /> },
              { label: t('released.size'), value: t('released.bytes', { count: release.zipSize, size: new Intl.NumberFormat(language).format(release.zipSize) }) },
              { label: t('released.zipSum'), value: <Sum text={release.zipSha256} /> },
              { label: t('released.sums'), value: <Sum text={release.sumsSha256} /> },
            ]}
          />
        </Section>
        <Section title={t('released.files')}>
          <FileTable files={files} {...(canSaveHere() && erasedAt === null ? { onSave: (path: string) => void save(path), saving } : {})} />
        </Section>
        {stage === null ? null : (
          <Typography>
            <Link href={reportPaths.form(incident, stage)} asChild>
              <MuiLink>{t('released.correct', { stage: inSentence(name, language) })}</MuiLink>
            </Link>
          </Typography>
        )}
      </Box>
      {document === null ? null : (
        <>
          <SheetAlone />
          <ReportDocumentView document={document} />
        </>
      )}
    </Page>
  )
}

/** Whether the PDF was signed with the plant's certificate; where it was not, that nothing depends on it. */
function PdfSigned({ outcome, subject }: { readonly outcome: PdfSigningOutcome; readonly subject: string }): ReactElement {
  const { t } = useTranslation('report-form')
  const said = t(`released.pdfSignature.${outcome}`, { subject })
  return <>{outcome === 'signed' ? said : `${said}. ${t('released.pdfSignature.rest')}`}</>
}

function Sum({ text }: { readonly text: string }): ReactElement {
  return (
    <Box component="code" sx={{ fontSize: '0.8125rem', overflowWrap: 'anywhere' }}>
      {text}
    </Box>
  )
}

/** A release meets no deadline: what is left to do until somebody outside has it. */
function NextSteps({ view, release }: { readonly view: IncidentView; readonly release: Release }): ReactElement | null {
  const { t } = useTranslation('report-form')
  const { language } = useReportWords()
  const [, navigate] = useLocation()
  const stage = isStage(release.stage) ? release.stage : null
  const newer = view.releases.find((other) => other.supersedes === release.id)
  if (newer !== undefined) {
    return (
      <Notice
        severity="medium"
        title={t('released.replaced', { version: newer.version })}
        actions={[{ label: t('released.openNewer', { version: newer.version }), onPress: () => navigate(reportPaths.released(view.incident.id, newer.id)) }]}
      />
    )
  }
  if (stage === null) return <Notice title={t('released.notSent')} />
  const submission = view.submissions.find((candidate) => candidate.release === release.id)
  if (submission !== undefined) return <Notice title={t('released.handedIn', { time: displayText(submission.instant, submission.zone, language) })} />
  const due = view.deadlines.find((deadline) => deadline.stage === stage && deadline.state === 'running' && !deadline.assumed)
  return (
    <Notice
      live
      title={t('released.notSent')}
      actions={[
        { label: t('released.handIn'), onPress: () => navigate(reportPaths.handedIn(view.incident.id, stage)) },
        ...(stage === 'early-warning' ? [{ label: t('toPhone'), onPress: () => navigate(reportPaths.phone(view.incident.id, stage)) }] : []),
      ]}
    >
      <Box component="ol" sx={{ margin: 0, marginTop: 0.5, paddingLeft: 3 }}>
        <li>{t('released.step1')}</li>
        <li>{t('released.step2', { recipient: release.recipientName })}</li>
        <li>{due === undefined ? t('released.step3') : t('released.step3Due', { due: displayText(due.due, due.zone, language) })}</li>
      </Box>
    </Notice>
  )
}
