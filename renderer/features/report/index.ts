import { lazy } from 'react'

export { reportPaths } from './paths.ts'
export { inSentence, useReportWords } from './report-words.ts'
export { traceOf, tracesIn } from './fields/indicator-type.ts'

/** Writing, reviewing and reading aloud the report of one stage. */
export const ReportRoute = lazy(() => import('./ReportRoute.tsx').then((module) => ({ default: module.ReportRoute })))
/** One released version. */
export const ReleasedPage = lazy(() => import('./ReleasedPage.tsx').then((module) => ({ default: module.ReleasedPage })))
