import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { TickInput } from '../../ui/form/TickInput.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { settingsPaths } from '../settings/paths.ts'
import { transferPaths } from '../transfer/paths.ts'
import { keysPaths } from './paths.ts'
import type {} from './texts.ts'
import { useExchangeFile } from './use-exchange-file.tsx'
import { useNewKeyForm } from './use-new-key-form.tsx'

/** At the plant: what the head office answered, what to compare by phone, and taking it over. */
export function AnswerPage(): ReactElement {
  const { t, i18n } = useTranslation(['exchange', 'settings'])
  const [, navigate] = useLocation()
  const { zone } = useCoreClock()
  const take = useCommand('keyExchange.take')
  const form = useNewKeyForm(t('exchange:answer.reasonHelp'))
  const [compared, setCompared] = useState<readonly 'compared'[]>([])
  const [done, setDone] = useState(false)
  const { drop, looked } = useExchangeFile({
    label: t('exchange:answer.drop'),
    help: t('exchange:answer.dropHelp'),
    onNew: () => {
      setCompared([])
      setDone(false)
      take.clear()
    },
  })
  const answer = looked?.answer ?? null
  const time = (at: number): string => displayText(at, zone, i18n.language)
  const send = async (): Promise<void> => {
    const entered = form.complete()
    if (entered === null || looked === null || answer === null) return
    if ((await take.run({ ...entered, file: looked.file, authority: answer.authority })).ok) setDone(true)
    else form.refused()
  }
  return (
    <Page
      title={t('exchange:answer.title')}
      purpose={t('exchange:answer.purpose')}
      width="reading"
      primary={
        done
          ? { label: t('exchange:answer.carry'), onPress: () => navigate(transferPaths.ownKey) }
          : answer === null
            ? undefined
            : { label: t('exchange:answer.do'), busy: take.busy, onPress: () => void send(), blockedBecause: compared.length > 0 ? undefined : t('exchange:request.compareFirst') }
      }
      secondary={[
        ...(done ? [{ label: t('exchange:answer.card'), onPress: () => navigate(settingsPaths.page('key-card')) }] : []),
        { label: t('settings:pages.keys.title'), onPress: () => navigate(keysPaths.all) },
      ]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '60rem' }}>
        {drop}
        {done ? (
          <Notice severity="good" live title={t('exchange:answer.done')}>
            {answer?.forgets === true ? `${t('exchange:answer.doneForgot')} ${t('exchange:answer.doneMeans')}` : t('exchange:answer.doneMeans')}
          </Notice>
        ) : null}
        {answer === null ? null : (
          <Section title={t('exchange:answer.what')}>
            <KeyValue
              facts={[
                { label: t('exchange:answer.by'), value: `${answer.by.name} (${answer.by.code})` },
                { label: t('exchange:answer.authority'), value: <code>{answer.authority}</code> },
                ...(answer.replaces === null ? [] : [{ label: t('exchange:answer.replaces'), value: <code>{answer.replaces}</code> }]),
                { label: t('exchange:answer.sites'), value: answer.sites.map(({ name }) => name).join(', ') },
                { label: t('exchange:answer.people'), value: String(answer.people) },
                { label: t('exchange:answer.good'), value: answer.validUntil === null ? t('exchange:until.forGood') : t('exchange:certified.good', { time: time(answer.validUntil) }) },
                { label: t('exchange:answer.list'), value: String(answer.list) },
                { label: t('exchange:answer.at'), value: time(answer.certifiedAt) },
              ]}
            />
          </Section>
        )}
        {answer === null || done ? null : (
          <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '46rem' }}>
            {answer.forgets ? <Notice severity="medium" title={t('exchange:answer.forgets')} /> : null}
            <Typography>{t('exchange:answer.compare')}</Typography>
            <TickInput label={t('exchange:request.comparedLabel')} value={compared} onChange={setCompared} choices={[{ value: 'compared', label: t('exchange:answer.compared') }]} />
            {form.fields}
            {take.error === null ? null : <ErrorNotice error={take.error} />}
          </Box>
        )}
      </Box>
    </Page>
  )
}
