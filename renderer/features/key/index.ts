import { lazy } from 'react'

/** The key of the record and what old copies still open, below the settings. Read when somebody goes there. */
export const KeyPage = lazy(() => import('./KeyPage.tsx').then(({ KeyPage: Page }) => ({ default: Page })))
