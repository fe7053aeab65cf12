import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { Density, Scheme } from './tokens.ts'
import type { Look } from './theme.ts'

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

/** The look that holds now: the person's wish, what the operating system asks for, and always light on paper. */
export function useLook(wish: { readonly scheme: Scheme | 'system'; readonly density: Density }): Look {
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  const moreContrast = useMedia('(prefers-contrast: more)')
  const printing = useMedia('print')
  const wished = wish.scheme === 'system' ? (systemDark ? 'dark' : 'light') : wish.scheme
  return { scheme: printing ? 'light' : wished, density: wish.density, moreContrast }
}
