export { transferPaths } from './paths.ts'
export { transferScreen } from './screen.ts'
