import { RecordDeadlineBar } from './deadlines/RecordDeadlineBar.tsx'
import { Door } from './door/Door.tsx'
import { incidentScreen } from './incident/index.ts'
import type { AppParts } from '../app/parts.ts'

/** What exists today. A feature enters its screen here, in the order of the rail. */
export const appParts: AppParts = {
  screens: [incidentScreen],
  door: Door,
  deadlineBar: RecordDeadlineBar,
  useStatusFacts: () => [],
  usePersonActions: () => [],
}
