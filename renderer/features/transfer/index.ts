export { transferScreen } from './screen.ts'
