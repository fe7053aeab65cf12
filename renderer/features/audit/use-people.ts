import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { NamedPerson } from '../../../shared/person/person.contract.ts'
import { useQuery } from '../../api/hooks.ts'
import type {} from './texts.ts'

/** The people of the record, and what an id is called. */
export function usePeople(): { readonly people: readonly NamedPerson[]; nameOf(id: string): string } {
  const { t } = useTranslation('audit')
  const { value } = useQuery('people.list', {})
  return useMemo(() => {
    const people = value?.people ?? []
    return {
      people,
      nameOf(id) {
        if (id === 'station' || id === 'system') return t(id)
        return people.find((person) => person.id === id)?.name ?? t('nameless', { id: id.slice(0, 6) })
      },
    }
  }, [value, t])
}
