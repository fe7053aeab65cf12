export { registerPaths } from './paths.ts'
export { assetsScreen, zonesScreen } from './screens.ts'
