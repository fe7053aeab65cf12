import { lazy } from 'react'

/** The printed record of a key ceremony. */
export const CeremonyPage = lazy(() => import('./CeremonyPage.tsx').then(({ CeremonyPage: Page }) => ({ default: Page })))
/** The keys of the entity, below the settings. Read when somebody goes there. */
export const KeysPage = lazy(() => import('./KeysPage.tsx').then(({ KeysPage: Page }) => ({ default: Page })))
/** Asking the head office, certifying a request, taking an answer over, and carrying either out. */
export const KeyExchangePages = lazy(() => import('./KeyExchangePages.tsx').then(({ KeyExchangePages: Pages }) => ({ default: Pages })))
