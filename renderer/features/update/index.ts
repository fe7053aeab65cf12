import { lazy } from 'react'

/** Updates by stick, below the settings. Read when somebody goes there. */
export const UpdatePage = lazy(() => import('./UpdatePage.tsx').then(({ UpdatePage: Page }) => ({ default: Page })))
