import Box from '@mui/material/Box'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import type { JobHandle } from '../../api/use-job.ts'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { useRecoveryKey } from '../door/recovery-key.ts'
import { useAboutTime } from './key-words.ts'
import type {} from './texts.ts'

/** Changes the key: what happens before it is asked for, the passphrase again, the sheet, how far it is. */
export function ChangeKey({ time, job }: { readonly time: number; readonly job: JobHandle<'store.rekey'> }): ReactElement {
  const { t } = useTranslation('key')
  const about = useAboutTime()
  const keep = useRecoveryKey((state) => state.keep)
  const [passphrase, setPassphrase] = useState('')
  const [sheet, setSheet] = useState<'new' | 'present'>('new')
  const [tried, setTried] = useState(false)
  const running = job.progress.state === 'running'
  const send = async (): Promise<void> => {
    setTried(true)
    if (passphrase === '') return
    const outcome = await job.start({ passphrase, newSheet: sheet === 'new' })
    if (!outcome.ok) return
    setPassphrase('')
    setTried(false)
    if (outcome.value.recoveryKey !== null) keep(outcome.value.recoveryKey)
  }
  const lines = ['who', 'signing', 'blocked', 'stop', 'deleted', 'kept'] as const
  return (
    <FormStep
      title={t('change.title')}
      lead={
        <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
          {lines.map((line) => (
            <li key={line}>{t(`change.${line}`, { time: about(time) })}</li>
          ))}
        </Box>
      }
      forward={{ label: t('change.forward'), busy: running, onPress: () => void send() }}
    >
      <RadioInput
        label={t('change.sheet')}
        value={sheet}
        onChange={setSheet}
        disabled={running}
        choices={[
          { value: 'new', label: t('change.sheetNew'), explanation: t('change.sheetNewWhat') },
          { value: 'present', label: t('change.sheetPresent'), explanation: t('change.sheetPresentWhat') },
        ]}
      />
      <TextInput
        label={t('change.passphrase')}
        kind="password"
        autoComplete="current-password"
        maxLength={256}
        value={passphrase}
        onChange={setPassphrase}
        disabled={running}
        error={tried && passphrase === '' ? t('change.passphraseMissing') : undefined}
      />
      {job.progress.state === 'running' ? <ProgressNotice label={t('change.working')} {...percentOf(job.progress)} unit={(count) => `${String(count)} %`} onCancel={job.cancel} /> : null}
      {job.progress.state === 'failed' ? <ErrorNotice error={job.progress.error} /> : null}
    </FormStep>
  )
}

/** The bytes mean nothing to anybody: what is copied is read once more. */
function percentOf({ done, total }: { readonly done: number; readonly total: number }): { readonly done: number; readonly total: number } {
  return total === 0 ? { done: 0, total: 0 } : { done: Math.round((done / total) * 100), total: 100 }
}
