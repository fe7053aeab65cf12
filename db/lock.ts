import { connect, sqliteFault, type Connection } from './sqlite.ts'

/** The store held by this process. Dies with the process, whatever ends it. */
export interface StoreLock {
  release(): void
}

/** What trying to hold the store came to. */
export type LockOutcome = { readonly ok: true; readonly lock: StoreLock } | { readonly ok: false; readonly why: 'held' | 'read-only' | 'full' | 'damaged' | 'disk-fault' }

/** Connections that hold a store. Without them here, a holder that forgot its lock would lose it to the garbage collector. */
const held = new Set<Connection>()

/**
 * Holds a store by holding a tiny SQLite file under BEGIN EXCLUSIVE, so that one program at a time has it open. The operating system
 * lets go of it when the process dies. While it is held nothing may open that file in any other way: closing such a handle drops
 * the lock of the whole process (POSIX advisory locks).
 * @param patience milliseconds to wait: another program that only looks holds it for a moment.
 */
export function holdStore(path: string, patience = 250): LockOutcome {
  let connection: Connection | null = null
  try {
    connection = connect(path, { timeout: patience })
    // A journal file beside the lock would be one more thing to lose.
    connection.pragma('journal_mode = MEMORY')
    connection.exec('BEGIN EXCLUSIVE')
    const taken = connection
    held.add(taken)
    return {
      ok: true,
      lock: {
        release() {
          held.delete(taken)
          taken.close()
        },
      },
    }
  } catch (error) {
    connection?.close()
    switch (sqliteFault(error)) {
      case 'busy':
        return { ok: false, why: 'held' }
      case 'read-only':
      case 'cannot-open':
        return { ok: false, why: 'read-only' }
      case 'full':
        return { ok: false, why: 'full' }
      case 'no-database':
      case 'damaged':
        return { ok: false, why: 'damaged' }
      case 'io':
        return { ok: false, why: 'disk-fault' }
      default:
        throw error
    }
  }
}
