import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import type { JobResult } from '../../api/procedures.ts'
import { SeverityMark, type Severity } from '../../ui/SeverityMark.tsx'
import { useReportWords } from '../report/report-words.ts'
import { sizeText } from '../transfer/size-text.ts'
import type {} from './texts.ts'

type HealthLine = JobResult<'record.health'>['lines'][number]

const severityOf: Readonly<Record<HealthLine['level'], Severity>> = { ok: 'good', warn: 'medium', fail: 'critical' }

/** What is to be done stands on top; the rest keeps its order. */
function worstFirst(lines: readonly HealthLine[]): HealthLine[] {
  const order: readonly HealthLine['level'][] = ['fail', 'warn', 'ok']
  return [...lines].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
}

/** One line for each thing that was looked at: how it stands and what to do. */
export function HealthList({ lines }: { readonly lines: readonly HealthLine[] }): ReactElement {
  const { t } = useTranslation('health')
  const { language } = useReportWords()
  const { zone } = useCoreClock()
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {worstFirst(lines).map((line) => (
        <Box
          component="li"
          key={line.check}
          sx={(theme) => ({ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '11rem 1fr' }, columnGap: 2, rowGap: 0.5, paddingBlock: 1.25, borderTop: `1px solid ${theme.colours.line}` })}
        >
          <SeverityMark severity={severityOf[line.level]} label={t(`check.${line.check}`)} />
          <Typography sx={{ overflowWrap: 'anywhere' }}>
            {t(`finding.${line.finding}`, {
              count: line.count ?? 0,
              number: line.count ?? 0,
              name: line.name ?? '',
              size: sizeText(line.freeBytes ?? 0, language),
              at: line.at === null ? '' : displayText(line.at, zone, language),
            })}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}
