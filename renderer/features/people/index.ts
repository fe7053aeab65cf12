import { lazy } from 'react'

export { usePersonActions } from './person-actions.ts'
export { PersonBeside } from './PersonBeside.tsx'
/** Accounts, below the settings. Read when somebody goes there. */
export const PeoplePage = lazy(() => import('./PeoplePage.tsx').then(({ PeoplePage: Page }) => ({ default: Page })))
/** The lock of unwatched screens, below the settings. */
export const LockPage = lazy(() => import('./LockPage.tsx').then(({ LockPage: Page }) => ({ default: Page })))
