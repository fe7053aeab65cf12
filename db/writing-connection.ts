import { DomainError } from '../shared/contract/error.ts'
import { requireFullSync } from './pragmas.ts'
import { schemaVersion } from './open.ts'
import { numberOf, type Connection } from './sqlite.ts'
import { statements } from './statements.ts'
import { isDiskFault, storeFault } from './store-fault.ts'

/** How a connection is replaced after a fault. */
export interface WritingPorts {
  /**
   * Opens the same file anew beside the old connection and checks it. Without this, nothing is written after a fault until the store
   * was closed and opened again.
   * @throws store-damaged, store-full, store-read-only, or the fault itself.
   */
  readonly reopen?: () => Connection
  /** Gives up what was kept in reserve on a full disk. @returns whether there was any. */
  readonly makeRoom?: () => boolean
  /** Milliseconds that only go forward. */
  readonly elapsed?: () => number
}

/** The one connection that writes, and what takes its place after a fault of the disk. */
export interface WritingConnection {
  /** For reading. Another object after a fault, so it is asked for each time. */
  readonly connection: Connection
  /** Why nothing is written now, or `null`. */
  readonly fault: DomainError | null
  /** Tries to open the file anew where that is due, so that writing goes on without anybody having to write. @returns `fault`. */
  tryAgain(): DomainError | null
  /**
   * Runs work in BEGIN IMMEDIATE. On a full disk the reserve is given up and the work is run once more, so `work` must begin anew each
   * time it is called.
   * @param reserve whether this may use what is kept in reserve; bytes on their way in may not.
   * @throws store-full, store-read-only, store-damaged, store-disk-fault, busy, conflict, and whatever `work` throws.
   */
  transact<T>(work: (connection: Connection) => T, reserve: boolean): T
  /** Reads. Goes on after a fault where the file can still be read. @throws as `transact`. */
  read<T>(work: (connection: Connection) => T): T
  /** Moves everything from the log into the file and cuts the log. @returns `false` while a reader keeps it. @throws as `transact`. */
  checkpoint(): boolean
  /** Writes the file anew from its tables (VACUUM), then as `checkpoint`. Does not use what is kept in reserve. */
  compact(): boolean
}

/** The wait after a try in lengths of that try, and the shortest and longest wait in milliseconds: a failing disk is not checked all the time. */
const waitPerTry = 4
const shortestWait = 100
const longestWait = 60_000

/**
 * After SQLITE_FULL, IOERR, CORRUPT, READONLY or CANTOPEN the transaction is rolled back and the connection is suspect: what a failed
 * fsync left behind is not known, and a second fsync can succeed without having written. So nothing more is written over it. Reading goes
 * on; writing waits until the file was opened anew, checked against what was confirmed last, and has taken a synced write. That is tried
 * at once, then at each write that finds the wait over, so a failing disk is not checked without end.
 * @param confirmed number of rows that were confirmed; what is reopened must not have fewer. @param count how many a connection has.
 */
