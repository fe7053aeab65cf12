import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { BarEntry } from '../../../shared/clock/leave-by.ts'
import { durationText } from '../../ui/duration-text.ts'
import { shortTime } from '../../ui/short-time.ts'
import { leftText } from '../clock/clock-words.ts'
import { incidentPaths } from '../incident/paths.ts'
import { useReportWords } from '../report/report-words.ts'
import { LevelMark } from './LevelMark.tsx'
import { NeedList, NeedRow } from '../../ui/NeedRow.tsx'
import type { BarDeadline } from './needs.ts'

/** The legal deadlines that run: what is due, when to leave, how much time is left. */
export function DeadlineRows({ entries }: { readonly entries: readonly BarEntry<BarDeadline>[] }): ReactElement {
  const { t } = useTranslation('overview')
  const { t: tUi } = useTranslation('ui')
  const { t: tClock } = useTranslation('clock')
  const { words, language } = useReportWords()
  const [, navigate] = useLocation()
  return (
    <NeedList>
      {entries.map((entry) => {
        const { row, leaveBy, remaining, left } = entry
        const { deadline } = row
        const time = (instant: number): string => shortTime(instant, deadline.zone, language)
        const parts = { due: time(deadline.due), leave: time(leaveBy), left: left.kind === 'known' ? durationText(tUi, remaining) : leftText(tClock, left) }
        return (
          <NeedRow
            key={`${row.incident} ${deadline.key}`}
            mark={<LevelMark level={entry.level} />}
            title={t('deadlines.what', { stage: words.stages[deadline.stage], number: row.number, site: row.siteName })}
            detail={t(left.kind !== 'known' ? 'deadlines.doubt' : remaining.overdue ? 'deadlines.over' : 'deadlines.due', parts)}
            action={{ label: t('deadlines.open', { number: row.number }), onPress: () => navigate(incidentPaths.part(row.incident, 'chronology')) }}
          />
        )
      })}
    </NeedList>
  )
}
