export { assetsScreen, zonesScreen } from './screens.ts'
