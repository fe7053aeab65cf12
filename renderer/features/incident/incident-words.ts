import { useTranslation } from 'react-i18next'
import type { Remaining } from '../../../shared/clock/leave-by.ts'
import type incident from '../../locales/en/incident.json'
import { useQuery } from '../../api/hooks.ts'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    incident: typeof incident
  }
}

/** The `t` of this feature. */
export type IncidentT = ReturnType<typeof useTranslation<'incident'>>['t']

/** "5 h 12 min left", "9 min 20 s left", "late by 5 min". */
export function remainingText(t: IncidentT, { overdue, hours, minutes, seconds }: Remaining): string {
  const time = hours > 0 ? t('time.hours', { hours, minutes }) : seconds === null ? t('time.minutes', { minutes }) : t('time.seconds', { minutes, seconds })
  return overdue ? t('time.late', { time }) : t('time.left', { time })
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
