import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isStage } from '../../../shared/report/stage.ts'
import { zonedDisplayText } from '../../../shared/clock/time-text.ts'
import { recipientKinds, type RecipientKind } from '../../../shared/entity/entity.ts'
import type { Verdict } from '../../../shared/package/verdict.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { KeyValue, type Fact } from '../../ui/KeyValue.tsx'
import { VerdictPanel } from '../../ui/VerdictPanel.tsx'
import { useReportWords } from '../report/report-words.ts'
import { CheckList } from './CheckList.tsx'
import { isProven, sortedChecks, verdictSeverity } from './verdict-words.ts'

/** The answer about one file in plain words, then why: who says what, key by key, file by file. */
export function VerdictView({ verdict, sha256, onEnterLine }: { readonly verdict: Verdict; /** Of the file that was checked. */ readonly sha256: string; /** Leads to the field for the sender's line. */ onEnterLine(): void }): ReactElement {
  const { t } = useTranslation('transfer')
  const { code, kind, fault, findings } = verdict
  const { keys, files } = sortedChecks(verdict.checks)
  const parts = { version: verdict.replacedBy ?? '' }
  return (
    <VerdictPanel
      severity={verdictSeverity(code)}
      prefix={kind === 'exercise' || kind === 'demo' ? t(`kind.${kind}`) : undefined}
      answer={t(`verdict.${code}.answer`, parts)}
      meaning={t(`verdict.${code}.meaning`, parts)}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
        {code === 'unknown-signer' ? (
          <div data-print="no">
            <ActionButton action={{ label: t('in.enterLine'), onPress: onEnterLine }} />
          </div>
        ) : null}
        {fault === null ? null : (
          <Part title={t('why.fault')}>
            <Typography>{t(`fault.${fault.code}`)}</Typography>
            {fault.subject === '' ? null : <Code>{fault.subject}</Code>}
          </Part>
        )}
        {findings.length === 0 ? null : (
          <Part title={t('why.findings')}>
            <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
              {findings.map((finding) => (
                <li key={finding.code}>{t(`finding.${finding.code}`, { count: finding.count ?? 0 })}</li>
              ))}
            </Box>
          </Part>
        )}
        <Said verdict={verdict} />
        {verdict.signer === null ? null : (
          <Part title={t('why.signer')}>
            <KeyValue
              termWidth="14rem"
              facts={[
                { label: t('why.principal'), value: verdict.signer.principal },
                { label: t('why.siteFingerprint'), value: <Code>{verdict.signer.fingerprint}</Code> },
                { label: t('why.entityFingerprint'), value: <Code>{verdict.signer.entityFingerprint}</Code> },
              ]}
            />
            <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
              {t('why.compare')}
            </Typography>
          </Part>
        )}
        {verdict.pdfSignature === null ? null : <PdfSignaturePart signature={verdict.pdfSignature} />}
        {keys.length === 0 ? null : (
          <Part title={t('why.keys')}>
            <CheckList label={t('why.keys')} checks={keys} />
          </Part>
        )}
        {files.length === 0 ? null : (
          <Part title={t('why.files')}>
            <CheckList label={t('why.files')} checks={files} />
          </Part>
        )}
        <Part title={t('why.sums')}>
          <KeyValue
            termWidth="14rem"
            facts={[{ label: t('why.fileSum'), value: <Code>{sha256}</Code> }, ...(verdict.sums === null ? [] : [{ label: t('why.listSum'), value: <Code>{verdict.sums}</Code> }])]}
          />
        </Part>
      </Box>
    </VerdictPanel>
  )
}

/** What the file says: proven where its signature holds, else what it claims, and said to be no more than that. */
function Said({ verdict }: { readonly verdict: Verdict }): ReactElement | null {
  const { t } = useTranslation('transfer')
  const { words, language } = useReportWords()
  const { zone: zoneHere } = useCoreClock()
  const { value: listed } = useQuery('sites.list', {})
  const { head, claimed } = verdict
  // The time of the site where it is one of this record's, else that of this PC; the name of the zone says which.
  const zone = listed?.sites.find(({ code }) => code === head?.site.code)?.zone ?? zoneHere
  if (head !== null) {
    const recipientKind = (recipientKinds as readonly string[]).includes(head.recipient.kind) ? words.recipientKinds[head.recipient.kind as RecipientKind] : head.recipient.kind
    const facts: Fact[] = [
      { label: t('said.entity'), value: `${head.entity.name} (${head.entity.code})` },
      { label: t('said.registrationNumber'), value: head.entity.registrationNumber ?? t('said.notStated') },
      { label: t('said.site'), value: `${head.site.name} (${head.site.code})` },
      { label: t('said.report'), value: head.content === 'audit' ? t('said.extractOf', { number: head.incident.number }) : t('said.reportOf', { report: isStage(head.stage) ? words.stages[head.stage] : t('evidence'), number: head.incident.number, version: head.version }) },
      { label: t('said.recipient'), value: `${head.recipient.name} (${recipientKind})` },
      { label: t('said.sequence'), value: head.sequence },
      { label: t('said.releasedAt'), value: zonedDisplayText(head.releasedAt, zone, language) },
    ]
    return (
      <Part title={isProven(verdict) ? t('said.proven') : t('said.claimed')}>
        <KeyValue termWidth="14rem" facts={facts} />
      </Part>
    )
  }
  if (claimed === null) return null
  return (
    <Part title={t('said.claimed')}>
      <KeyValue
        termWidth="14rem"
        facts={[
          { label: t('said.entity'), value: `${claimed.entityName} (${claimed.entity})` },
          { label: t('why.principal'), value: claimed.signer },
        ]}
      />
    </Part>
  )
}

/** The signature inside the PDF: told apart from what decides. */
function PdfSignaturePart({ signature: { state, certificate } }: { readonly signature: NonNullable<Verdict['pdfSignature']> }): ReactElement {
  const { t } = useTranslation('transfer')
  const { language } = useReportWords()
  const { zone } = useCoreClock()
  const time = (at: number): string => zonedDisplayText(at, zone, language)
  return (
    <Part title={t('pdfSignature.title')}>
      <Typography>{t(`pdfSignature.${state}`, { subject: certificate?.subject ?? '' })}</Typography>
      {certificate === null ? null : (
        <>
          <KeyValue
            termWidth="14rem"
            facts={[
              { label: t('pdfSignature.issuer'), value: certificate.issuer },
              { label: t('pdfSignature.period'), value: t('pdfSignature.periodValue', { from: time(certificate.from), to: time(certificate.to) }) },
              { label: t('pdfSignature.fingerprint'), value: <Code>{certificate.fingerprint}</Code> },
            ]}
          />
          <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
            {t('pdfSignature.counts')}
          </Typography>
        </>
      )}
    </Part>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <Box component="section" aria-label={title}>
      <Typography variant="h2" sx={{ marginBottom: 0.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  )
}

function Code({ children }: { readonly children: string }): ReactElement {
  return (
    <Box component="code" sx={{ fontSize: '0.8125rem', overflowWrap: 'anywhere' }}>
      {children}
    </Box>
  )
}
