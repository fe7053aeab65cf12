import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { displayText } from '../../../shared/clock/time-text.ts'
import type { CallError } from '../../../shared/contract/client.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { chooseBySystem, handOverFile, type HandedFile } from '../../api/files.ts'
import { useApi, useCommand, useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { DropZone } from '../../ui/DropZone.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { TickInput } from '../../ui/form/TickInput.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { useReportWords } from '../report/report-words.ts'
import { AnchorFile } from './AnchorFile.tsx'
import { readsAsEntityLines } from './entity-lines.ts'
import { transferPaths } from './paths.ts'

type Looked = ReplyTo<'keyChange.look'>

/** Takes over the list of keys of a sender, and where it replaced its own key that one, from the statement that both keys signed. */
export function NewKeyPage(): ReactElement {
  const { t } = useTranslation('transfer')
  const { language } = useReportWords()
  const { zone } = useCoreClock()
  const [, navigate] = useLocation()
  const api = useApi()
  const { value: status } = useQuery('store.status', {})
  const accept = useCommand('keyChange.accept')
  const learn = useCommand('keyChange.learn')
  const [anchors, setAnchors] = useState('')
  const [file, setFile] = useState<HandedFile | null>(null)
  const [looked, setLooked] = useState<Looked | null>(null)
  const [failure, setFailure] = useState<CallError | null>(null)
  const [busy, setBusy] = useState(false)
  const [compared, setCompared] = useState<readonly 'compared'[]>([])
  /** The new line of the sender; empty where only the list was taken over. */
  const [taken, setTaken] = useState<string | null>(null)
  const fits = readsAsEntityLines(anchors)
  const manages = status?.who.permissions.includes('keys.manage') === true
  const forget = (): void => {
    setLooked(null)
    setFailure(null)
    setCompared([])
    setTaken(null)
    accept.clear()
    learn.clear()
  }
  const look = async (given: HandedFile, lines: string): Promise<void> => {
    forget()
    setFile(given)
    const outcome = await api.call('keyChange.look', { file: given.file, anchors: lines })
    if (outcome.ok) setLooked(outcome.value)
    else setFailure(outcome.error)
  }
  const take = async (picked: File): Promise<void> => {
    forget()
    setBusy(true)
    const outcome = await handOverFile(api, picked, 'inspection')
    if (outcome.ok) await look(outcome.value, fits ? anchors : '')
    else setFailure(outcome.error)
    setBusy(false)
  }
  const choose = chooseBySystem('inspection', (chosen) => look(chosen, fits ? anchors : ''), setFailure)
  const enter = (text: string): void => {
    setAnchors(text)
    if (file !== null && taken === null && readsAsEntityLines(text)) void look(file, text)
  }
  const change = looked?.change ?? null
  const list = looked?.list ?? null
  const send = async (): Promise<void> => {
    if (file === null || list === null) return
    if (change === null) {
      if ((await learn.run({ file: file.file, anchors: fits ? anchors : '' })).ok) setTaken('')
      return
    }
    const outcome = await accept.run({ file: file.file, anchors: fits ? anchors : '', to: change.to })
    if (outcome.ok) setTaken(outcome.value.anchor)
  }
  return (
    <Page
      title={t('newKey.title')}
      purpose={t('newKey.purpose')}
      primary={
        list === null || taken !== null
          ? undefined
          : change === null
            ? { label: t('newKey.learn'), busy: learn.busy, onPress: () => void send() }
            : { label: t('newKey.accept'), busy: accept.busy, onPress: () => void send(), blockedBecause: manages ? (compared.length > 0 ? undefined : t('newKey.compareFirst')) : t('newKey.notAllowed') }
      }
      secondary={[
        { label: t('log.verify'), onPress: () => navigate(transferPaths.verify) },
        { label: t('toLog'), onPress: () => navigate(transferPaths.all) },
      ]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '60rem' }}>
        <DropZone label={t('newKey.drop')} help={t('newKey.dropHelp')} accept=".zip" busy={busy} onFiles={(files) => files[0] !== undefined && void take(files[0])} onChoose={choose === undefined ? undefined : () => void choose()} />
        {failure === null ? null : <ErrorNotice error={failure} />}
        {looked === null || looked.fault === null ? null : (
          <Notice severity={looked.fault.code === 'replayed' || looked.fault.code === 'key-change-not-from-anchor' ? 'medium' : 'critical'} live title={t(looked.fault.code === 'replayed' ? 'newKey.nothingNew' : 'newKey.refused')}>
            {looked.fault.code === 'replayed' ? t('newKey.nothingNewMeans') : `${t(`fault.${looked.fault.code}`)} ${t(looked.fault.code === 'key-change-not-from-anchor' ? 'newKey.enterLine' : 'newKey.callSender')}`}
          </Notice>
        )}
        {change === null ? null : (
          <Section title={t('newKey.what')}>
            <KeyValue
              facts={[
                { label: t('newKey.entity'), value: <code>{change.entity}</code> },
                { label: t('newKey.from'), value: <code>{change.from}</code> },
                { label: t('newKey.to'), value: <code>{change.to}</code> },
                { label: t('newKey.at'), value: displayText(change.changedAt, zone, language) },
              ]}
            />
            {taken !== null ? null : (
              <Box sx={{ marginTop: 2, display: 'flex', flexDirection: 'column', gap: 1.5 }}>
                <Typography>{t('newKey.compare')}</Typography>
                <TickInput label={t('newKey.comparedLabel')} value={compared} onChange={setCompared} choices={[{ value: 'compared', label: t('newKey.compared') }]} />
              </Box>
            )}
          </Section>
        )}
        {list === null ? null : (
          <Section title={t('newKey.list')}>
            <KeyValue
              facts={[
                { label: t('newKey.entity'), value: <code>{list.entity}</code> },
                { label: t('newKey.number'), value: String(list.number) },
                { label: t('newKey.issuedAt'), value: displayText(list.issuedAt, zone, language) },
                { label: t('newKey.revoked'), value: list.revoked.length === 0 ? t('newKey.revokedNone') : <RevokedKeys revoked={list.revoked} zone={zone} language={language} /> },
              ]}
            />
          </Section>
        )}
        {learn.error === null ? null : <ErrorNotice error={learn.error} />}
        {accept.error === null ? null : <ErrorNotice error={accept.error} />}
        {taken === null ? null : (
          <Notice severity="good" live title={t(taken === '' ? 'newKey.learned' : 'newKey.taken')}>
            {t(taken === '' ? 'newKey.learnedMeans' : 'newKey.takenMeans')}
            {taken === '' ? null : (
              <Box component="code" sx={{ display: 'block', marginTop: 1, overflowWrap: 'anywhere' }}>
                {taken}
              </Box>
            )}
          </Notice>
        )}
        {taken !== null ? null : (
          <Box component="section" aria-label={t('in.sender')} sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '46rem' }}>
            <TextInput label={t('newKey.line')} help={t('newKey.lineHelp')} lines={2} value={anchors} onChange={enter} maxLength={20_000} error={fits ? undefined : t('in.lineProblem')} />
            <AnchorFile onText={enter} />
          </Box>
        )}
      </Box>
    </Page>
  )
}

/** Keys that are not trusted any more, one below the other. */
function RevokedKeys({ revoked, zone, language }: { readonly revoked: NonNullable<Looked['list']>['revoked']; readonly zone: string; readonly language: string }): ReactElement {
  const { t } = useTranslation('transfer')
  return (
    <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
      {revoked.map((key) => (
        <li key={key.fingerprint}>
          <code>{key.principal}</code> {t('newKey.since', { time: displayText(key.since, zone, language), reason: key.reason ?? '' })}
          <Box component="code" sx={{ display: 'block', overflowWrap: 'anywhere' }}>
            {key.fingerprint}
          </Box>
        </li>
      ))}
    </Box>
  )
}
