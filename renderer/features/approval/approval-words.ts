import { useTranslation } from 'react-i18next'
import type { ApprovalItem } from '../../../shared/approval/standing.ts'
import { isStage } from '../../../shared/report/stage.ts'
import type { Instant } from '../../../shared/ports/clock.ts'
import { shortTime } from '../../ui/short-time.ts'
import type { Severity } from '../../ui/SeverityMark.tsx'
import type approval from '../../locales/en/approval.json'
import { useAuthorName } from '../incident/incident-words.ts'
import { useReportWords } from '../report/report-words.ts'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    approval: typeof approval
  }
}

/** Sentences about an act that a second person is asked for. */
export interface ApprovalWords {
  /** What it is about: a stage of reporting, or a time. */
  what(item: ApprovalItem): string
  /** How far it stands. @param now UTC ms. */
  standing(item: ApprovalItem, now: Instant, zone: string): string
  /** Who may say something; that nobody may. */
  who(item: ApprovalItem): string
}

/** Whether a review should have been done by now: an internal aim, no legal deadline. */
export function isLate(item: ApprovalItem, now: Instant): boolean {
  return item.standing === 'open' && item.due !== null && item.due < now
}

/** How bad it is that something is still open. */
export function severityOf(item: ApprovalItem, now: Instant): Severity {
  if (item.standing === 'objected') return 'high'
  return isLate(item, now) ? 'medium' : 'low'
}

/** Words for what a second person is asked for and said. */
export function useApprovalWords(): ApprovalWords {
  const { t } = useTranslation('approval')
  const { words, language } = useReportWords()
  const nameOf = useAuthorName()
  const name = (id: string | null): string => (id === null ? '' : nameOf(id)) || t('somebody')
  const what = ({ stage, anchor }: ApprovalItem): string => (anchor !== null ? words.anchors[anchor as keyof typeof words.anchors] : stage !== null && isStage(stage) ? words.stages[stage] : '')
  return {
    what,
    standing(item, now, zone) {
      const time = (at: Instant): string => shortTime(at, zone, language)
      const said = item.approvals.find(({ fault }) => fault === null)
      if (said?.at != null && (item.standing === 'agreed' || item.standing === 'objected')) {
        return t(item.standing === 'objected' ? 'standing.objected' : item.anchor === null ? 'standing.agreed' : 'standing.confirmed', { who: name(said.person), time: time(said.at) })
      }
      if (item.standing === 'replaced') return t('standing.replaced')
      switch (item.why) {
        case 'claimed':
          return item.instant === null ? t('standing.claimedWithdrawn', { what: what(item) }) : t('standing.claimed', { what: what(item), time: time(item.instant) })
        case 'nobody-else':
        case 'nobody-there':
          return t(`standing.${item.why}`, { words: item.words })
        case 'policy':
        case null:
          return t(isLate(item, now) ? 'standing.late' : 'standing.until', { time: item.due === null ? '' : time(item.due) })
      }
    },
    who: ({ possible }) => (possible.length === 0 ? t('nobody') : t('who', { names: possible.map(name).join(', ') })),
  }
}
