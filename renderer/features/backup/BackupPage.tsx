import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useState } from 'react'
import { useQuery } from '../../api/hooks.ts'
import { useJob, type JobHandle } from '../../api/use-job.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useReportWords } from '../report/report-words.ts'
import { settingsPaths } from '../settings/paths.ts'
import { placeProblem } from '../transfer/carry-out.ts'
import { PlaceList } from '../transfer/PlaceList.tsx'
import { sizeText } from '../transfer/size-text.ts'
import { BackupList } from './BackupList.tsx'
import { Standing } from './Standing.tsx'
import { useBackupStanding } from './backup-words.ts'

/** How often drives are looked at, in milliseconds. */
const lookEvery = 2_500

/** Starts one and takes away what the other one came to. */
function make(place: string | null, mine: JobHandle<'backups.make'>, other: JobHandle<'backups.make'>): void {
  other.reset()
  void mine.start({ place })
}

/** Backups of the record: how it stands, one to a stick, one now, and all that can be reached. */
export function BackupPage(): ReactElement {
  const { t } = useTranslation(['backup', 'settings', 'transfer'])
  const { language } = useReportWords()
  const [, navigate] = useLocation()
  const standing = useBackupStanding()
  const list = useQuery('backups.list', {}, { every: lookEvery })
  const { value: places } = useQuery('places.list', {}, { every: lookEvery })
  const [chosen, setChosen] = useState<string | null>(null)
  const outside = useJob('backups.make')
  const here = useJob('backups.make')
  const busy = outside.progress.state === 'running' || here.progress.state === 'running'
  const known = places?.places ?? []
  const sticks = known.filter(({ kind }) => kind === 'removable')
  const place = known.find(({ id }) => id === chosen) ?? (chosen === null && sticks.length === 1 ? sticks[0] : undefined)
  // The next backup is about as large as the last one.
  const room = Math.round((list.value?.backups[0]?.size ?? 1_000_000) * 1.1)
  const problem = place === undefined ? null : placeProblem(place, room)
  const write = {
    label: t('backup:out.write'),
    busy: outside.progress.state === 'running',
    onPress: () => make(place?.id ?? null, outside, here),
    blockedBecause: place === undefined ? t('backup:out.choose') : problem === null ? undefined : t(`transfer:place.${problem}`, { room: sizeText(room, language) }),
  }
  return (
    <Page
      title={t('settings:pages.backup.title')}
      purpose={t('settings:pages.backup.purpose')}
      primary={write}
      secondary={[
        { label: t('backup:make'), busy: here.progress.state === 'running', onPress: () => make(null, here, outside) },
        { label: t('backup:toSettings'), onPress: () => navigate(settingsPaths.all) },
      ]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '60rem' }}>
        {outside.progress.state === 'running' ? <ProgressNotice label={t('backup:out.working')} done={outside.progress.done} total={outside.progress.total} unit={(bytes) => sizeText(bytes, language)} onCancel={outside.cancel} /> : null}
        {here.progress.state === 'running' ? <ProgressNotice label={t('backup:making')} done={here.progress.done} total={here.progress.total} /> : null}
        {outside.progress.state === 'failed' ? <ErrorNotice error={outside.progress.error} /> : null}
        {here.progress.state === 'failed' ? <ErrorNotice error={here.progress.error} /> : null}
        {outside.progress.state === 'done' ? (
          <Notice severity="good" live title={t('backup:out.done', { name: outside.progress.value.name, place: outside.progress.value.place ?? '' })}>
            {t('backup:out.doneMeans')}
          </Notice>
        ) : null}
        {here.progress.state === 'done' ? <Notice severity="good" live title={t('backup:made', { name: here.progress.value.name })} /> : null}
        {standing === undefined ? null : <Standing standing={standing} />}
        <Section title={t('backup:out.title')}>
          <PlaceList places={known} chosen={place?.id ?? null} room={room} onChoose={setChosen} disabled={busy} />
        </Section>
        <Section title={t('backup:list.title')}>
          {list.error === null ? null : <ErrorNotice error={list.error} actions={[{ label: t('backup:again'), onPress: list.refresh }]} />}
          {list.value === undefined ? null : <BackupList backups={list.value.backups} />}
        </Section>
      </Box>
    </Page>
  )
}
