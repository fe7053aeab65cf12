import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedHead } from '../../../shared/audit/known-heads.ts'
import type { CallError } from '../../../shared/contract/client.ts'
import { chooseBySystem, handOverFile, type HandedFile } from '../../api/files.ts'
import { useApi } from '../../api/hooks.ts'
import type { JobResult } from '../../api/procedures.ts'
import { useJob } from '../../api/use-job.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DropZone } from '../../ui/DropZone.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { DataTable, type DataColumn } from '../../ui/table/DataTable.tsx'
import { useReportWords } from '../report/report-words.ts'
import { longTime } from './long-time.ts'
import type {} from './texts.ts'
import { useRecordZone } from './use-record-zone.ts'

const anchorLog = 'anchor.log'

/** Compares the record with points of its history that left this PC. */
export function CompareSection(): ReactElement {
  const { t } = useTranslation('audit')
  const api = useApi()
  const job = useJob('audit.compare')
  const [text, setText] = useState('')
  const [file, setFile] = useState<HandedFile | null>(null)
  const [failure, setFailure] = useState<CallError | null>(null)
  const [asked, setAsked] = useState(false)
  const { progress } = job
  const running = progress.state === 'running'
  const empty = text.trim() === '' && file === null
  const take = async (picked: File): Promise<void> => {
    setFailure(null)
    job.reset()
    const outcome = await handOverFile(api, picked, 'inspection')
    if (outcome.ok) setFile(outcome.value)
    else setFailure(outcome.error)
  }
  const choose = chooseBySystem('inspection', setFile, setFailure)
  const compare = (): void => {
    if (empty) setAsked(true)
    else void job.start({ text, file: file?.file ?? null })
  }
  return (
    <Section title={t('check.outside')}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <TextInput
          label={t('check.paste', { file: anchorLog })}
          help={t('check.pasteHelp')}
          lines={3}
          value={text}
          onChange={(next) => {
            setText(next)
            job.reset()
          }}
          maxLength={200_000}
          error={asked && empty ? t('check.nothingGiven') : undefined}
        />
        <DropZone label={t('check.drop')} help={file === null ? t('check.dropHelp') : t('check.chosen', { name: file.name })} accept=".zip" busy={running} onFiles={(files) => files[0] !== undefined && void take(files[0])} onChoose={choose === undefined ? undefined : () => void choose()} />
        {failure === null ? null : <ErrorNotice error={failure} />}
        <Box>
          <ActionButton action={{ label: t('check.compare'), busy: running, onPress: compare }} />
        </Box>
        {running ? <ProgressNotice label={t('check.comparing')} done={progress.done} total={progress.total} onCancel={job.cancel} /> : null}
        {progress.state === 'failed' ? <ErrorNotice error={progress.error} /> : null}
        {progress.state === 'done' ? <Compared result={progress.value} /> : null}
      </Box>
    </Section>
  )
}

function Compared({ result }: { readonly result: JobResult<'audit.compare'> }): ReactElement {
  const { t } = useTranslation(['audit', 'transfer'])
  const { language } = useReportWords()
  const zone = useRecordZone()
  const { heads, unread, verdict } = result
  const worst = heads.find(({ finding }) => finding === 'differs' || finding === 'beyond-end') ?? null
  const holds = heads.filter(({ finding }) => finding === 'holds').length
  const notGenuine = verdict !== null && !verdict.startsWith('genuine')
  const columns: readonly DataColumn<ComparedHead>[] = [
    { id: 'source', label: t('check.from'), value: ({ source }) => t(`check.source.${source}`, { file: anchorLog }), width: '8rem' },
    { id: 'entry', label: t('check.entry'), value: ({ sequence }) => sequence, width: '6rem', numeric: true },
    { id: 'written', label: t('check.written'), value: ({ at }) => at, cell: ({ at }) => (at === null ? '' : longTime(at, zone, language)), width: '12rem' },
    { id: 'finding', label: t('check.finding'), value: ({ finding }) => t(`check.findings.${finding}`) },
  ]
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
      {notGenuine ? <Notice severity="high" live title={t('check.fileNot', { verdict: t(`transfer:verdict.${verdict}.answer`) })} /> : null}
      {heads.length === 0 ? (
        <Notice live title={t('check.none')} />
      ) : worst !== null ? (
        <Notice severity="critical" live title={t(`check.findings.${worst.finding}`)}>
          <Typography>{t('check.todo')}</Typography>
        </Notice>
      ) : holds > 0 ? (
        <Notice severity="good" live title={t('check.findings.holds')} />
      ) : (
        <Notice live title={t(`check.findings.${heads[0]?.finding ?? 'other-store'}`)} />
      )}
      {unread === 0 ? null : <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('check.unread', { count: unread })}</Typography>}
      {heads.length === 0 ? null : <DataTable label={t('check.result')} columns={columns} rows={heads} rowId={({ source, sequence, head }) => `${source} ${String(sequence)} ${head}`} searchable={false} />}
    </Box>
  )
}
