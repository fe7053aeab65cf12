import { existsSync } from 'node:fs'
import { toHex } from '../shared/package/bytes.ts'
import { applyPragmas, busyTimeout, requireFullSync } from './pragmas.ts'
import { connect, numberOf, sqliteFault, type Connection } from './sqlite.ts'

/** `application_id` of a store: "CFDR". */
export const storeApplicationId = 0x43464452

/** Whether a connection writes (there is one), only reads beside it (the worker's), or looks at a closed copy, such as a backup. */
export type ConnectionRole = 'writer' | 'reader' | 'copy'

/** Why a file could not be opened as a store. */
export type OpenFailure =
  /** There is no such file. */
  | 'missing'
  /** The first page does not open with this key. Wrong key or damaged start of the file: only the keyring can tell which. */
  | 'unreadable'
  /** The key fits and the content is broken. */
  | 'damaged'
  /** A database of something else, or without encryption. */
  | 'not-a-store'
  /** Written by a newer program; nothing was touched. */
  | 'newer'
  | 'busy'
  | 'read-only'
  | 'full'
  /** The disk reported a fault, which says nothing about what is in the file. */
  | 'disk-fault'

/** What opening came to. */
export type OpenOutcome =
  | { readonly ok: true; readonly connection: Connection; readonly version: number }
  | { readonly ok: false; readonly why: OpenFailure; readonly detail: string }

/**
 * Opens an existing store with its raw 32-byte key. The key is set before anything is read; then every pragma is set and read back.
 * @param knownVersion highest schema number that this program understands; a store above it is left as it is.
 */
export function openStoreFile(path: string, key: Uint8Array, role: ConnectionRole, knownVersion: number): OpenOutcome {
  if (!existsSync(path)) return { ok: false, why: 'missing', detail: '' }
  let connection: Connection | null = null
  try {
    connection = connect(path, { readonly: role !== 'writer', fileMustExist: true, timeout: busyTimeout })
    setKey(connection, key)
    numberOf(connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
    const failure = identify(connection, knownVersion)
    if (failure !== null) {
      connection.close()
      return failure
    }
    applyPragmas(connection, role === 'copy' ? 'any' : 'wal')
    return { ok: true, connection, version: schemaVersion(connection) }
  } catch (error) {
    connection?.close()
    const why = failureOf(error)
    if (why === null) throw error
    return why === 'unreadable' && isPlainDatabase(path) ? { ok: false, why: 'not-a-store', detail: 'plain' } : { ok: false, why, detail: String(error) }
  }
}

/**
 * Makes a new, empty, encrypted file with the store's `application_id`. It has no schema yet (`user_version` 0).
 * @throws Error when the file is there already, or when a second look shows that it is not encrypted.
 */
export function createStoreFile(path: string, key: Uint8Array): Connection {
  if (existsSync(path)) throw new Error('a new store needs a name that is free')
  const connection = connect(path, { timeout: busyTimeout })
  try {
    setKey(connection, key)
    connection.pragma(`application_id = ${String(storeApplicationId)}`)
    applyPragmas(connection)
    // The driver reads back FULL on an empty file whatever it will do later; only now, after a write, does the answer count.
    requireFullSync(connection)
    if (isPlainDatabase(path)) throw new Error('the new store is not encrypted')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Schema number of an open store. */
export function schemaVersion(connection: Connection): number {
  return numberOf(connection.pragma('user_version', { simple: true }))
}

/**
 * Gives a connection the raw key of SQLCipher 4: AES-256-CBC and HMAC-SHA512 on every page, no key derivation of its own.
 * @throws Error when the driver does not have this cipher.
 */
export function setKey(connection: Connection, key: Uint8Array): void {
  if (key.length !== 32) throw new RangeError('the key of a store has 32 bytes')
  connection.pragma(`cipher = 'sqlcipher'`)
  connection.pragma('legacy = 4')
  if (connection.pragma('cipher', { simple: true }) !== 'sqlcipher') throw new Error('the driver does not know this cipher')
  if (Number(connection.pragma('legacy', { simple: true })) !== 4) throw new Error('the driver does not know this cipher version')
  const text = Buffer.from(`x'${toHex(key)}'`, 'latin1')
  const status = connection.key(text)
  text.fill(0)
  if (status !== 0) throw new Error('the key could not be set')
}

function identify(connection: Connection, knownVersion: number): (OpenOutcome & { ok: false }) | null {
  const application = numberOf(connection.pragma('application_id', { simple: true }))
  const version = schemaVersion(connection)
  // An empty file opens with any key: a store that was cut to nothing must not pass as a new one.
  if (application === 0 && version === 0) return { ok: false, why: 'damaged', detail: 'empty' }
  if (application !== storeApplicationId) return { ok: false, why: 'not-a-store', detail: `application ${String(application)}` }
  if (version > knownVersion) return { ok: false, why: 'newer', detail: `version ${String(version)}` }
  return null
}

function failureOf(error: unknown): OpenFailure | null {
  const fault = sqliteFault(error)
  switch (fault) {
    case 'no-database':
      return 'unreadable'
    case 'damaged':
      return 'damaged'
    case 'io':
      return 'disk-fault'
    case 'busy':
      return 'busy'
    case 'read-only':
    case 'cannot-open':
      return 'read-only'
    case 'full':
      return 'full'
    case 'constraint':
    case null:
      return null
  }
}

/** Whether a connection without a key can read the file. */
function isPlainDatabase(path: string): boolean {
  const connection = connect(path, { readonly: true, fileMustExist: true, timeout: busyTimeout })
  try {
    return numberOf(connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()) >= 0
  } catch {
    return false
  } finally {
    connection.close()
  }
}
