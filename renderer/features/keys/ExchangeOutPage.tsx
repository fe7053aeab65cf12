import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useQuery } from '../../api/hooks.ts'
import { useJob } from '../../api/use-job.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { placeProblem } from '../transfer/carry-out.ts'
import { PlaceList } from '../transfer/PlaceList.tsx'
import { keysPaths } from './paths.ts'
import type {} from './texts.ts'

/** How often the drives are looked at, in milliseconds. */
const lookEvery = 2500
/** Room the file needs at most, in bytes. */
const room = 1024 * 1024

/** Writes a request or an answer to a stick, and shows the fingerprint to read out. */
export function ExchangeOutPage({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation(['exchange', 'transfer', 'settings'])
  const [, navigate] = useLocation()
  const { value: state, error } = useQuery('keyExchange.state', {})
  const { value: places, error: unseen, refresh } = useQuery('places.list', {}, { every: lookEvery })
  const { value: card } = useQuery('keys.card', { language: 'en' })
  const [chosen, setChosen] = useState<string | null>(null)
  const write = useJob('keyExchange.carry')
  const { progress } = write
  const asked = state?.asked?.id === id ? state.asked : null
  const answered = state?.answered.find((one) => one.id === id) ?? null
  const carried = asked ?? answered
  const place = places?.places.find((one) => one.id === chosen)
  const problem = place === undefined ? null : placeProblem(place, room)
  const run = async (): Promise<void> => {
    if (place === undefined) return
    await write.start({ id, place: place.id, reason: '' })
    refresh()
  }
  const fingerprints = asked !== null ? [...asked.sites.map((site) => ({ label: site.name, value: <code>{site.fingerprint}</code> })), { label: t('exchange:answer.authority'), value: <code>{asked.authority}</code> }] : card === undefined ? [] : [{ label: t('exchange:answer.authority'), value: <code>{card.entityFingerprint}</code> }]
  return (
    <Page
      title={t(asked !== null ? 'exchange:out.request' : 'exchange:out.answer')}
      purpose={t('exchange:out.purpose')}
      width="reading"
      primary={
        carried === null
          ? undefined
          : { label: t('exchange:out.write'), busy: progress.state === 'running', onPress: () => void run(), blockedBecause: place === undefined ? t('transfer:out.chooseFirst') : problem === null ? undefined : t(`transfer:place.${problem}`, { room: '1 MB' }) }
      }
      secondary={[{ label: t('settings:pages.keys.title'), onPress: () => navigate(keysPaths.all) }]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '60rem' }}>
        {error === null ? null : <ErrorNotice error={error} />}
        {unseen === null ? null : <ErrorNotice error={unseen} actions={[{ label: t('settings:again'), onPress: refresh }]} />}
        {progress.state === 'running' ? <ProgressNotice label={t('transfer:out.writing')} done={progress.done} total={progress.total} onCancel={write.cancel} /> : null}
        {progress.state === 'failed' ? <ErrorNotice error={progress.error} /> : null}
        {progress.state === 'done' ? (
          <Notice severity="good" live title={t('transfer:out.written', { place: place?.label ?? '' })}>
            {t('exchange:out.written', { name: progress.value.name })}
          </Notice>
        ) : null}
        {state !== undefined && carried === null ? <Notice severity="medium" title={t('exchange:out.gone')} /> : null}
        {carried === null ? null : (
          <>
            <Section title={t('exchange:state.readOut')}>
              {asked !== null && state?.keyHere === true ? <Typography sx={{ marginBottom: 1 }}>{t('exchange:out.compareFirst')}</Typography> : null}
              <KeyValue facts={fingerprints} />
            </Section>
            <Section title={t('transfer:out.step1')}>{places === undefined ? null : <PlaceList places={places.places} chosen={chosen} room={room} onChoose={setChosen} disabled={progress.state === 'running'} />}</Section>
          </>
        )}
      </Box>
    </Page>
  )
}
