import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Release } from '../../../shared/report/release.ts'
import { parsePackageName } from '../../../shared/package/names.ts'
import { isStage } from '../../../shared/report/stage.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { useJob } from '../../api/use-job.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { StepLadder, type StepState } from '../../ui/StepLadder.tsx'
import type { Action } from '../../ui/ActionButton.tsx'
import { useReportWords } from '../report/report-words.ts'
import { auditPaths } from '../audit/paths.ts'
import { incidentPaths } from '../incident/paths.ts'
import { placeProblem, roomNeeded, type Place, type Written } from './carry-out.ts'
import { transferPaths } from './paths.ts'
import { PlaceList } from './PlaceList.tsx'
import { ReceiptSheet } from './ReceiptSheet.tsx'
import { sizeText } from './size-text.ts'
import { useReleaseName } from './use-release-name.ts'
import { useStick } from './use-stick.ts'

/** Carries one released report file out: choose the stick, write, check, as three steps in a row. */
export function CarryOutPage({ release: id }: { readonly release: string }): ReactElement {
  const { t } = useTranslation('transfer')
  const [, navigate] = useLocation()
  const { value, error, refresh } = useQuery('reports.released', { release: id })
  if (value !== undefined) return <CarryOut release={value.release} />
  return (
    <Page title={t('out.loading')} secondary={[{ label: t('toLog'), onPress: () => navigate(transferPaths.all) }]}>
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
    </Page>
  )
}

/** `AUD-3`, as the name of the file says. */
function extractNumber(release: Release): string {
  return parsePackageName(release.name)?.incident ?? ''
}

/** How often the drives are looked at, in milliseconds. */
const lookEvery = 2500

