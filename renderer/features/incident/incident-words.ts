import { useTranslation } from 'react-i18next'
import { remaining } from '../../../shared/clock/leave-by.ts'
import type { Instant } from '../../../shared/ports/clock.ts'
import type incident from '../../locales/en/incident.json'
import { useNow } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { durationText } from '../../ui/duration-text.ts'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    incident: typeof incident
  }
}

/** The `t` of this feature. */
export type IncidentT = ReturnType<typeof useTranslation<'incident'>>['t']

/**
 * What is left until a due moment: "5 h 12 min left", "9 min 20 s left", "late by 5 min". It counts on every second, so that it never
 * tells another minute than the bar above; use it in a small component, which is drawn again each time.
 */
export function useRemainingText(): (due: Instant) => string {
  const { t } = useTranslation('incident')
  const { t: tUi } = useTranslation('ui')
  const now = useNow(1_000)
  return (due) => {
    const left = remaining(due, now)
    return t(left.overdue ? 'time.late' : 'time.left', { time: durationText(tUi, left) })
  }
}

/** Whom an entry is by: the name while it is kept, else what the person does; the control room without a confirmed person. */
export function useAuthorName(): (author: string) => string {
  const { t } = useTranslation('incident')
  const { value } = useQuery('people.list', {})
  return (author) => {
    if (author === 'station') return t('author.station')
    const person = value?.people.find((candidate) => candidate.id === author)
    if (person === undefined) return ''
    if (person.name !== null) return person.name
    return person.function === '' ? t('author.erased') : person.function
  }
}
