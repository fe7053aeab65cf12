import MemoryOutlinedIcon from '@mui/icons-material/MemoryOutlined'
import LayersOutlinedIcon from '@mui/icons-material/LayersOutlined'
import { lazy } from 'react'
import type { Screen } from '../../app/screens.ts'
import { registerPaths } from './paths.ts'

/** Assets and services in the rail. */
export const assetsScreen: Screen = {
  id: 'assets',
  path: registerPaths.assets,
  label: 'rail.assets',
  icon: MemoryOutlinedIcon,
  component: lazy(() => import('./AssetsScreen.tsx').then(({ AssetsScreen }) => ({ default: AssetsScreen }))),
}

/** Network zones in the rail. */
export const zonesScreen: Screen = {
  id: 'zones',
  path: registerPaths.zones,
  label: 'rail.zones',
  icon: LayersOutlinedIcon,
  component: lazy(() => import('./ZonesScreen.tsx').then(({ ZonesScreen }) => ({ default: ZonesScreen }))),
}
