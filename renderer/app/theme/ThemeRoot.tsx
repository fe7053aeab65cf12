import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider } from '@mui/material/styles'
import { useMemo, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { createCofferdamTheme } from './theme.ts'
import type { Density, Scheme } from './tokens.ts'
import { useLook } from './use-look.ts'

/** What the theme needs: the person's wish and the nonce of this page's Content-Security-Policy. */
export interface ThemeRootProps {
  readonly scheme: Scheme | 'system'
  readonly density: Density
  /** Without it no style element is accepted by the policy; absent only in tests. */
  readonly nonce?: string | undefined
  readonly children: ReactNode
}

/** Gives everything below it the look, its style sheet and the base styles. */
export function ThemeRoot({ scheme, density, nonce, children }: ThemeRootProps): ReactElement {
  const [cache] = useState(() => createCache({ key: 'c', prepend: true, ...(nonce === undefined ? {} : { nonce }) }))
  const look = useLook({ scheme, density })
  const theme = useMemo(
    () => createCofferdamTheme({ scheme: look.scheme, density: look.density, moreContrast: look.moreContrast }),
    [look.scheme, look.density, look.moreContrast],
  )
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme}>
        <CssBaseline enableColorScheme />
        {children}
      </ThemeProvider>
    </CacheProvider>
  )
}

/** The nonce that the host wrote into the page, or undefined where no host did. */
export function pageNonce(): string | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content
  return content === undefined || content === '' || content.startsWith('__') ? undefined : content
}