function CarryOut({ release }: { readonly release: Release }): ReactElement {
  const { t } = useTranslation('transfer')
  const { language } = useReportWords()
  const nameOf = useReleaseName()
  const [, navigate] = useLocation()
  const { clock } = useCoreClock()
  const { value: view } = useQuery('incidents.get', release.content === 'audit' ? null : { incident: release.incident })
  const { value: places, error: placesError, refresh } = useQuery('places.list', {}, { every: lookEvery })
  const [chosen, setChosen] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [written, setWritten] = useState<{ readonly place: Place; readonly result: Written; readonly at: number } | null>(null)
  const [checked, setChecked] = useState<{ readonly result: Written; readonly at: number } | null>(null)
  const write = useJob('transfers.export')
  const check = useJob('transfers.check')
  const list = places?.places
  const only = list !== undefined && list.filter(({ kind }) => kind === 'removable').length === 1 ? list.find(({ kind }) => kind === 'removable') : undefined
  const place = list?.find(({ id }) => id === chosen) ?? (chosen === null ? only : undefined)
  const stick = useStick(written?.place ?? null, list)
  const room = roomNeeded(release.zipSize)
  const problem = place === undefined ? null : placeProblem(place, room)
  const busy = write.progress.state === 'running' || check.progress.state === 'running'
  const size = (bytes: number): string => sizeText(bytes, language)
  const runWrite = async (): Promise<void> => {
    if (place === undefined) return
    setChecked(null)
    check.reset()
    const outcome = await write.start({ release: release.id, place: place.id, reason })
    refresh()
    if (outcome.ok) setWritten({ place, result: outcome.value, at: clock.now() })
  }
  const runCheck = async (): Promise<void> => {
    if (written === null) return
    const outcome = await check.start({ release: release.id, place: written.place.id })
    if (outcome.ok) setChecked({ result: outcome.value, at: clock.now() })
  }
  const startOver = (): void => {
    setWritten(null)
    setChecked(null)
    write.reset()
    check.reset()
  }
  const isFolder = written?.place.kind === 'folder'
  const writeAction: Action = {
    label: t('out.write'),
    busy,
    onPress: () => void runWrite(),
    blockedBecause: place === undefined ? t('out.chooseFirst') : problem === null ? undefined : t(`place.${problem}`, { room: size(room) }),
  }
  const checkAction: Action = {
    label: isFolder ? t('out.checkFolder') : t('out.check'),
    busy,
    onPress: () => void runCheck(),
    blockedBecause: isFolder || stick === 'back' ? undefined : stick === 'out' ? t('out.putIn') : t('out.takeOut'),
  }
  const print: Action = { label: t('receipt.print'), onPress: () => window.print() }
  const primary = checked !== null ? print : written === null ? writeAction : checkAction
  const states: readonly [StepState, StepState, StepState] = [
    place === undefined && written === null ? 'open' : 'done',
    written !== null ? 'done' : write.progress.state === 'running' ? 'running' : write.progress.state === 'failed' ? 'attention' : place === undefined ? 'ahead' : 'open',
    checked !== null ? 'done' : check.progress.state === 'failed' ? 'attention' : written === null ? 'ahead' : 'open',
  ]
  const { stage } = release
  const handIn: Action[] = isStage(stage) ? [{ label: t('out.handIn'), onPress: () => navigate(incidentPaths.handedIn(release.incident, stage)) }] : []
  const replaced = view?.releases.find(({ supersedes }) => supersedes === release.id)
  return (
    <Page
      title={release.content === 'audit' ? t('out.titleExtract', { report: nameOf(release), number: extractNumber(release) }) : t('out.title', { report: nameOf(release), number: view?.incident.number ?? '', version: release.version })}
      primary={primary}
      secondary={[
        release.content === 'audit'
          ? { label: t('toExtracts'), onPress: () => navigate(auditPaths.extract) }
          : { label: t('toIncident', { number: view?.incident.number ?? '' }), onPress: () => navigate(incidentPaths.incident(release.incident)) },
        { label: t('toLog'), onPress: () => navigate(transferPaths.all) },
        ...(written !== null && checked === null ? [print] : []),
      ]}
    >
      <Box data-print="no" sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '60rem', marginBottom: written === null ? 0 : 3 }}>
        <Box>
          <Typography sx={{ fontWeight: 700, overflowWrap: 'anywhere' }}>{`${release.name}.zip`}</Typography>
          <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('out.facts', { recipient: release.recipientName, size: size(release.zipSize) })}</Typography>
        </Box>
        {replaced === undefined ? null : (
          <Notice severity="medium" title={t('out.replaced', { version: replaced.version })} actions={[{ label: t('out.takeNewer', { version: replaced.version }), onPress: () => navigate(transferPaths.release(replaced.id)) }]} />
        )}
        <StepLadder
          label={t('out.steps')}
          direction="row"
          current={checked !== null || written !== null ? 'check' : place === undefined ? 'choose' : 'write'}
          steps={[
            { id: 'choose', label: t('out.step1'), state: states[0], detail: written?.place.label ?? place?.label ?? t('out.step1Open') },
            { id: 'write', label: t('out.step2'), state: states[1] },
            { id: 'check', label: t(isFolder ? 'out.step3Folder' : 'out.step3'), state: states[2] },
          ]}
        />
        {written === null ? (
          <Section title={t('out.step1')}>
            {placesError === null ? null : <ErrorNotice error={placesError} actions={[{ label: t('again'), onPress: refresh }]} />}
            {list === undefined ? null : <PlaceList places={list} chosen={place?.id ?? null} room={room} onChoose={setChosen} disabled={busy} />}
            <Box sx={{ marginTop: 2, maxWidth: '40rem' }}>
              <TextInput label={t('out.reason')} help={t('out.reasonHelp')} value={reason} onChange={setReason} maxLength={600} />
            </Box>
          </Section>
        ) : null}
        {write.progress.state === 'running' ? <ProgressNotice label={t('out.writing')} done={write.progress.done} total={write.progress.total} unit={size} onCancel={write.cancel} /> : null}
        {write.progress.state === 'failed' ? <ErrorNotice error={write.progress.error} /> : null}
        {written === null ? null : (
          <Notice severity="good" live title={written.result.files.every(({ outcome }) => outcome === 'already-there') ? t('out.alreadyThere', { place: written.place.label }) : t('out.written', { place: written.place.label })} actions={checked === null && !busy ? [{ label: t('out.other'), onPress: startOver }] : []}>
            {checked === null ? t('out.writtenMeans') : null}
          </Notice>
        )}
        {written !== null && checked === null ? (
          <Section title={t(isFolder ? 'out.step3Folder' : 'out.step3')}>
            <Typography role="status">{isFolder ? t('out.folderCheck') : stick === 'in' ? t('out.takeOut') : stick === 'out' ? t('out.putIn') : t('out.isBack')}</Typography>
            {isFolder ? null : <Typography sx={(theme) => ({ color: theme.colours.quietText, marginTop: 0.5 })}>{t('out.why')}</Typography>}
          </Section>
        ) : null}
        {check.progress.state === 'running' ? <ProgressNotice label={t('out.checking')} done={check.progress.done} total={check.progress.total} unit={size} onCancel={check.cancel} /> : null}
        {check.progress.state === 'failed' ? <ErrorNotice error={check.progress.error} actions={[{ label: t('out.writeAgain'), onPress: startOver }]} /> : null}
        {checked === null ? null : (
          <Notice severity="good" live title={t('out.checked')} actions={[...handIn, { label: t('out.other'), onPress: startOver }]}>
            {t('out.checkedMeans')}
          </Notice>
        )}
      </Box>
      {written === null ? null : <ReceiptSheet release={release} number={view?.incident.number ?? null} place={written.place} files={(checked?.result ?? written.result).files} writtenAt={written.at} checkedAt={checked?.at ?? null} />}
    </Page>
  )
}
