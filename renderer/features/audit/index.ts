import { lazy } from 'react'

/** The record of events: history, checking, extracts, keeping and erasing. */
export const AuditScreen = lazy(() => import('./AuditScreen.tsx').then((module) => ({ default: module.AuditScreen })))
