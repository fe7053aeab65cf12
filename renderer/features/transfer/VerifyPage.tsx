import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CallError } from '../../../shared/contract/client.ts'
import { chooseBySystem, handOverFile, type HandedFile } from '../../api/files.ts'
import { useApi, useMounted } from '../../api/hooks.ts'
import { useJob } from '../../api/use-job.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DropZone } from '../../ui/DropZone.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { TickInput } from '../../ui/form/TickInput.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { useReportWords } from '../report/report-words.ts'
import { AnchorFile } from './AnchorFile.tsx'
import { readsAsEntityLines } from './entity-lines.ts'
import { transferPaths } from './paths.ts'
import { sizeText } from './size-text.ts'
import { VerdictView } from './VerdictView.tsx'

/** Checks a report file that somebody brought: one big answer, then why. */
export function VerifyPage(): ReactElement {
  const { t } = useTranslation('transfer')
  const { language } = useReportWords()
  const [, navigate] = useLocation()
  const api = useApi()
  const mounted = useMounted()
  const verify = useJob('packages.verify')
  const [file, setFile] = useState<HandedFile | null>(null)
  const [intake, setIntake] = useState<{ readonly done: number; readonly total: number } | null>(null)
  const [failure, setFailure] = useState<CallError | null>(null)
  const [anchors, setAnchors] = useState('')
  const [remember, setRemember] = useState<readonly 'remember'[]>(['remember'])
  const line = useRef<HTMLTextAreaElement>(null)
  const stop = useRef<AbortController | null>(null)
  const { progress } = verify
  const fits = readsAsEntityLines(anchors)
  const busy = intake !== null || progress.state === 'running'
  const look = async (given: HandedFile): Promise<void> => {
    setFile(given)
    setFailure(null)
    await verify.start({ file: given.file, anchors: fits ? anchors : '', remember: remember.length > 0 })
  }
  const take = async (picked: File): Promise<void> => {
    verify.reset()
    setFile(null)
    setFailure(null)
    const abort = new AbortController()
    stop.current = abort
    setIntake({ done: 0, total: picked.size })
    const outcome = await handOverFile(api, picked, 'inspection', { signal: abort.signal, onProgress: (done, total) => mounted.current && setIntake({ done, total }) })
    setIntake(null)
    if (outcome.ok) await look(outcome.value)
    else setFailure(outcome.error)
  }
  const choose = chooseBySystem('inspection', look, setFailure)
  const size = (bytes: number): string => sizeText(bytes, language)
  return (
    <Page
      title={t('in.title')}
      purpose={t('in.purpose')}
      secondary={[{ label: t('toLog'), onPress: () => navigate(transferPaths.all) }, { label: t('newKey.title'), onPress: () => navigate(transferPaths.newKey) }, ...(progress.state === 'done' ? [{ label: t('in.print'), onPress: () => window.print() }] : [])]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '60rem' }}>
        <Box data-print="no" sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <DropZone label={t('in.drop')} help={t('in.dropHelp')} accept=".zip" busy={busy} onFiles={(files) => files[0] !== undefined && void take(files[0])} onChoose={choose === undefined ? undefined : () => void choose()} />
          {failure === null ? null : <ErrorNotice error={failure} />}
          {intake === null ? null : <ProgressNotice label={t('in.reading')} done={intake.done} total={intake.total} unit={size} onCancel={() => stop.current?.abort()} />}
          {progress.state === 'running' ? <ProgressNotice label={t('in.checking')} done={progress.done} total={progress.total} onCancel={verify.cancel} /> : null}
          {progress.state === 'failed' ? (
            <ErrorNotice error={progress.error} actions={file === null ? [] : [{ label: t('in.again'), busy, onPress: () => void look(file) }]} />
          ) : null}
        </Box>
        {progress.state === 'done' && file !== null ? (
          <Box>
            <Typography sx={(theme) => ({ color: theme.colours.quietText, marginBottom: 1, overflowWrap: 'anywhere' })}>{t('in.file', { name: file.name, size: size(file.size) })}</Typography>
            <VerdictView verdict={progress.value} sha256={file.sha256} onEnterLine={() => line.current?.focus()} />
          </Box>
        ) : null}
        <Box component="section" aria-label={t('in.sender')} data-print="no" sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '46rem' }}>
          <Typography variant="h2">{t('in.sender')}</Typography>
          <TextInput ref={line} label={t('in.line')} help={t('in.lineHelp')} lines={2} value={anchors} onChange={setAnchors} maxLength={20_000} error={fits ? undefined : t('in.lineProblem')} />
          <AnchorFile onText={(text) => setAnchors((before) => (before.trim() === '' ? text : `${before.trimEnd()}\n${text}`))} />
          <TickInput label={t('in.memory')} help={t('in.rememberHelp')} value={remember} onChange={setRemember} choices={[{ value: 'remember', label: t('in.remember') }]} />
          {file === null || busy || progress.state !== 'done' ? null : (
            <Box>
              <ActionButton action={{ label: t('in.again'), onPress: () => void look(file), blockedBecause: fits ? undefined : t('in.lineProblem') }} />
            </Box>
          )}
        </Box>
      </Box>
    </Page>
  )
}
