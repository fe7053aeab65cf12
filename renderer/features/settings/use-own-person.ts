import { useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'

/** The person at the keyboard as the record knows it; `null` until it is read. */
export function useOwnPerson(): ReplyTo<'people.list'>['people'][number] | null {
  const { value: status } = useQuery('store.status', {})
  const { value: list } = useQuery('people.list', {})
  return list?.people.find(({ id }) => id === status?.who.person) ?? null
}
