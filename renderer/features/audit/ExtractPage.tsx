import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { AuditPage } from '../../../shared/audit/entry.ts'
import type { AuditScope } from '../../../shared/package/manifest.ts'
import type { Release } from '../../../shared/report/release.ts'
import { tlpCode, tlpLabels, type TlpLabel } from '../../../shared/report/tlp.ts'
import { useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { useJob } from '../../api/use-job.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { TickInput } from '../../ui/form/TickInput.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useReportWords } from '../report/report-words.ts'
import { settingsPaths } from '../settings/paths.ts'
import { transferPaths } from '../transfer/paths.ts'
import { AuditFrame } from './AuditFrame.tsx'
import { recordName, type RecordRef } from './audit-sentence.ts'
import { longTime } from './long-time.ts'
import { auditPaths } from './paths.ts'
import { everything, type Period } from './period.ts'
import { PeriodChoice } from './PeriodChoice.tsx'
import type {} from './texts.ts'
import { useAuditWords } from './use-audit-words.ts'
import { useRecordZone } from './use-record-zone.ts'

/**
 * Makes a signed extract for an auditor: what leaves is listed before it is released.
 * @param record the one record whose entries leave, or `null` for those of a period.
 */
export function ExtractPage({ record }: { readonly record: RecordRef | null }): ReactElement {
  const { t } = useTranslation('audit')
  const { words, language } = useReportWords()
  const [, navigate] = useLocation()
  const { value: sites } = useQuery('sites.list', {})
  const { value: contacts } = useQuery('recipients.list', {})
  const [site, setSite] = useState<string | null>(null)
  const [recipient, setRecipient] = useState<string | null>(null)
  const [tlp, setTlp] = useState<TlpLabel>('amber-strict')
  const [period, setPeriod] = useState<Period>(everything)
  const [details, setDetails] = useState<readonly 'details'[]>(['details'])
  const [released, setReleased] = useState<Release | null>(null)
  const [asked, setAsked] = useState(false)
  const job = useJob('audit.release')
  const auditors = (contacts?.recipients ?? []).filter(({ kind }) => kind === 'auditor')
  const chosenSite = site ?? sites?.sites[0]?.id ?? null
  const chosen = recipient ?? (auditors.length === 1 ? (auditors[0]?.id ?? null) : null)
  const scope: AuditScope = { from: period.from, to: period.to, record, bodies: details.length > 0 }
  const leaving = useQuery('audit.leaving', scope)
  const nothing = leaving.value?.rows === 0
  const running = job.progress.state === 'running' ? job.progress : null
  const release = async (): Promise<void> => {
    if (chosen === null || chosenSite === null) return setAsked(true)
    const outcome = await job.start({ site: chosenSite, recipient: chosen, language, tlp, scope })
    if (outcome.ok) setReleased(outcome.value)
  }
  return (
    <AuditFrame
      tab="extract"
      purpose={t('extract.purpose')}
      primary={{ label: t('extract.release'), needs: 'report.release', busy: running !== null, onPress: () => void release(), ...(nothing ? { blockedBecause: t('extract.nothing') } : {}) }}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {released === null ? null : <Notice severity="good" live title={t('extract.released', { name: released.name })} actions={[{ label: t('extract.carry'), needs: 'transfer.write', onPress: () => navigate(transferPaths.release(released.id)) }]} />}
        {running === null ? null : <ProgressNotice label={t('extract.working')} done={running.done} total={running.total} onCancel={job.cancel} />}
        {job.progress.state === 'failed' && job.progress.error.code !== 'cancelled' ? <ErrorNotice error={job.progress.error} /> : null}
        {contacts !== undefined && auditors.length === 0 ? <Notice title={t('extract.noAuditor')} actions={[{ label: t('extract.addAuditor'), onPress: () => navigate(settingsPaths.contact('new')) }]} /> : null}
        {record === null ? null : <AboutRecord record={record} />}
        <PeriodChoice period={period} onChange={setPeriod} />
        <ChoiceInput label={t('extract.recipient')} value={chosen} onChange={setRecipient} choices={auditors.map(({ id, name }) => ({ value: id, label: name }))} placeholder={t('extract.choose')} error={asked && chosen === null ? t('extract.missing') : undefined} />
        {(sites?.sites.length ?? 0) < 2 ? null : <ChoiceInput label={t('extract.site')} value={chosenSite} onChange={setSite} choices={(sites?.sites ?? []).map(({ id, name }) => ({ value: id, label: name }))} placeholder={t('extract.choose')} />}
        <ChoiceInput label={t('extract.sharing')} help={words.tlp[tlp]} value={tlp} onChange={setTlp} choices={tlpLabels.map((label) => ({ value: label, label: tlpCode(label) }))} placeholder={t('extract.choose')} />
        <TickInput label={t('extract.details')} help={t('extract.withDetailsHelp')} value={details} onChange={setDetails} choices={[{ value: 'details', label: t('extract.withDetails') }]} />
        <Section title={t('extract.leaves')}>
          {leaving.error === null ? null : <ErrorNotice error={leaving.error} actions={[{ label: t('again'), onPress: leaving.refresh }]} />}
          {leaving.value === undefined ? null : <Leaving leaving={leaving.value} />}
        </Section>
        <EarlierExtracts />
      </Box>
    </AuditFrame>
  )
}

