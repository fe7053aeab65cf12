import { DomainError } from '../shared/contract/error.ts'
import { sqliteFault } from './sqlite.ts'

/** What a fault of SQLite means to the person at the screen; `null` for everything that is not a fault of the disk or the file. */
export function storeFault(error: unknown): DomainError | null {
  switch (sqliteFault(error)) {
    case 'full':
      return new DomainError('store-full')
    case 'read-only':
      return new DomainError('store-read-only')
    case 'damaged':
    case 'no-database':
      return new DomainError('store-damaged', { when: 'running' })
    case 'io':
    case 'cannot-open':
      return new DomainError('store-disk-fault')
    case 'busy':
      return new DomainError('busy')
    case 'constraint':
      return error instanceof Error && error.message.includes('FOREIGN KEY') ? new DomainError('conflict', { what: 'reference' }) : null
    case null:
      return null
  }
}

/** Whether a refusal says that the disk or the file failed, so that the connection is to be trusted no more. */
export function isDiskFault(fault: DomainError): boolean {
  return fault.code === 'store-full' || fault.code === 'store-read-only' || fault.code === 'store-damaged' || fault.code === 'store-disk-fault'
}
