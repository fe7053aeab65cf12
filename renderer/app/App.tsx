import { useState, useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import type { Api } from '../api/api.ts'
import { ApiProvider } from '../api/hooks.ts'
import { AccessLostPage } from './AccessLostPage.tsx'
import { Crash } from './Crash.tsx'
import { Entry } from './Entry.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import type { Language } from './i18n/i18n.ts'
import type { AppParts } from './parts.ts'
import { Providers } from './Providers.tsx'

/** Whether the host still lets this window in. */
export interface AccessState {
  lost(): boolean
  follow(listener: () => void): () => void
}

/** The whole window. */
export function App({
  api,
  access,
  parts,
  systemLanguage,
  nonce,
}: {
  /** Null where the host let nobody in. */
  readonly api: Api | null
  readonly access: AccessState
  readonly parts: AppParts
  readonly systemLanguage: Language
  readonly nonce?: string | undefined
}): ReactElement {
  const lost = useSyncExternalStore(access.follow, access.lost)
  // A new start of the whole window is the only way out of a crash up here.
  const [attempt, setAttempt] = useState(0)
  return (
    <Providers systemLanguage={systemLanguage} nonce={nonce}>
      <ErrorBoundary resetKey={String(attempt)} fallback={() => <Crash again={() => setAttempt(attempt + 1)} />}>
        {api === null || lost ? (
          <AccessLostPage />
        ) : (
          <ApiProvider value={api}>
            <Entry parts={parts} />
          </ApiProvider>
        )}
      </ErrorBoundary>
    </Providers>
  )
}
