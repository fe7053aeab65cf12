import { changesBetween } from '../shared/audit/change.ts'
import type { AuditChange, AuditSubject } from '../shared/audit/row.ts'
import { DomainError } from '../shared/contract/error.ts'
import type { Repositories } from '../shared/ports/repositories.ts'
import type { RecordStore, Transaction, WriteStamp } from '../shared/ports/store.ts'
import { appendAudit, type AuditPorts } from './audit.ts'
import { requireFullSync } from './pragmas.ts'
import { sqliteFault, type Connection } from './sqlite.ts'
import { createRepositories } from './repos/repositories.ts'

/** The record over the one connection that writes. */
export interface WritableRecord extends RecordStore {
  readonly connection: Connection
  /** Runs work in BEGIN IMMEDIATE without an audit row: for bytes on their way in and for the store's own housekeeping. */
  inTransaction<T>(work: () => T): T
}

/** What the record needs of the world. */
export interface RecordPorts extends AuditPorts {
  /** Called after each audited commit, e.g. to anchor the new head. */
  readonly committed?: () => void
}

/**
 * Opens the record's doors over a connection. After a fault of the disk or the file nothing more is written or read until the store was
 * closed, opened and checked again: what a failed fsync left behind is not known (a later one can succeed without having written).
 */
export function createRecordStore(connection: Connection, ports: RecordPorts): WritableRecord {
  const repositories: Repositories = createRepositories(connection, ports.hash)
  const begin = connection.prepare('BEGIN IMMEDIATE')
  const commit = connection.prepare('COMMIT')
  let broken: DomainError | null = null
  let syncProven = false

  function guarded<T>(work: () => T): T {
    if (broken !== null) throw broken
    try {
      return work()
    } catch (error) {
      throw foreseen(error)
    }
  }

  /** What a fault of SQLite means to the person at the screen. */
  function foreseen(error: unknown): unknown {
    switch (sqliteFault(error)) {
      case 'full':
        return new DomainError('store-full')
      case 'read-only':
        return new DomainError('store-read-only')
      case 'busy':
        return new DomainError('busy')
      case 'damaged':
      case 'no-database':
      case 'io':
        broken = new DomainError('store-damaged', { when: 'running' })
        return broken
      case 'constraint':
        return error instanceof Error && error.message.includes('FOREIGN KEY') ? new DomainError('conflict', { what: 'reference' }) : error
      case 'cannot-open':
      case null:
        return error
    }
  }

  function inTransaction<T>(work: () => T): T {
    if (connection.inTransaction) throw new Error('a transaction is running already')
    return guarded(() => {
      begin.run()
      let result: T
      try {
        result = work()
        if (isPromise(result)) throw new Error('a transaction cannot wait')
        commit.run()
      } catch (error) {
        rollBack()
        throw error
      }
      proveSync()
      return result
    })
  }

  function rollBack(): void {
    try {
      // SQLite has rolled back by itself after the worst faults.
      if (connection.inTransaction) connection.exec('ROLLBACK')
    } catch (error) {
      broken = new DomainError('store-damaged', { when: 'running' })
      if (sqliteFault(error) === null) throw error
    }
  }

  /** The driver has been seen to read back FULL and to fall to NORMAL with the first write: so it is asked again after that. */
  function proveSync(): void {
    if (syncProven) return
    requireFullSync(connection)
    syncProven = true
  }

  function perform<T>(stamp: WriteStamp, work: (transaction: Transaction) => T, audited: boolean): T {
    const changes: AuditChange[] = []
    const subjects = new Map<string, AuditSubject>()
    let reason: string | null = null
    let alive = true
    function requireAlive(): void {
      if (!alive) throw new Error('the transaction is over')
    }
    const transaction: Transaction = {
      ...repositories,
      stamp,
      changed(kind, id, before, after) {
        requireAlive()
        subjects.set(`${kind} ${id}`, { kind, id })
        changes.push(...changesBetween(kind, id, before, after))
      },
      because(text) {
        requireAlive()
        reason = reason === null ? text : `${reason}\n${text}`
      },
    }
    const result = inTransaction(() => {
      try {
        const done = work(transaction)
        if (audited && !isPromise(done)) appendAudit(connection, ports, stamp, { subject: [...subjects.values()], changes, reason })
        return done
      } finally {
        alive = false
      }
    })
    if (audited) ports.committed?.()
    return result
  }

  return {
    connection,
    inTransaction,
    read: (work) => guarded(() => work(repositories)),
    write: (stamp, work) => perform(stamp, work, true),
    writeUnaudited: (stamp, work) => perform(stamp, work, false),
  }
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
