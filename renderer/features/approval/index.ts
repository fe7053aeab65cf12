export { ApprovalLine, ApprovalNotice, OpenApprovals } from './ApprovalNotice.tsx'
export { ApprovalTasks } from './ApprovalTasks.tsx'
export { SecondPersonFields, type SecondEntry } from './SecondPersonFields.tsx'
