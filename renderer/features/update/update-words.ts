import { useQuery } from '../../api/hooks.ts'

/** Whether this build trusts a maker's key; where it does not, nothing is said about updates. */
export function useTakesUpdates(): boolean {
  const { value } = useQuery('updates.state', {})
  return typeof value?.maker === 'string'
}
