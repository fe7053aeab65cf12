import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { durationText } from '../../ui/duration-text.ts'
import { shortTime } from '../../ui/short-time.ts'
import { leftText } from '../clock/clock-words.ts'
import { incidentPaths } from '../incident/paths.ts'
import { useReportWords } from '../report/report-words.ts'
import { LevelMark } from './LevelMark.tsx'
import { NeedList, NeedRow } from '../../ui/NeedRow.tsx'
import type { Needs } from './needs.ts'

/** Incidents that wait for "significant or not", with the deadline that counts if they are. */
export function DecisionRows({ rows }: { readonly rows: Needs['undecided'] }): ReactElement {
  const { t } = useTranslation('overview')
  const { t: tUi } = useTranslation('ui')
  const { t: tClock } = useTranslation('clock')
  const { words, language } = useReportWords()
  const [, navigate] = useLocation()
  return (
    <NeedList>
      {rows.map(({ incident: { incident, siteName }, first }) => (
        <NeedRow
          key={incident.id}
          mark={first === null || first.level === 'normal' ? <SeverityMark severity="high" label={t('level.decide')} /> : <LevelMark level={first.level} />}
          title={t('decisions.what', { number: incident.number, title: incident.title, site: siteName })}
          detail={
            first === null
              ? t('decisions.open')
              : t(first.left.kind !== 'known' ? 'decisions.doubt' : first.remaining.overdue ? 'decisions.over' : 'decisions.due', {
                  stage: words.stages[first.row.deadline.stage],
                  due: shortTime(first.row.deadline.due, first.row.deadline.zone, language),
                  left: first.left.kind === 'known' ? durationText(tUi, first.remaining) : leftText(tClock, first.left),
                })
          }
          action={{ label: t('decisions.decide', { number: incident.number }), onPress: () => navigate(incidentPaths.decide(incident.id)) }}
        />
      ))}
    </NeedList>
  )
}
