import { useTranslation } from 'react-i18next'
import type incident from '../../locales/en/incident.json'
import { useQuery } from '../../api/hooks.ts'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    incident: typeof incident
  }
}

/** The `t` of this feature. */
export type IncidentT = ReturnType<typeof useTranslation<'incident'>>['t']

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
