export { ConfirmTimeDialog } from './ConfirmTimeDialog.tsx'
export { StateTimeDialog } from './StateTimeDialog.tsx'
export { TimeDoubtNotice } from './TimeDoubtNotice.tsx'
