import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { toHex } from '../shared/package/bytes.ts'
import type { Hash } from '../shared/ports/crypto.ts'
import type { JobControl } from '../shared/ports/places.ts'
import { auditHead } from './audit.ts'
import { checkChain, checkFile } from './check.ts'
import { readMeta } from './meta.ts'
import { createStoreFile, openStoreFile, schemaVersion } from './open.ts'
import { numberOf, type Connection } from './sqlite.ts'

/** A copy of the record under another key that was opened again and compared. */
export interface RekeyedCopy {
  /** Last row of the record that it holds, and the head there. */
  readonly sequence: number
  readonly head: string
  /** Bytes of the copy. */
  readonly size: number
}

/** What a copy under another key is made of. */
export interface RekeyInput {
  /** The record's own file, which goes on being read and is not written meanwhile. */
  readonly source: string
  readonly sourceKey: Uint8Array
  /** Folder for the copy, which gets the name `target`. */
  readonly folder: string
  readonly target: string
  readonly targetKey: Uint8Array
}

/**
 * Writes the whole record once more under another key. The record's own file is only read: changing its key in place (`PRAGMA rekey`)
 * would rewrite every page of the only copy, and a power cut in between could leave a file that no key opens. SQLite seals what VACUUM
 * INTO writes with the key of the connection's main file, so an empty file under the new key is the main one and the record is attached.
 * The copy is then opened again: every page and index, the whole chain, the head and the number of rows of each table must be those of
 * the record, and the former key must not open it.
 * @param connection a reader of the record. Nobody may write to the record until this is over.
 * @throws Error when the copy does not come out whole, cancelled. What it left is for the caller to clear.
 */
export function makeRekeyedCopy(connection: Connection, input: RekeyInput, hash: Pick<Hash, 'sha256'>, control: JobControl): RekeyedCopy {
  const { folder, target, targetKey } = input
  mkdirSync(folder, { recursive: true })
  const file = join(folder, target)
  copyUnder(input, file)
  control.check()
  const version = schemaVersion(connection)
  if (openStoreFile(file, input.sourceKey, 'copy', version).ok) throw new Error('the copy opens with the former key')
  const opened = openStoreFile(file, targetKey, 'copy', version)
  if (!opened.ok) throw new Error(`the copy does not open: ${opened.why} ${opened.detail}`)
  try {
    const check = checkFile(opened.connection, 'full')
    if (!check.intact) throw new Error(`the copy is damaged: ${check.messages.join('; ')}`)
    control.check()
    const chain = checkChain(opened.connection, hash, control)
    if (!chain.intact) throw new Error('the chain of the copy is broken')
    const head = auditHead(opened.connection, hash)
    requireSame('schema', schemaVersion(opened.connection), version)
    requireSame('identity', readMeta(opened.connection), readMeta(connection))
    requireSame('head', head, auditHead(connection, hash))
    requireSame('rows', rowCounts(opened.connection), rowCounts(connection))
    return { sequence: head.sequence, head: head.hash, size: statSync(file).size }
  } finally {
    opened.connection.close()
  }
}

function copyUnder({ source, sourceKey, folder, targetKey }: RekeyInput, file: string): void {
  const main = join(folder, 'empty.db')
  const connection = createStoreFile(main, targetKey)
  try {
    connection.prepare('ATTACH ? AS record KEY ?').run(source, `x'${toHex(sourceKey)}'`)
    connection.prepare('VACUUM record INTO ?').run(file)
    connection.exec('DETACH record')
  } finally {
    connection.close()
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${main}${ending}`, { force: true })
  }
}

/** Rows of each table, in the order of their names. */
function rowCounts(connection: Connection): Record<string, number> {
  const tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck<string>().all()
  return Object.fromEntries(tables.map((table) => [table, numberOf(connection.prepare(`SELECT count(*) FROM "${table}"`).pluck().get())]))
}

function requireSame(what: string, copy: unknown, record: unknown): void {
  if (JSON.stringify(copy) !== JSON.stringify(record)) throw new Error(`the copy has another ${what} than the record`)
}
