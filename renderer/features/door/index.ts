export { Door } from './Door.tsx'
export { useRecoveryKey } from './recovery-key.ts'
