import { useMedia } from '../../ui/use-media.ts'
import type { Density, Scheme } from './tokens.ts'
import type { Look } from './theme.ts'

/** The look that holds now: the person's wish, what the operating system asks for, and always light on paper. */
export function useLook(wish: { readonly scheme: Scheme | 'system'; readonly density: Density }): Look {
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  const moreContrast = useMedia('(prefers-contrast: more)')
  const printing = useMedia('print')
  const wished = wish.scheme === 'system' ? (systemDark ? 'dark' : 'light') : wish.scheme
  return { scheme: printing ? 'light' : wished, density: wish.density, moreContrast }
}
