import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

/** True while the media query matches; follows changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query)
      // A printed page is drawn right after the event, so the new look must be there before it returns.
      const listener = query === 'print' ? (): void => flushSync(changed) : changed
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
}
