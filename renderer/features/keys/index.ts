import { lazy } from 'react'

/** The keys of the entity, below the settings. Read when somebody goes there. */
export const KeysPage = lazy(() => import('./KeysPage.tsx').then(({ KeysPage: Page }) => ({ default: Page })))
