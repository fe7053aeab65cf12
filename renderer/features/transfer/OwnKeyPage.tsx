import Box from '@mui/material/Box'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useQuery } from '../../api/hooks.ts'
import { useJob } from '../../api/use-job.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { keysPaths } from '../keys/paths.ts'
import { placeProblem } from './carry-out.ts'
import { PlaceList } from './PlaceList.tsx'
import { transferPaths } from './paths.ts'

/** How often the drives are looked at, in milliseconds. */
const lookEvery = 2500
/** Room the file needs at most, in bytes. */
const room = 1024 * 1024

/** Carries out the statement about the new key of this entity, for everybody who has the old key card. */
export function OwnKeyPage(): ReactElement {
  const { t } = useTranslation('transfer')
  const [, navigate] = useLocation()
  const { value: places, error, refresh } = useQuery('places.list', {}, { every: lookEvery })
  const [chosen, setChosen] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const write = useJob('keys.carryList')
  const { progress } = write
  const place = places?.places.find(({ id }) => id === chosen)
  const problem = place === undefined ? null : placeProblem(place, room)
  const run = async (): Promise<void> => {
    if (place === undefined) return
    await write.start({ place: place.id, reason })
    refresh()
  }
  return (
    <Page
      title={t('ownKey.title')}
      purpose={t('ownKey.purpose')}
      primary={{ label: t('ownKey.write'), busy: progress.state === 'running', onPress: () => void run(), blockedBecause: place === undefined ? t('out.chooseFirst') : problem === null ? undefined : t(`place.${problem}`, { room: '1 MB' }) }}
      secondary={[
        { label: t('ownKey.keys'), onPress: () => navigate(keysPaths.all) },
        { label: t('toLog'), onPress: () => navigate(transferPaths.all) },
      ]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '60rem' }}>
        {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
        {progress.state === 'running' ? <ProgressNotice label={t('out.writing')} done={progress.done} total={progress.total} onCancel={write.cancel} /> : null}
        {progress.state === 'failed' ? <ErrorNotice error={progress.error} /> : null}
        {progress.state === 'done' ? (
          <Notice severity="good" live title={t('out.written', { place: place?.label ?? '' })}>
            {t('ownKey.written', { name: progress.value.name })}
          </Notice>
        ) : null}
        <Section title={t('out.step1')}>
          {places === undefined ? null : <PlaceList places={places.places} chosen={chosen} room={room} onChoose={setChosen} disabled={progress.state === 'running'} />}
          <Box sx={{ marginTop: 2, maxWidth: '40rem' }}>
            <TextInput label={t('out.reason')} help={t('out.reasonHelp')} value={reason} onChange={setReason} maxLength={600} />
          </Box>
        </Section>
      </Box>
    </Page>
  )
}
