import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Level } from '../../../shared/clock/leave-by.ts'
import { SeverityMark, type Severity } from '../../ui/SeverityMark.tsx'

const severities: Readonly<Record<Level, Severity>> = { overdue: 'critical', critical: 'critical', high: 'high', normal: 'low' }

/** How urgent a deadline is, as shape and word. */
export function LevelMark({ level }: { readonly level: Level }): ReactElement {
  const { t } = useTranslation('overview')
  return <SeverityMark severity={severities[level]} label={t(`level.${level}`)} />
}
