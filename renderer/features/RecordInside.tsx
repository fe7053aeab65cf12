import type { ReactElement } from 'react'
import { Inside } from '../app/Inside.tsx'
import type { InsideParts, StoreStatus } from '../app/parts.ts'
import { RecordDeadlineBar } from './deadlines/RecordDeadlineBar.tsx'
import { incidentScreen } from './incident/index.ts'
import { UnderwayStrip } from './key/UnderwayStrip.tsx'
import { overviewScreen, useStatusFacts } from './overview/index.ts'
import { PersonBeside, usePersonActions } from './people/index.ts'
import { assetsScreen, zonesScreen } from './register/index.ts'
import { settingsScreen } from './settings/index.ts'
import { transferScreen } from './transfer/index.ts'

/** What exists today. A feature enters its screen here, in the order of the rail. */
const parts: InsideParts = {
  screens: [overviewScreen, assetsScreen, zonesScreen, incidentScreen, transferScreen, settingsScreen],
  deadlineBar: RecordDeadlineBar,
  banner: () => <UnderwayStrip mayStop />,
  beside: PersonBeside,
  useStatusFacts,
  usePersonActions,
}

/** All screens of an open record. */
export function RecordInside({ status }: { readonly status: StoreStatus }): ReactElement {
  return <Inside parts={parts} status={status} />
}
