import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { doubtOf } from '../../../shared/clock/leave-by.ts'
import { useNow } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { ScreenPage } from '../../app/frame/ScreenPage.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { TimeDoubtNotice } from '../clock/index.ts'
import { ApprovalTasks } from '../approval/index.ts'
import { incidentPaths } from '../incident/paths.ts'
import { SpaceNotice } from '../space/index.ts'
import { BackupWarnings } from './BackupWarnings.tsx'
import { ClockNeverCompared } from './ClockNeverCompared.tsx'
import { DeadlineRows } from './DeadlineRows.tsx'
import { DecisionRows } from './DecisionRows.tsx'
import { KeepingDue } from './KeepingDue.tsx'
import { needsOf } from './needs.ts'
import { RecordCheckSection } from './RecordCheckSection.tsx'
import { RegisterCounts } from './RegisterCounts.tsx'
import { SetupRows } from './SetupRows.tsx'
import type {} from './texts.ts'

const minute = 60_000

/** What needs me today: deadlines, decisions, set-up; then what the record holds and whether it is intact. */
export function OverviewPage(): ReactElement {
  const { t } = useTranslation('overview')
  const [, navigate] = useLocation()
  const bar = useQuery('deadlines.bar', {}, { every: minute })
  const incidents = useQuery('incidents.list', {}, { every: minute })
  const setup = useQuery('setup.open', {})
  // By the second, so that it never tells another minute than the bar above.
  const now = useNow(1_000)
  const error = bar.error ?? incidents.error ?? setup.error
  const needs = bar.value === undefined || incidents.value === undefined ? null : needsOf(bar.value.deadlines, incidents.value.incidents, Math.max(now, bar.value.now), doubtOf(bar.value))
  const open = setup.value?.open ?? []
  const nothing = needs !== null && needs.running.length === 0 && needs.undecided.length === 0
  return (
    <ScreenPage
      id="overview"
      title={t('title')}
      purpose={t('purpose')}
      primary={{ label: t('record'), onPress: () => navigate(incidentPaths.record) }}
      secondary={[{ label: t('print'), onPress: () => window.print() }]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {error === null ? null : (
          <ErrorNotice
            error={error}
            actions={[
              {
                label: t('again'),
                onPress: () => {
                  bar.refresh()
                  incidents.refresh()
                  setup.refresh()
                },
              },
            ]}
          />
        )}
        <SpaceNotice />
        <TimeDoubtNotice />
        {needs === null || needs.running.length === 0 ? null : (
          <Section title={t('deadlines.title')}>
            <DeadlineRows entries={needs.running} />
          </Section>
        )}
        {needs === null || needs.undecided.length === 0 ? null : (
          <Section title={t('decisions.title')}>
            <DecisionRows rows={needs.undecided} />
          </Section>
        )}
        <ApprovalTasks />
        {nothing ? (
          <Section title={t('nothing.title')}>
            <Typography>{incidents.value?.incidents.length === 0 ? t('nothing.never') : t('nothing.now')}</Typography>
          </Section>
        ) : null}
        <BackupWarnings />
        <KeepingDue />
        {bar.value === undefined || bar.value.stated !== null || bar.value.time.state === 'suspect' ? null : <ClockNeverCompared zone={bar.value.zone} />}
        {open.length === 0 ? null : (
          <Section title={t('setup.title', { count: open.length })}>
            <SetupRows open={open} />
          </Section>
        )}
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' }, alignItems: 'start' }}>
          <RegisterCounts />
          <RecordCheckSection />
        </Box>
      </Box>
    </ScreenPage>
  )
}
