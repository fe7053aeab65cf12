import SwapHorizOutlinedIcon from '@mui/icons-material/SwapHorizOutlined'
import { lazy } from 'react'
import type { Screen } from '../../app/screens.ts'
import { transferPaths } from './paths.ts'

/** "In and out" in the rail. */
export const transferScreen: Screen = {
  id: 'transfer',
  path: transferPaths.all,
  label: 'rail.transfer',
  icon: SwapHorizOutlinedIcon,
  component: lazy(() => import('./TransferScreen.tsx').then(({ TransferScreen }) => ({ default: TransferScreen }))),
}
