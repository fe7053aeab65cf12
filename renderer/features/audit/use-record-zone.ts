import { useCoreClock } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'

/** The zone in which times of the record are shown: the plant's, as the first site states it; until that is known the PC's. */
export function useRecordZone(): string {
  const { zone } = useCoreClock()
  const { value } = useQuery('sites.list', {})
  return value?.sites[0]?.zone ?? zone
}
