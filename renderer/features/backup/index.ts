import { lazy } from 'react'

/** Backups, below the settings. Read when somebody goes there. */
export const BackupPage = lazy(() => import('./BackupPage.tsx').then(({ BackupPage: Page }) => ({ default: Page })))
