export { forgetTypedLines } from './chronology/typed-lines.ts'
export { incidentPaths } from './paths.ts'
export { incidentScreen } from './screen.ts'
