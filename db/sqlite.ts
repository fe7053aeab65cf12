/// <reference path="./driver.d.ts" />
import Database from 'better-sqlite3'

/** One open connection to an encrypted file. */
export type Connection = Database

/** What a column can hold. */
export type SqlValue = string | number | Uint8Array | null

/** Faults of SQLite that the program answers in different ways. */
export type SqliteFault = 'busy' | 'full' | 'read-only' | 'damaged' | 'no-database' | 'io' | 'cannot-open' | 'constraint'

/** Sorts an error of SQLite; `null` for anything else. */
export function sqliteFault(error: unknown): SqliteFault | null {
  const code = error instanceof Database.SqliteError ? error.code : ''
  if (code === 'SQLITE_NOTADB') return 'no-database'
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return 'full'
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy'
  if (code.startsWith('SQLITE_READONLY')) return 'read-only'
  if (code.startsWith('SQLITE_CORRUPT')) return 'damaged'
  if (code.startsWith('SQLITE_IOERR')) return 'io'
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM') return 'cannot-open'
  if (code.startsWith('SQLITE_CONSTRAINT')) return 'constraint'
  return null
}

/** Opens a file of SQLite without a key. Nothing else in the program calls the driver's constructor. */
export function connect(path: string, options: { readonly readonly?: boolean; readonly fileMustExist?: boolean; readonly timeout?: number }): Connection {
  return new Database(path, { ...options })
}

/** One number that a statement or pragma gives. @throws Error when it gives something else. */
export function numberOf(value: unknown): number {
  if (typeof value !== 'number') throw new Error('a number was expected from the database')
  return value
}
