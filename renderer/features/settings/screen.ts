import SettingsOutlinedIcon from '@mui/icons-material/SettingsOutlined'
import { lazy } from 'react'
import type { Screen } from '../../app/screens.ts'
import { settingsPaths } from './paths.ts'

/** Settings in the rail. */
export const settingsScreen: Screen = {
  id: 'settings',
  path: settingsPaths.all,
  label: 'rail.settings',
  icon: SettingsOutlinedIcon,
  component: lazy(() => import('./SettingsScreen.tsx').then(({ SettingsScreen }) => ({ default: SettingsScreen }))),
}
