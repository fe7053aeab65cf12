import Box from '@mui/material/Box'
import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { recoverySheetDocument } from '../../../shared/report/recovery-sheet.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useRecoveryKey } from '../door/recovery-key.ts'
import { useReportWords } from '../report/report-words.ts'
import { PrintedSheet } from './PrintedSheet.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import type {} from './texts.ts'

/** The recovery sheet: shown while its key is in this window, else a new key is made for it. */
export function RecoverySheetPage(): ReactElement {
  const recoveryKey = useRecoveryKey((state) => state.key)
  return recoveryKey === null ? <MakeKey /> : <Sheet recoveryKey={recoveryKey} />
}

function Sheet({ recoveryKey }: { readonly recoveryKey: string }): ReactElement {
  const { t } = useTranslation('settings')
  const { language } = useReportWords()
  const { clock, zone: zoneHere } = useCoreClock()
  const { value: entity } = useQuery('entity.get', {})
  const { value: sites } = useQuery('sites.list', {})
  const { value: bar } = useQuery('deadlines.bar', {})
  const { value: status } = useQuery('store.status', {})
  // The sheet is read at the plant, so it tells the plant's time.
  const zone = sites?.sites[0]?.zone ?? zoneHere
  const forget = useRecoveryKey((state) => state.forget)
  const done = useCommand('setup.done')
  const [printed, setPrinted] = useState(false)
  const ready = entity !== undefined && sites !== undefined && bar !== undefined && status !== undefined
  const document = useMemo(
    () =>
      ready
        ? recoverySheetDocument(
            {
              entity: { code: entity.code, name: entity.name },
              siteName: sites.sites.map(({ name }) => name).join(', '),
              recoveryKey,
              madeAt: clock.now(),
              zone,
              ...(status.kind === 'demo' ? { mark: 'demo' as const } : {}),
            },
            language,
          )
        : null,
    // The time is that of opening the page; it must not change under the person's eyes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [ready, entity, sites, recoveryKey, zone, language],
  )
  const print = {
    label: t('recovery.print'),
    onPress: () => {
      window.print()
      setPrinted(true)
    },
  }
  const confirm = {
    label: t('recovery.done'),
    busy: done.busy,
    onPress: () =>
      void done.run({ task: 'recovery-sheet' }).then((outcome) => {
        if (outcome.ok) forget()
      }),
  }
  return (
    <SettingsFrame page="recovery-sheet" width="full" purpose={t('recovery.lead')} primary={document === null ? undefined : printed ? confirm : print} secondary={[printed ? print : confirm]} leadsOn={false}>
      <Box data-print="no" sx={{ maxWidth: '46rem' }}>
        {done.error === null ? null : <ErrorNotice error={done.error} />}
      </Box>
      {document === null ? null : <PrintedSheet document={document} />}
    </SettingsFrame>
  )
}

function MakeKey(): ReactElement {
  const { t } = useTranslation('settings')
  const { value: setup } = useQuery('setup.open', {})
  const keep = useRecoveryKey((state) => state.keep)
  const renew = useCommand('store.renewRecoveryKey')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const isDone = setup !== undefined && !setup.open.includes('recovery-sheet')
  const send = async (): Promise<void> => {
    setTried(true)
    if (passphrase === '') return
    const outcome = await renew.run({ passphrase })
    if (outcome.ok) keep(outcome.value.recoveryKey)
  }
  return (
    <SettingsFrame page="recovery-sheet">
      {isDone ? <Notice title={t('recovery.isDone')} /> : setup === undefined ? null : <Notice severity="medium" title={t('recovery.notPrinted')} />}
      <FormStep title={isDone ? t('recovery.againTitle') : t('recovery.makeTitle')} lead={t('recovery.makeLead')} forward={{ label: t('recovery.make'), busy: renew.busy, onPress: () => void send() }} saved={renew.busy ? t('recovery.working') : undefined}>
        <TextInput
          label={t('recovery.passphrase')}
          kind="password"
          autoComplete="current-password"
          maxLength={256}
          value={passphrase}
          onChange={setPassphrase}
          error={tried && passphrase === '' ? t('recovery.passphraseMissing') : undefined}
        />
        {renew.error === null ? null : <ErrorNotice error={renew.error} />}
      </FormStep>
    </SettingsFrame>
  )
}
