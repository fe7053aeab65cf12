import { useEffect, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { i18n as I18n } from 'i18next'
import { I18nextProvider } from 'react-i18next'
import { Router } from 'wouter'
import type { RouterProps } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import type { StoreApi } from 'zustand'
import { createI18n } from './i18n/i18n.ts'
import type { Language } from './i18n/i18n.ts'
import { createPreferenceStore, PreferenceProvider, usePreferences } from './preferences/preferences.ts'
import type { PreferenceState } from './preferences/preferences.ts'
import { ThemeRoot } from './theme/ThemeRoot.tsx'

/** Everything a component may expect around it except the API: preferences, language, theme, routes. */
export function Providers({
  systemLanguage,
  nonce,
  locationHook = useHashLocation,
  children,
}: {
  readonly systemLanguage: Language
  readonly nonce?: string | undefined
  /** Hash routes, so that every host behaves alike; a test gives a memory location. */
  readonly locationHook?: NonNullable<RouterProps['hook']>
  readonly children: ReactNode
}): ReactElement {
  const [preferences] = useState<StoreApi<PreferenceState>>(() => createPreferenceStore(systemLanguage))
  const [i18n] = useState(() => createI18n(systemLanguage))
  return (
    <PreferenceProvider value={preferences}>
      <I18nextProvider i18n={i18n}>
        <Wished i18n={i18n} nonce={nonce}>
          <Router hook={locationHook}>{children}</Router>
        </Wished>
      </I18nextProvider>
    </PreferenceProvider>
  )
}

/** Applies the preferences to language and theme. */
function Wished({ i18n, nonce, children }: { readonly i18n: I18n; readonly nonce?: string | undefined; readonly children: ReactNode }): ReactElement {
  const theme = usePreferences((state) => state.theme)
  const density = usePreferences((state) => state.density)
  const language = usePreferences((state) => state.language)
  useEffect(() => {
    document.documentElement.lang = language
    if (i18n.language !== language) void i18n.changeLanguage(language)
  }, [i18n, language])
  return (
    <ThemeRoot scheme={theme} density={density} nonce={nonce}>
      {children}
    </ThemeRoot>
  )
}
