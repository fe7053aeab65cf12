import { platform } from 'node:process'
import { numberOf, type Connection } from './sqlite.ts'

/** Milliseconds that a connection waits for another one of this program. */
export const busyTimeout = 5_000

interface Setting {
  readonly name: string
  readonly set: string
  readonly reads: string | number
}

/**
 * What every connection to the store runs with. The driver's own choice in WAL is synchronous=NORMAL, which loses confirmed commits
 * in a power cut; it even reads back FULL on an empty file and falls to NORMAL later. So each value is set and read back.
 */
const settings: readonly Setting[] = [
  { name: 'journal_mode', set: 'WAL', reads: 'wal' },
  { name: 'synchronous', set: 'FULL', reads: 2 },
  { name: 'foreign_keys', set: 'ON', reads: 1 },
  { name: 'recursive_triggers', set: 'ON', reads: 1 },
  { name: 'cell_size_check', set: 'ON', reads: 1 },
  { name: 'secure_delete', set: 'ON', reads: 1 },
  { name: 'trusted_schema', set: 'OFF', reads: 0 },
  { name: 'temp_store', set: 'MEMORY', reads: 2 },
  { name: 'mmap_size', set: '0', reads: 0 },
  { name: 'busy_timeout', set: String(busyTimeout), reads: busyTimeout },
  { name: 'wal_autocheckpoint', set: '1000', reads: 1000 },
  // On macOS fsync leaves data in the drive's cache; these ask for the real thing.
  ...(platform === 'darwin'
    ? [
        { name: 'fullfsync', set: 'ON', reads: 1 },
        { name: 'checkpoint_fullfsync', set: 'ON', reads: 1 },
      ]
    : []),
]

/**
 * Sets every pragma and reads it back. A backup is not in WAL, so that it can be read from a write-protected stick.
 * @throws Error when one did not take.
 */
export function applyPragmas(connection: Connection, journal: 'wal' | 'any' = 'wal'): void {
  for (const { name, set, reads } of settings) {
    if (name === 'journal_mode' && journal === 'any') continue
    connection.pragma(`${name} = ${set}`)
    const value = connection.pragma(name, { simple: true })
    // A read-only connection to a store in WAL reads `wal` without having set it; a file of another mode is not ours.
    if (value !== reads) throw new Error(`pragma ${name} reads ${String(value)}`)
  }
}

/** @throws Error unless commits are synced to disk: `synchronous` reads 2 (FULL). */
export function requireFullSync(connection: Connection): void {
  const value = numberOf(connection.pragma('synchronous', { simple: true }))
  if (value !== 2) throw new Error(`synchronous reads ${String(value)}: commits would not survive a power cut`)
}
