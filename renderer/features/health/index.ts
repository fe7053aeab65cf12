import { lazy } from 'react'

/** How the record is, below the settings. Read when somebody goes there. */
export const HealthPage = lazy(() => import('./HealthPage.tsx').then(({ HealthPage: Page }) => ({ default: Page })))
