import DashboardOutlinedIcon from '@mui/icons-material/DashboardOutlined'
import { lazy } from 'react'
import type { Screen } from '../../app/screens.ts'

/** The overview: first in the rail, and where a start leads to. */
export const overviewScreen: Screen = {
  id: 'overview',
  path: '/',
  label: 'rail.overview',
  icon: DashboardOutlinedIcon,
  component: lazy(() => import('./OverviewPage.tsx').then(({ OverviewPage }) => ({ default: OverviewPage }))),
}
