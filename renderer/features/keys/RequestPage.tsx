import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { TickInput } from '../../ui/form/TickInput.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { keysPaths } from './paths.ts'
import type {} from './texts.ts'
import { UntilChoice, untilInstant, useUntil } from './UntilChoice.tsx'
import { useExchangeFile } from './use-exchange-file.tsx'
import { useNewKeyForm } from './use-new-key-form.tsx'

type Request = NonNullable<ReplyTo<'keyExchange.look'>['request']>

/** At the head office: who asks for certificates, what to compare by phone, and certifying it. */
export function RequestPage(): ReactElement {
  const { t, i18n } = useTranslation(['exchange', 'settings'])
  const [, navigate] = useLocation()
  const { zone, clock } = useCoreClock()
  const certify = useCommand('keyExchange.certify')
  const form = useNewKeyForm(t('exchange:request.reasonHelp'))
  const [compared, setCompared] = useState<readonly 'compared'[]>([])
  const [until, setUntil] = useUntil()
  const [done, setDone] = useState<string | null>(null)
  const { drop, looked } = useExchangeFile({
    label: t('exchange:request.drop'),
    help: t('exchange:request.dropHelp'),
    onNew: () => {
      setCompared([])
      setDone(null)
      certify.clear()
    },
  })
  const request = looked?.request ?? null
  const send = async (): Promise<void> => {
    const entered = form.complete()
    if (entered === null || looked === null || request === null) return
    const outcome = await certify.run({ ...entered, file: looked.file, request: request.request, validUntil: untilInstant(until, clock.now()) })
    if (outcome.ok) setDone(outcome.value.id)
    else form.refused()
  }
  return (
    <Page
      title={t('exchange:request.title')}
      purpose={t('exchange:request.purpose')}
      width="reading"
      primary={
        done !== null
          ? { label: t('exchange:request.carry'), onPress: () => navigate(keysPaths.out(done)) }
          : request === null
            ? undefined
            : { label: t('exchange:request.do'), busy: certify.busy, onPress: () => void send(), blockedBecause: compared.length > 0 ? undefined : t('exchange:request.compareFirst') }
      }
      secondary={[{ label: t('settings:pages.keys.title'), onPress: () => navigate(keysPaths.all) }]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '60rem' }}>
        {drop}
        {done === null ? null : (
          <Notice severity="good" live title={t('exchange:request.done')}>
            {t('exchange:request.doneMeans')}
          </Notice>
        )}
        {request === null ? null : <Asked request={request} zone={zone} language={i18n.language} />}
        {request === null || done !== null ? null : (
          <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '46rem' }}>
            <Typography>{t('exchange:request.compare')}</Typography>
            <TickInput label={t('exchange:request.comparedLabel')} value={compared} onChange={setCompared} choices={[{ value: 'compared', label: t('exchange:request.compared') }]} />
            <UntilChoice value={until} onChange={setUntil} />
            {form.fields}
            {certify.error === null ? null : <ErrorNotice error={certify.error} />}
          </Box>
        )}
      </Box>
    </Page>
  )
}

/** Who asks, for what, and what was certified before. */
function Asked({ request, zone, language }: { readonly request: Request; readonly zone: string; readonly language: string }): ReactElement {
  const { t } = useTranslation('exchange')
  const time = (at: number): string => displayText(at, zone, language)
  const wanted = request.validUntil === null ? t('until.forGood') : time(request.validUntil)
  return (
    <>
      <Section title={t('request.who')}>
        <KeyValue
          facts={[
            { label: t('request.entity'), value: `${request.entity.name} (${request.entity.code}, ${request.entity.country})` },
            { label: t('request.at'), value: time(request.requestedAt) },
            { label: t('request.clock'), value: t(`request.clockState.${request.clock}`) },
            { label: t('ask.until'), value: wanted },
            ...(request.people.length === 0 ? [] : [{ label: t('request.people'), value: request.people.map((code) => `p-${code}`).join(', ') }]),
            ...(request.handsOver === null ? [] : [{ label: t('request.handsOver'), value: (<><code>{request.handsOver}</code> {t('request.handsOverMeans')}</>) }]),
          ]}
        />
      </Section>
      {request.sites.map((site) => (
        <Section key={site.code} title={t('request.site', { name: site.name })}>
          <KeyValue
            facts={[
              { label: t('request.code'), value: <code>{site.code}</code> },
              { label: t('request.fingerprint'), value: <code>{site.fingerprint}</code> },
              ...(site.replaces === null ? [] : [{ label: t('request.replaces'), value: <code>{site.replaces}</code> }]),
              { label: t('request.before'), value: site.before.length === 0 ? t('request.beforeNone') : <Before before={site.before} time={time} /> },
            ]}
          />
        </Section>
      ))}
      {request.revoked.length === 0 ? null : (
        <Section title={t('request.revoked')}>
          <KeyValue
            facts={request.revoked.map((key) => ({
              label: key.principal,
              value: (
                <>
                  <code>{key.fingerprint}</code> {t('request.revokedLine', { time: time(key.since), reason: key.reason ?? '' })}
                </>
              ),
            }))}
          />
        </Section>
      )}
    </>
  )
}

function Before({ before, time }: { readonly before: Request['sites'][number]['before']; time(at: number): string }): ReactElement {
  const { t } = useTranslation('exchange')
  return (
    <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
      {before.map(({ fingerprint, to, revokedAt }) => (
        <li key={fingerprint}>
          <code>{fingerprint}</code> {revokedAt !== null ? t('request.beforeRevoked') : to === null ? t('until.forGood') : t('request.beforeEnd', { time: time(to) })}
        </li>
      ))}
    </Box>
  )
}
