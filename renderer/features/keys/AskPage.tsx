import Box from '@mui/material/Box'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { InstantField } from '../../ui/form/InstantField.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { headOfficeLine } from './head-office-line.ts'
import { keysPaths } from './paths.ts'
import type {} from './texts.ts'
import { UntilChoice, untilInstant, useUntil } from './UntilChoice.tsx'
import { useNewKeyForm } from './use-new-key-form.tsx'

/** Asks the head office for certificates; for a new key of one site; or to revoke one key. @param id of the site to renew, or of the key to revoke. */
export function AskPage({ matter: what, id }: { readonly matter: 'all' | 'renew' | 'revoke'; readonly id: string | null }): ReactElement {
  const { t } = useTranslation(['exchange', 'keys', 'settings'])
  const [, navigate] = useLocation()
  const { zone, clock } = useCoreClock()
  const { value: state, error } = useQuery('keyExchange.state', {})
  const { value: keys } = useQuery('keys.list', {})
  const ask = useCommand('keyExchange.ask')
  const form = useNewKeyForm(t('exchange:ask.reasonHelp'))
  const [line, setLine] = useState('')
  const [until, setUntil] = useUntil()
  const [since, setSince] = useState<number | null>(null)
  const [told, setTold] = useState('')
  const [tried, setTried] = useState(false)
  const handsOver = state?.keyHere === true
  const isLine = headOfficeLine(line)
  const key = what === 'all' ? undefined : keys?.keys.find((one) => (what === 'renew' ? one.owner === id && one.state === 'in-use' : one.id === id && one.state !== 'revoked'))
  const isGone = what !== 'all' && keys !== undefined && key === undefined
  const name = key?.name ?? ''
  const title = what === 'all' || key === undefined ? t('exchange:ask.title') : t(`exchange:ask.${what}Title`, { name })
  const first = what === 'revoke' ? [t(key?.kind === 'person' ? 'exchange:ask.revokePerson' : 'exchange:ask.revoke'), t('exchange:ask.callNow')] : what === 'renew' ? [t('exchange:ask.renew')] : []
  const consequences = [...first, t('exchange:ask.allPeople'), ...(handsOver ? [t('exchange:ask.handOver'), t('exchange:ask.recipients'), t('exchange:ask.backups'), t('exchange:ask.rightLine')] : [])]
  const send = async (): Promise<void> => {
    setTried(true)
    const entered = form.complete()
    if (entered === null || (handsOver && !isLine) || (what === 'revoke' && (since === null || told.trim() === ''))) return
    const outcome = await ask.run({
      ...entered,
      authority: handsOver ? line : '',
      renew: what === 'renew' && key !== undefined ? [key.owner] : [],
      revoke: what === 'revoke' && key !== undefined && since !== null ? [{ key: key.id, since, reason: told }] : [],
      validUntil: untilInstant(until, clock.now()),
    })
    if (outcome.ok) navigate(keysPaths.out(outcome.value.id))
    else form.refused()
  }
  return (
    <Page
      title={title}
      purpose={t('exchange:ask.purpose')}
      width="reading"
      primary={isGone || state === undefined ? undefined : { label: t('exchange:ask.do'), busy: ask.busy, onPress: () => void send() }}
      secondary={[{ label: t('settings:pages.keys.title'), onPress: () => navigate(keysPaths.all) }]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '46rem' }}>
        {error === null ? null : <ErrorNotice error={error} />}
        {isGone ? <Notice severity="medium" title={t('exchange:ask.gone')} /> : null}
        {state === undefined || isGone ? null : (
          <>
            <Section title={t('exchange:ask.what')}>
              <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
                {consequences.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </Box>
            </Section>
            {handsOver ? <TextInput label={t('exchange:ask.line')} help={t('exchange:ask.lineHelp')} lines={2} value={line} onChange={setLine} maxLength={2000} error={tried && !isLine ? t('exchange:ask.lineMissing') : undefined} /> : null}
            {what === 'revoke' ? (
              <>
                <InstantField label={t('exchange:ask.since')} help={t('exchange:ask.sinceHelp')} value={since} onChange={setSince} zone={zone} now={() => clock.now()} error={tried && since === null ? t('exchange:ask.sinceMissing') : undefined} />
                <TextInput label={t('exchange:ask.told')} help={t('exchange:ask.toldHelp')} value={told} onChange={setTold} maxLength={200} error={tried && told.trim() === '' ? t('keys:reasonMissing') : undefined} />
              </>
            ) : null}
            <UntilChoice value={until} onChange={setUntil} />
            {form.fields}
            {ask.error === null ? null : <ErrorNotice error={ask.error} />}
          </>
        )}
      </Box>
    </Page>
  )
}
