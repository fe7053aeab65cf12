export { overviewScreen } from './screen.ts'
export { usePersonActions } from './person-actions.ts'
export { useStatusFacts } from './status-facts.ts'
