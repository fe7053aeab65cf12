import { changesBetween } from '../shared/audit/change.ts'
import type { AuditChange, AuditSubject } from '../shared/audit/row.ts'
import type { DomainError } from '../shared/contract/error.ts'
import type { Repositories } from '../shared/ports/repositories.ts'
import type { RecordStore, Transaction, WriteStamp } from '../shared/ports/store.ts'
import type { ErasureOrder } from '../shared/retention/erasure.ts'
import { appendAudit, chainEnd, type AuditPorts } from './audit.ts'
import { carryOutErasure } from './erase.ts'
import { createRepositories } from './repos/repositories.ts'
import type { Connection } from './sqlite.ts'
import { createWritingConnection, type WritingPorts } from './writing-connection.ts'

/** The record over the one connection that writes. */
export interface WritableRecord extends RecordStore {
  /** Another object after a fault of the disk, so it is asked for each time. */
  readonly connection: Connection
  /** Why nothing is written now, or `null`. Reading goes on. */
  readonly fault: DomainError | null
  /** Tries again, where it is due, what a fault keeps from being written. @returns `fault`. */
  tryAgain(): DomainError | null
  /** From now on every write is refused with this; `null`: written again. Reading goes on. */
  refuse(because: DomainError | null): void
  /** Runs work in BEGIN IMMEDIATE without an audit row: for bytes on their way in and for the store's own housekeeping. */
  inTransaction<T>(work: () => T): T
  /** Moves everything from the log into the file and cuts the log. @returns `false` while a reader keeps it. @throws store-full, store-disk-fault. */
  checkpoint(): boolean
  /**
   * Writes the file anew, so that no page holds anything but what is in the tables, and cuts the log. Takes about 25 s per GB and up to the
   * file's own size of free space meanwhile. @returns `false` while a reader keeps the old log. @throws as `checkpoint`, and busy.
   */
  compact(): boolean
}

/** What the record needs of the world. */
export interface RecordPorts extends AuditPorts, WritingPorts {
  /** Called after each audited commit, e.g. to anchor the new head. */
  readonly committed?: () => void
}

/**
 * Opens the record's doors over a connection. After a fault of the disk or the file writing waits until the file was opened and checked
 * again (writing-connection.ts); what was confirmed before stays readable meanwhile.
 */
export function createRecordStore(first: Connection, ports: RecordPorts): WritableRecord {
  let confirmed = chainEnd(first, ports.hash).sequence
  let refusal: DomainError | null = null
  const repositories = new WeakMap<Connection, Repositories>()
  const writing = createWritingConnection(
    first,
    ports,
    () => confirmed,
    (connection) => chainEnd(connection, ports.hash).sequence,
  )

  function repositoriesOf(connection: Connection): Repositories {
    const found = repositories.get(connection)
    if (found !== undefined) return found
    const made = createRepositories(connection, ports.hash)
    repositories.set(connection, made)
    return made
  }

  function requireOpen(): void {
    if (refusal !== null) throw refusal
  }

  function perform<T>(stamp: WriteStamp, work: (transaction: Transaction) => T, audited: boolean): T {
    requireOpen()
    let sequence = 0
    const result = writing.transact((connection) => {
      const noted = noteChanges(repositoriesOf(connection), stamp)
      try {
        const done = requireDone(work(noted.transaction))
        const erasure = noted.erasure()
        if (audited) sequence = appendAudit(connection, ports, stamp, noted.content())
        else if (erasure !== null) throw new Error('erasing belongs to an audit row')
        if (erasure !== null) carryOutErasure(connection, sequence, stamp, erasure)
        return done
      } finally {
        noted.end()
      }
    }, true)
    confirmed = Math.max(confirmed, sequence)
    if (audited) ports.committed?.()
    return result
  }

  return {
    get connection() {
      return writing.connection
    },
    get fault() {
      return writing.fault
    },
    tryAgain: () => writing.tryAgain(),
    refuse(because) {
      refusal = because
    },
    inTransaction(work) {
      requireOpen()
      return writing.transact(() => requireDone(work()), false)
    },
    checkpoint: () => writing.checkpoint(),
    compact() {
      requireOpen()
      return writing.compact()
    },
    read: (work) => writing.read((connection) => work(repositoriesOf(connection))),
    write: (stamp, work) => perform(stamp, work, true),
    writeUnaudited: (stamp, work) => perform(stamp, work, false),
  }
}

interface NotedChanges {
  readonly transaction: Transaction
  content(): { readonly subject: readonly AuditSubject[]; readonly changes: readonly AuditChange[]; readonly reason: string | null }
  /** What is to be erased once the row stands that says so. */
  erasure(): ErasureOrder | null
  /** From now on the transaction can note nothing more. */
  end(): void
}

/** One run of a command's work: what it changes is noted for the audit row. */
function noteChanges(repositories: Repositories, stamp: WriteStamp): NotedChanges {
  const changes: AuditChange[] = []
  const subjects = new Map<string, AuditSubject>()
  let reason: string | null = null
  let erasure: ErasureOrder | null = null
  let alive = true
  function requireAlive(): void {
    if (!alive) throw new Error('the transaction is over')
  }
  const transaction: Transaction = {
    ...repositories,
    stamp,
    changed(kind, id, before, after) {
      requireAlive()
      subjects.set(`${kind} ${id}`, { id, kind })
      changes.push(...changesBetween(kind, id, before, after))
    },
    because(text) {
      requireAlive()
      reason = reason === null ? text : `${reason}\n${text}`
    },
    erase(order) {
      requireAlive()
      if (erasure !== null) throw new Error('one audit row, one act of erasing')
      erasure = order
      // These are the subjects by which the row says what goes.
      for (const { kind, record } of order.items) transaction.changed(kind, record, { erased: false }, { erased: true })
      transaction.because(order.reason)
    },
  }
  return {
    transaction,
    erasure: () => erasure,
    content: () => ({ subject: [...subjects.values()], changes, reason }),
    end() {
      alive = false
    },
  }
}

/** @throws Error for a promise: a transaction cannot wait. */
function requireDone<T>(value: T): T {
  if (typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function') throw new Error('a transaction cannot wait')
  return value
}
