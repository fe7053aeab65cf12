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
import type {} from './texts.ts'

/** After a restore: what the record that was put aside holds and this one lacks, as far as it can be read. */
export function MissedSection(): ReactElement {
  const { t } = useTranslation('health')
  const { language } = useReportWords()
  const { zone } = useCoreClock()
  const read = useJob('record.rescue')
  const { progress } = read
  const result = progress.state === 'done' ? progress.value : null
  const lost = result?.tables.filter((table) => table.lost.length > 0).length ?? 0
  return (
    <Section title={t('missed.title')} actions={<ActionButton action={{ label: t('missed.read'), busy: progress.state === 'running', onPress: () => void read.start({}) }} />}>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('missed.what')}</Typography>
        {progress.state === 'running' ? <ProgressNotice label={t('missed.reading')} done={progress.done} total={progress.total} onCancel={read.cancel} /> : null}
        {progress.state === 'failed' ? <ErrorNotice error={progress.error} /> : null}
        {result === null ? null : !result.readable ? (
          <Notice severity="high" live title={t('missed.unreadable')}>
            {t('missed.unreadableMeans')}
          </Notice>
        ) : (
          <>
            <Notice severity={result.missedCount === 0 && lost === 0 ? 'good' : 'medium'} live title={t('missed.count', { count: result.missedCount })}>
              <Typography>{t('missed.kept', { file: result.file ?? '' })}</Typography>
              {lost === 0 ? null : <Typography>{t('missed.lost')}</Typography>}
            </Notice>
            <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {result.missed.map((record) => (
                <Box component="li" key={`${record.kind} ${record.id}`} sx={(theme) => ({ paddingBlock: 1, borderTop: `1px solid ${theme.colours.line}` })}>
                  <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
                    {t('missed.line', { kind: t(`missed.kind.${record.kind}`), at: displayText(record.instant ?? record.recordedAt, zone, language) })}
                  </Typography>
                  <Typography sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{record.text}</Typography>
                </Box>
              ))}
            </Box>
          </>
        )}
      </Box>
    </Section>
  )
}
