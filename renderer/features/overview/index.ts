export { overviewScreen } from './screen.ts'
export { forgetRecordCheck } from './record-check.ts'
export { useStatusFacts } from './status-facts.ts'
export { RecordCheckSection } from './RecordCheckSection.tsx'
