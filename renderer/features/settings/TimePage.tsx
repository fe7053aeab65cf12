import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { displayText, zonedDisplayText } from '../../../shared/clock/time-text.ts'
import { useNow } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Section } from '../../ui/Section.tsx'
import { anomalyText } from '../clock/clock-words.ts'
import { ConfirmTimeDialog, StateTimeDialog } from '../clock/index.ts'
import { settingsPaths } from './paths.ts'
import { SettingsFrame } from './SettingsFrame.tsx'
import { TimeEvents, usePersonName } from './TimeEvents.tsx'
import { TimeLimitDialog } from './TimeLimitDialog.tsx'

type Clock = ReplyTo<'clock.events'>

/** What is known about the time: what this PC's clock did, what people said about it, and other clocks of the plant. */
export function TimePage(): ReactElement {
  const { t, i18n } = useTranslation('clock')
  const { value, error, refresh } = useQuery('clock.events', {}, { every: 30_000 })
  const [asking, setAsking] = useState<'state' | 'confirm' | 'limit' | null>(null)
  const personName = usePersonName()
  const close = (): void => setAsking(null)
  const zone = value?.reading.zone ?? 'UTC'
  return (
    <SettingsFrame page="time" primary={value === undefined ? undefined : { label: t('page.stateTime'), onPress: () => setAsking('state') }}>
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('source.again'), onPress: refresh }]} />}
      {value === undefined ? null : (
        <>
          <Section title={t('page.now')}>
            <TimeNow clock={value} />
            {value.confirmable === null ? null : (
              <Box sx={{ marginTop: 1, display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
                <Typography sx={{ flex: '1 1 18rem' }}>{t('page.canConfirm')}</Typography>
                <ActionButton action={{ label: t('page.confirmTime'), onPress: () => setAsking('confirm') }} />
              </Box>
            )}
          </Section>
          <Section title={t('page.events')}>
            <TimeEvents clock={value} />
          </Section>
          <SourcesSection />
          <Section title={t('page.limit')}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
              <Typography sx={{ flex: '1 1 18rem' }}>
                {t('page.limitDays', { count: value.limit.days })},{' '}
                {value.limit.at === null ? t('page.limitUsual') : t('page.limitBy', { time: displayText(value.limit.at, zone, i18n.language), reason: value.limit.reason })}
              </Typography>
              <ActionButton action={{ label: t('page.limitChange'), needs: 'settings.write', onPress: () => setAsking('limit') }} />
            </Box>
          </Section>
          {asking === 'state' ? <StateTimeDialog zone={zone} onClose={close} /> : null}
          {asking === 'confirm' && value.confirmable !== null ? <ConfirmTimeDialog by={personName(value.confirmable.by) ?? ''} now={value.confirmable.now} zone={zone} onClose={close} /> : null}
          {asking === 'limit' ? <TimeLimitDialog days={value.limit.days} onClose={close} /> : null}
        </>
      )}
    </SettingsFrame>
  )
}

/** Time now with its bounds; it counts on by the minute. */
function TimeNow({ clock }: { readonly clock: Clock }): ReactElement {
  const { t, i18n } = useTranslation('clock')
  const upper = Math.max(useNow(60_000), clock.now)
  const passed = upper - clock.now
  const { time, reading } = clock
  const told = (at: number): string => zonedDisplayText(at, reading.zone, i18n.language)
  const shown = time.open
    ? t('page.orLater', { time: told(upper) })
    : time.isRange
      ? t('page.between', { lower: told(time.lower + passed), upper: told(upper) })
      : told(upper)
  return (
    <KeyValue
      facts={[
        { label: t('page.now'), value: shown },
        { label: t('page.pcShows'), value: told(reading.at + passed) },
        {
          label: t('page.trust'),
          value: time.state !== 'suspect' ? t(`page.state.${time.state}`) : time.why === null ? t('did.stated-earlier') : anomalyText(t, time.why, reading.zone, i18n.language),
        },
      ]}
    />
  )
}

function SourcesSection(): ReactElement {
  const { t } = useTranslation('clock')
  const [, navigate] = useLocation()
  const { value } = useQuery('timeSources.list', { site: null })
  const count = value?.timeSources.length ?? 0
  return (
    <Section title={t('page.sources')}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography sx={{ flex: '1 1 18rem' }}>{count === 0 ? t('page.sourcesNone') : t('page.sourcesWhat', { count })}</Typography>
        <ActionButton action={{ label: t('page.sourcesOpen'), onPress: () => navigate(settingsPaths.timeSources) }} />
      </Box>
    </Section>
  )
}
