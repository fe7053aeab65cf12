import { DomainError } from '../shared/contract/error.ts'
import { checkFile } from './check.ts'
import { readMeta } from './meta.ts'
import { openStoreFile, type OpenFailure } from './open.ts'
import type { Connection } from './sqlite.ts'

/**
 * Opens a store that is in use anew for writing, after a fault of the disk: the same store, of the same schema, every page read and whole.
 * @throws store-damaged, store-full, store-read-only, store-disk-fault.
 */
export function reopenStoreFile(path: string, key: Uint8Array, known: { readonly storeId: string; readonly version: number }): Connection {
  const outcome = openStoreFile(path, key, 'writer', known.version)
  if (!outcome.ok) throw openRefusal(outcome.why)
  const { connection, version } = outcome
  try {
    const same = version === known.version && readMeta(connection)?.storeId === known.storeId
    if (!same || !checkFile(connection, 'quick').intact) throw new DomainError('store-damaged', { when: 'running' })
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** What the person is told when a store that was open a moment ago does not open for another connection. */
export function openRefusal(why: OpenFailure): DomainError {
  switch (why) {
    case 'full':
      return new DomainError('store-full')
    case 'read-only':
      return new DomainError('store-read-only')
    case 'disk-fault':
    // It was there and free a moment ago, so these too are faults of the disk.
    case 'missing':
    case 'busy':
      return new DomainError('store-disk-fault')
    case 'unreadable':
    case 'damaged':
    case 'not-a-store':
    case 'newer':
      return new DomainError('store-damaged', { when: 'running' })
  }
}
