import { rmSync } from 'node:fs'
import { plainBytes } from './mapping.ts'
import { setKey } from './open.ts'
import { connect, type Connection } from './sqlite.ts'
import { storeFault } from './store-fault.ts'

/**
 * Bytes that never become part of the record: packages to be looked at, files made for saving. They lie in a file of their own under a
 * key that exists only in memory, so that what a crash leaves behind cannot be read by anybody and is deleted at the next start.
 */
export interface Scratch {
  put(owner: string, index: number, bytes: Uint8Array): void
  /** @returns `null` when there is no such piece. */
  get(owner: string, index: number): Uint8Array | null
  /** Deletes all pieces of one owner. */
  drop(owner: string): void
  /** The one connection, for work that stages rows of its own. */
  readonly connection: Connection
  /** Closes and deletes the file. */
  close(): void
}

/** Runs work of which a fault of the disk becomes what a person is told. The record itself is in another file and not in doubt. */
function told<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storeFault(error) ?? error
  }
}

/** Deletes what an earlier run left behind. Must run before `openScratch` and while the store is held. */
export function deleteScratch(path: string): void {
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true })
}

/**
 * Makes a new scratch database. It needs no durability, so it pays for none.
 * @param key 32 random bytes that are kept nowhere else.
 */
export function openScratch(path: string, key: Uint8Array): Scratch {
  deleteScratch(path)
  const connection = connect(path, {})
  try {
    setKey(connection, key)
    // The driver's defensive mode forbids having no journal at all; one in memory writes nothing to disk.
    if (connection.pragma('journal_mode = MEMORY', { simple: true }) !== 'memory') throw new Error('the scratch file would keep a journal')
    connection.pragma('synchronous = OFF')
    connection.pragma('temp_store = MEMORY')
    connection.pragma('trusted_schema = OFF')
    connection.pragma('locking_mode = EXCLUSIVE')
    connection.exec('CREATE TABLE piece (owner TEXT NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (owner, number)) STRICT')
  } catch (error) {
    connection.close()
    deleteScratch(path)
    throw error
  }
  const insert = connection.prepare('INSERT INTO piece (owner, number, bytes) VALUES (?, ?, ?)')
  const select = connection.prepare('SELECT bytes FROM piece WHERE owner = ? AND number = ?').pluck<Uint8Array>()
  const remove = connection.prepare('DELETE FROM piece WHERE owner = ?')
  return {
    connection,
    put(owner, index, bytes) {
      told(() => insert.run(owner, index, bytes))
    },
    get(owner, index) {
      const found = told(() => select.get(owner, index))
      return found === undefined ? null : plainBytes(found)
    },
    drop(owner) {
      told(() => remove.run(owner))
    },
    close() {
      connection.close()
      try {
        deleteScratch(path)
      } catch {
        // A disk that is gone or refuses: nobody can read what stays, and the next start deletes it.
      }
    },
  }
}
