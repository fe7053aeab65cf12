import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { useJob } from '../../api/use-job.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useReportWords } from '../report/report-words.ts'
import { settingsPaths } from '../settings/paths.ts'
import { HealthList } from './HealthList.tsx'
import { MissedSection } from './MissedSection.tsx'
import { SettleDialog } from './SettleDialog.tsx'
import type {} from './texts.ts'

/** Looks at everything that can be looked at and says what to do; after a restore, what has to be entered again. */
export function HealthPage(): ReactElement {
  const { t } = useTranslation(['health', 'settings'])
  const { language } = useReportWords()
  const { zone } = useCoreClock()
  const [, navigate] = useLocation()
  const { value: status } = useQuery('store.status', {})
  const look = useJob('record.health')
  const [settling, setSettling] = useState(false)
  const { progress } = look
  const manages = status?.who.permissions.includes('store.manage') === true
  const result = progress.state === 'done' ? progress.value : null
  const lostInLog = result?.lines.some(({ finding }) => finding === 'record-log-damaged') === true
  const todo = result?.lines.filter(({ level }) => level !== 'ok').length ?? 0
  return (
    <Page
      title={t('settings:pages.health.title')}
      purpose={t('settings:pages.health.purpose')}
      primary={{ label: t('health:look'), busy: progress.state === 'running', onPress: () => void look.start({}) }}
      secondary={[{ label: t('health:toSettings'), onPress: () => navigate(settingsPaths.all) }]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '60rem' }}>
        {progress.state === 'running' ? <ProgressNotice label={t('health:looking')} done={progress.done} total={progress.total} onCancel={look.cancel} /> : null}
        {progress.state === 'failed' ? <ErrorNotice error={progress.error} /> : null}
        {progress.state === 'idle' ? <Notice title={t('health:not')}>{t('health:notMeans')}</Notice> : null}
        {result === null ? null : (
          <>
            <Notice severity={todo === 0 ? 'good' : 'high'} live title={t(todo === 0 ? 'health:good' : 'health:todo', { count: todo })}>
              {t('health:at', { at: displayText(result.at, zone, language) })}
            </Notice>
            <Section title={t('health:list')}>
              <HealthList lines={result.lines} />
            </Section>
            {lostInLog && manages ? (
              <Notice severity="high" title={t('health:settle.title')} actions={[{ label: t('health:settle.do'), onPress: () => setSettling(true) }]}>
                {t('health:settle.what')}
              </Notice>
            ) : null}
            {result.replaced && manages ? <MissedSection /> : null}
          </>
        )}
      </Box>
      {settling ? (
        <SettleDialog
          onClose={(settled) => {
            setSettling(false)
            if (settled) void look.start({})
          }}
        />
      ) : null}
    </Page>
  )
}
