import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ApprovalItem } from '../../../shared/approval/standing.ts'
import { useNow } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { NeedList, NeedRow } from '../../ui/NeedRow.tsx'
import { Section } from '../../ui/Section.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { reportPaths } from '../report/paths.ts'
import { isLate, severityOf, useApprovalWords } from './approval-words.ts'

const minute = 60_000

/** What waits for a second person in every incident one may read; nothing otherwise. */
export function ApprovalTasks(): ReactElement | null {
  const { t } = useTranslation('approval')
  const { what, standing, who } = useApprovalWords()
  const [, navigate] = useLocation()
  const now = useNow(minute)
  const { value } = useQuery('approvals.tasks', {}, { every: minute })
  const tasks = value?.tasks ?? []
  if (tasks.length === 0) return null
  return (
    <Section title={t('title')}>
      <NeedList>
        {tasks.map(({ incident, number, siteName, zone, item }) => {
          const isRelease = item.anchor === null
          const names = { what: what(item), stage: what(item), version: item.version ?? 1, number, site: siteName }
          return (
            <NeedRow
              key={item.subject}
              mark={<SeverityMark severity={severityOf(item, now)} label={t(markOf(item, now))} />}
              title={t(isRelease ? 'tasks.review' : 'tasks.claimed', names)}
              detail={detailOf(standing(item, now, zone), item.standing === 'open' ? who(item) : '')}
              action={isRelease ? { label: t('look'), onPress: () => navigate(reportPaths.released(incident, item.subject)) } : { label: t('open'), onPress: () => navigate(reportPaths.incident(incident)) }}
            />
          )
        })}
      </NeedList>
    </Section>
  )
}

function markOf(item: ApprovalItem, now: number): 'tasks.markObjected' | 'tasks.markLate' | 'tasks.markReview' | 'tasks.markConfirm' {
  if (item.standing === 'objected') return 'tasks.markObjected'
  if (isLate(item, now)) return 'tasks.markLate'
  return item.anchor === null ? 'tasks.markReview' : 'tasks.markConfirm'
}

/** Two sentences, each with one stop at its end. */
function detailOf(standing: string, who: string): string {
  return `${standing.replace(/\.$/, '')}. ${who}`.trim()
}
