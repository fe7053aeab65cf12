import { useMedia } from '../../ui/use-media.ts'

/** Whether a list and a pane beside it both have room for all they show. */
export function useRoomy(): boolean {
  return useMedia('(min-width: 1400px)')
}