const noNames: AuditPage['names'] = []

/** Says whose entries leave; the way back to all of them. */
function AboutRecord({ record }: { readonly record: RecordRef }): ReactElement {
  const { t } = useTranslation('audit')
  const [, navigate] = useLocation()
  const { value: page } = useQuery('audit.list', { record, from: null, to: null, before: null, limit: 1 })
  const words = useAuditWords(page?.names ?? noNames)
  return <Notice title={t('history.ofRecord', { what: recordName(page, record, words) })} actions={[{ label: t('extract.all'), onPress: () => navigate(auditPaths.extract) }]} />
}

function Leaving({ leaving }: { readonly leaving: ReplyTo<'audit.leaving'> }): ReactElement {
  const { t } = useTranslation('audit')
  const { language } = useReportWords()
  const zone = useRecordZone()
  const words = useAuditWords(noNames)
  if (leaving.rows === 0) return <Typography>{t('extract.nothing')}</Typography>
  const { firstAt, lastAt } = leaving
  return (
    <KeyValue
      termWidth="14rem"
      facts={[
        { label: t('extract.rows'), value: leaving.rows },
        ...(firstAt === null || lastAt === null ? [] : [{ label: t('extract.period'), value: t('extract.between', { from: longTime(firstAt, zone, language), to: longTime(lastAt, zone, language) }) }]),
        { label: t('extract.hashed'), value: `${String(leaving.hashed)}, ${t('extract.hashedHelp')}` },
        { label: t('extract.people'), value: leaving.people },
        ...(leaving.erased === 0 ? [] : [{ label: t('extract.erased'), value: leaving.erased }]),
        { label: t('extract.kinds'), value: leaving.kinds.map(({ kind, count }) => `${words.word(`noun.${kind}`) ?? kind} (${String(count)})`).join(', ') },
      ]}
    />
  )
}

function EarlierExtracts(): ReactElement {
  const { t } = useTranslation('audit')
  const { language } = useReportWords()
  const [, navigate] = useLocation()
  const { value } = useQuery('audit.releases', {})
  return (
    <Section title={t('extract.before')}>
      {value === undefined ? null : value.releases.length === 0 ? (
        <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('extract.none')}</Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 1 }}>
          {value.releases.map(({ release, erasedAt }) => (
            <Box component="li" key={release.id} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', justifyContent: 'space-between' }}>
              <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                <Box component="span" sx={{ fontWeight: 700 }}>{release.name}</Box>
                <Box component="span" sx={(theme) => ({ display: 'block', color: theme.colours.quietText })}>
                  {[longTime(release.releasedAt, release.zone, language), release.recipientName, ...(erasedAt === null ? [] : [t('extract.erasedOn', { at: longTime(erasedAt, release.zone, language) })])].join(', ')}
                </Box>
              </Box>
              {erasedAt === null ? <ActionButton action={{ label: t('extract.carry'), needs: 'transfer.write', onPress: () => navigate(transferPaths.release(release.id)) }} /> : null}
            </Box>
          ))}
        </Box>
      )}
    </Section>
  )
}
