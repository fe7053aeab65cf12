import Box from '@mui/material/Box'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { updateVerdicts } from '../../../shared/update/judge-update.ts'
import { useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { useJob } from '../../api/use-job.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { useReportWords } from '../report/report-words.ts'
import { settingsPaths } from '../settings/paths.ts'
import { sizeText } from '../transfer/size-text.ts'
import { FoundUpdates } from './FoundUpdates.tsx'
import type {} from './texts.ts'
import { UpdateStanding } from './UpdateStanding.tsx'

/** How often sticks are looked at, in milliseconds. */
const lookEvery = 2_500

/** Updates by stick: what runs, what lies ready, what is on the sticks. A build without the maker's key says only that. */
export function UpdatePage(): ReactElement {
  const { t } = useTranslation(['update', 'settings'])
  const [, navigate] = useLocation()
  const state = useQuery('updates.state', {})
  const shown = { title: t('settings:pages.update.title'), purpose: t('settings:pages.update.purpose'), secondary: [{ label: t('update:toSettings'), onPress: () => navigate(settingsPaths.all) }] }
  if (state.value === undefined) return <Page {...shown}>{state.error === null ? null : <ErrorNotice error={state.error} actions={[{ label: t('update:again'), onPress: state.refresh }]} />}</Page>
  if (state.value.maker === null)
    return (
      <Page {...shown}>
        <Notice title={t('update:verdict.no-maker')} />
      </Page>
    )
  return <Taking state={state.value} shown={shown} />
}

function Taking({ state, shown }: { readonly state: ReplyTo<'updates.state'>; readonly shown: Omit<Parameters<typeof Page>[0], 'children' | 'primary'> }): ReactElement {
  const { t } = useTranslation('update')
  const { language } = useReportWords()
  const found = useQuery('updates.found', {}, { every: lookEvery })
  const take = useJob('updates.take')
  const [chosen, setChosen] = useState<string | null>(null)
  const running = take.progress.state === 'running'
  const updates = found.value?.updates ?? []
  const fitting = updates.filter(({ verdict }) => verdict === 'genuine')
  const update = fitting.find(({ id }) => id === chosen) ?? (chosen === null && fitting.length === 1 ? fitting[0] : undefined)
  const primary = {
    label: t('take'),
    busy: running,
    onPress: () => (update === undefined ? undefined : void take.start({ id: update.id })),
    blockedBecause: update === undefined ? t('choose') : undefined,
  }
  return (
    <Page {...shown} primary={primary}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '60rem' }}>
        {take.progress.state === 'running' ? <ProgressNotice label={t('working')} done={take.progress.done} total={take.progress.total} unit={(bytes) => sizeText(bytes / 2, language)} onCancel={take.cancel} /> : null}
        {take.progress.state === 'failed' ? <Refused error={take.progress.error} /> : null}
        {take.progress.state === 'done' ? (
          <Notice severity="good" live title={t('done', { version: take.progress.value.version })}>
            {t('doneMeans')}
          </Notice>
        ) : null}
        <UpdateStanding state={state} />
        {found.error === null ? null : <ErrorNotice error={found.error} actions={[{ label: t('again'), onPress: found.refresh }]} />}
        {found.value === undefined ? null : <FoundUpdates updates={updates} chosen={update?.id ?? null} onChoose={setChosen} disabled={running} />}
      </Box>
    </Page>
  )
}

/** Why an update was not taken over; what is wrong with it has a sentence of its own. */
function Refused({ error }: { readonly error: Parameters<typeof ErrorNotice>[0]['error'] }): ReactElement {
  const { t } = useTranslation('update')
  const verdict = updateVerdicts.find((code) => code === error.details?.['verdict'])
  if (error.code !== 'update-refused' || verdict === undefined) return <ErrorNotice error={error} />
  return (
    <Notice severity="critical" live title={t('refused')}>
      {`${t(`verdict.${verdict}`)} ${t('keptAsIs')}`}
    </Notice>
  )
}
