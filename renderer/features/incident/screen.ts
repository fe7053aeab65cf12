import WarningIcon from '@mui/icons-material/ReportProblemOutlined'
import { lazy } from 'react'
import type { Screen } from '../../app/screens.ts'
import { incidentPaths } from './paths.ts'

/** Incidents in the rail: the list, each incident, and the reports that belong to it. */
export const incidentScreen: Screen = {
  id: 'incidents',
  path: incidentPaths.list,
  label: 'rail.incidents',
  icon: WarningIcon,
  component: lazy(() => import('./IncidentsScreen.tsx').then(({ IncidentsScreen }) => ({ default: IncidentsScreen }))),
}
