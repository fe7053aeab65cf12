import { RecordDeadlineBar } from './deadlines/RecordDeadlineBar.tsx'
import { Door } from './door/Door.tsx'
import { incidentScreen } from './incident/index.ts'
import { overviewScreen, usePersonActions, useStatusFacts } from './overview/index.ts'
import { assetsScreen, zonesScreen } from './register/index.ts'
import { settingsScreen } from './settings/index.ts'
import { transferScreen } from './transfer/index.ts'
import type { AppParts } from '../app/parts.ts'

/** What exists today. A feature enters its screen here, in the order of the rail. */
export const appParts: AppParts = {
  screens: [overviewScreen, assetsScreen, zonesScreen, incidentScreen, transferScreen, settingsScreen],
  door: Door,
  deadlineBar: RecordDeadlineBar,
  useStatusFacts,
  usePersonActions,
}