export function createWritingConnection(
  first: Connection,
  ports: WritingPorts,
  confirmed: () => number,
  count: (connection: Connection) => number,
): WritingConnection {
  const elapsed = ports.elapsed ?? (() => performance.now())
  let connection = first
  let syncProven = false
  let suspect: { readonly fault: DomainError; notBefore: number } | null = null

  /** Takes note of a fault of the disk. @returns what the caller is told. */
  function foreseen(error: unknown): unknown {
    const fault = error instanceof DomainError ? error : storeFault(error)
    if (fault === null) return error
    if (isDiskFault(fault) && suspect === null) suspect = { fault, notBefore: elapsed() }
    return fault
  }

  function rollBack(): void {
    try {
      // SQLite has rolled back by itself after the worst faults.
      if (connection.inTransaction) connection.exec('ROLLBACK')
    } catch (error) {
      foreseen(error)
    }
  }

  function attempt<T>(work: (connection: Connection) => T): T {
    let began = false
    try {
      const sql = statements(connection)
      sql.begin()
      began = true
      const result = work(connection)
      sql.commit()
      // The driver has been seen to read back FULL and to fall to NORMAL with the first write: so it is asked again after that.
      if (!syncProven) requireFullSync(connection)
      syncProven = true
      return result
    } catch (error) {
      // What `work` throws of its own accord is no fault of the disk, whatever its code.
      const told = error instanceof DomainError ? error : foreseen(error)
      if (began) rollBack()
      throw told
    }
  }

  /** Opens anew and proves it. @returns whether writing can go on. */
  function recover(): boolean {
    if (suspect === null) return true
    const { reopen } = ports
    const before = suspect.fault
    const began = elapsed()
    if (reopen === undefined || began < suspect.notBefore) return false
    try {
      const fresh = reopen()
      try {
        prove(fresh)
      } catch (error) {
        closeQuietly(fresh)
        throw error
      }
      // The new one is open before the old one goes: the last one to close would clear away the log.
      closeQuietly(connection)
      connection = fresh
      syncProven = true
      suspect = null
      return true
    } catch (error) {
      const fault = error instanceof DomainError ? error : storeFault(error)
      const now = elapsed()
      const notBefore = now + Math.min(longestWait, Math.max(shortestWait, waitPerTry * (now - began)))
      suspect = { fault: fault !== null && isDiskFault(fault) ? fault : before, notBefore }
      if (fault === null) throw error
      return false
    }
  }

  /** Nothing confirmed is missing, the log can be brought into the file, and a commit is synced. */
  function prove(fresh: Connection): void {
    if (count(fresh) < confirmed()) throw new DomainError('store-damaged', { when: 'running' })
    // It does not wait for readers: what they keep from being moved now was synced before and stays in the log.
    fresh.pragma('wal_checkpoint(PASSIVE)')
    const version = schemaVersion(fresh)
    fresh.exec('BEGIN IMMEDIATE')
    try {
      // The same number again: it changes nothing and still has to be written and synced.
      fresh.pragma(`user_version = ${String(version)}`)
      fresh.exec('COMMIT')
    } catch (error) {
      if (fresh.inTransaction) fresh.exec('ROLLBACK')
      throw error
    }
    requireFullSync(fresh)
  }

  /** Recovers, on a full disk with what was kept in reserve. @throws what keeps it from writing. */
  function requireSound(reserve: boolean): void {
    if (recover()) return
    if (reserve && suspect?.fault.code === 'store-full' && ports.makeRoom?.() === true) {
      suspect.notBefore = elapsed()
      if (recover()) return
    }
    if (suspect !== null) throw new DomainError(suspect.fault.code, suspect.fault.details)
  }

  function transact<T>(work: (connection: Connection) => T, reserve: boolean): T {
    if (connection.inTransaction && suspect === null) throw new Error('a transaction is running already')
    requireSound(reserve)
    try {
      return attempt(work)
    } catch (error) {
      if (suspect === null) throw error
      const full = suspect.fault.code === 'store-full'
      if (full && reserve && ports.makeRoom?.() === true) {
        requireSound(false)
        return attempt(work)
      }
      recoverQuietly()
      throw error
    }
  }

  /** Tries at once, so that the next write finds it done; what comes of it must not hide the fault that is being told. */
  function recoverQuietly(): void {
    try {
      recover()
    } catch {
      // A fault of the program: the next write runs into it and tells it.
    }
  }

  function requireReadable(): void {
    // A rollback that failed: what this connection shows may never have been confirmed.
    if (suspect !== null && connection.inTransaction && !recover()) throw new DomainError(suspect.fault.code, suspect.fault.details)
  }

  function checkpoint(): boolean {
    // The first column says whether a reader was in the way.
    const truncate = (): boolean => numberOf(connection.pragma('wal_checkpoint(TRUNCATE)', { simple: true })) === 0
    try {
      return truncate()
    } catch (error) {
      const told = foreseen(error)
      if (suspect?.fault.code !== 'store-full' || ports.makeRoom?.() !== true) throw told
      requireSound(false)
      return truncate()
    }
  }

  return {
    get connection() {
      return connection
    },
    get fault() {
      return suspect === null ? null : suspect.fault
    },
    tryAgain() {
      recoverQuietly()
      return suspect === null ? null : suspect.fault
    },
    transact,
    read(work) {
      requireReadable()
      try {
        return work(connection)
      } catch (error) {
        if (error instanceof DomainError) throw error
        const told = foreseen(error)
        if (suspect !== null && recover()) return work(connection)
        throw told
      }
    },
    checkpoint,
    compact() {
      if (connection.inTransaction && suspect === null) throw new Error('a transaction is running already')
      requireSound(false)
      try {
        // One transaction in the log: a power cut leaves the file as it was. Temporary tables are in memory (`temp_store`).
        connection.exec('VACUUM')
      } catch (error) {
        const told = foreseen(error)
        recoverQuietly()
        throw told
      }
      return checkpoint()
    },
  }
}

function closeQuietly(connection: Connection): void {
  try {
    connection.close()
  } catch {
    // Nothing was written over it since the fault, so nothing is lost with it.
  }
}
