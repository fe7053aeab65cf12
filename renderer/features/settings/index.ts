export { settingsScreen } from './screen.ts'
