export { incidentPaths } from './paths.ts'
export { incidentScreen } from './screen.ts'
