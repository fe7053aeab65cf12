export { settingsPaths } from './paths.ts'
export { settingsScreen } from './screen.ts'
export { inSetupOrder, setupPath, type SetupTask } from './setup-places.ts'
