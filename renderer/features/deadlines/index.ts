export { RecordDeadlineBar } from './RecordDeadlineBar.tsx'
