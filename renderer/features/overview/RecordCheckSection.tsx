import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useJob } from '../../api/use-job.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useReportWords } from '../report/report-words.ts'
import { damageOf, useRecordCheck } from './record-check.ts'

/** Checks the record row by row and says in plain words what was found. */
export function RecordCheckSection(): ReactElement {
  const { t } = useTranslation('overview')
  const { language } = useReportWords()
  const { clock, zone } = useCoreClock()
  const { last, note } = useRecordCheck()
  const check = useJob('audit.check')
  const { progress } = check
  const run = async (): Promise<void> => {
    const outcome = await check.start({})
    if (outcome.ok) note({ result: outcome.value, at: clock.now() })
  }
  const running = progress.state === 'running'
  return (
    <Section
      title={t('check.title')}
      actions={
        <Box data-print="no">
          <ActionButton action={{ label: t('check.run'), busy: running, onPress: () => void run() }} />
        </Box>
      }
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {running ? <ProgressNotice label={t('check.running')} done={progress.done} total={progress.total} onCancel={check.cancel} /> : null}
        {progress.state === 'failed' ? <ErrorNotice error={progress.error} /> : null}
        {running ? null : last === null ? (
          <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('check.not')}</Typography>
        ) : last.result.intact ? (
          <Notice severity="good" live title={t('check.intact')}>
            <Typography>{t('check.rows', { count: last.result.rows, at: displayText(last.at, zone, language) })}</Typography>
            {last.result.erasedBodies === 0 ? null : <Typography>{t('check.erased', { count: last.result.erasedBodies })}</Typography>}
          </Notice>
        ) : (
          <Notice severity="critical" live title={t(`check.damage.${damageOf(last.result.fault)}.title`)}>
            <Typography>{t(`check.damage.${damageOf(last.result.fault)}.what`)}</Typography>
            <Typography>{t('check.todo')}</Typography>
            <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText, marginTop: 0.5 })}>
              {t('check.code', { code: last.result.fault ?? '', row: last.result.faultSequence ?? '' })}
            </Typography>
          </Notice>
        )}
      </Box>
    </Section>
  )
}
