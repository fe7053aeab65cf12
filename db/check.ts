import { compareAnchors, type AnchorsResult } from '../shared/audit/anchor.ts'
import { startVerifying, type ChainResult } from '../shared/audit/verify.ts'
import type { Hash } from '../shared/ports/crypto.ts'
import type { JobControl } from '../shared/ports/places.ts'
import { logDamageFound, logDamageSubject } from '../shared/store/log-damage.ts'
import { auditRecordsOf, chainExpectation, chainHashAt, storedRows } from './audit.ts'
import { numberOf, sqliteFault, type Connection } from './sqlite.ts'

/** What looking at the file of a store found. */
export interface FileCheck {
  readonly intact: boolean
  /** Tables that hold or index the damaged pages; `store` where the page belongs to none. */
  readonly tables: readonly string[]
  /** What SQLite said, for the log; at most 20 lines. */
  readonly messages: readonly string[]
}

/**
 * Looks for damage in the file. `quick` reads every page (each carries its own authentication code, so a flipped bit is always
 * seen); `full` also compares indexes with tables and references with what they refer to.
 */
export function checkFile(connection: Connection, depth: 'quick' | 'full'): FileCheck {
  let messages: string[]
  try {
    messages = pragmaLines(connection, depth === 'quick' ? 'quick_check(20)' : 'integrity_check(20)').filter((line) => line !== 'ok')
    if (messages.length === 0 && depth === 'full') {
      const dangling = connection.pragma('foreign_key_check') as readonly { table: string }[]
      messages = dangling.slice(0, 20).map((row) => `reference to nothing in ${row.table}`)
      if (messages.length > 0) return { intact: false, tables: [...new Set(dangling.map((row) => row.table))].sort(), messages }
    }
  } catch (error) {
    const fault = sqliteFault(error)
    // A disk that refuses or is full says nothing about what is in the file.
    if (fault !== 'damaged' && fault !== 'no-database') throw error
    messages = [String(error)]
  }
  return messages.length === 0 ? { intact: true, tables: [], messages } : { intact: false, tables: damagedTables(connection, messages), messages }
}

/**
 * Verifies the whole audit chain, a thousand rows at a time.
 * @throws cancelled through `control.check`.
 */
export function checkChain(connection: Connection, hash: Pick<Hash, 'sha256'>, control: JobControl): ChainResult {
  const verifier = startVerifying(hash, chainExpectation(connection))
  const total = numberOf(connection.prepare('SELECT coalesce(max(sequence), 0) FROM audit_row').pluck().get())
  for (let after = 0; ; ) {
    control.check()
    const rows = storedRows(connection, after, 1000)
    const last = rows.at(-1)
    if (last === undefined || !rows.every((row) => verifier.add(row))) break
    after = last.sequence
    control.progress(after, total)
  }
  return verifier.end()
}

/**
 * Compares the lines of anchor.log with the chain. They must have been read before the chain was verified: each line is written after the
 * row it names, so a later reading of the chain holds all of them.
 */
export function checkAnchors(connection: Connection, hash: Pick<Hash, 'sha256'>, lines: Iterable<string>, chain: ChainResult): AnchorsResult {
  return compareAnchors(lines, {
    ...chainExpectation(connection),
    lastSequence: chain.rows,
    hashAt: (sequence) => chainHashAt(connection, hash, sequence),
  })
}

/** Sequence of the row that tells of a damaged log of which nobody has said yet that it is settled; `null` when there is none. */
export function logDamage(connection: Connection): number | null {
  const [last] = auditRecordsOf(connection, logDamageSubject.kind, logDamageSubject.id, 1)
  return last === undefined || !last.rowText.includes(`"procedure":"${logDamageFound}"`) ? null : last.sequence
}

function damagedTables(connection: Connection, messages: readonly string[]): string[] {
  const roots = new Map<number, string>()
  const tables: string[] = []
  try {
    const objects = connection
      .prepare<{ type: string; tbl_name: string; rootpage: number }>('SELECT type, tbl_name, rootpage FROM sqlite_schema WHERE rootpage > 0')
      .all()
    for (const { type, tbl_name: table, rootpage } of objects) {
      roots.set(rootpage, table)
      if (type === 'table') tables.push(table)
    }
  } catch {
    return ['store']
  }
  const found = new Set<string>()
  for (const message of messages) {
    for (const [, root] of message.matchAll(/Tree (\d+)/g)) found.add(roots.get(Number(root)) ?? 'store')
    for (const [, table] of message.matchAll(/(?:in|from) (?:index )?(\w+)/g)) if (table !== undefined && tables.includes(table)) found.add(table)
  }
  for (const table of tables) if (!isReadable(connection, table)) found.add(table)
  return found.size === 0 ? ['store'] : [...found].sort()
}

function isReadable(connection: Connection, table: string): boolean {
  try {
    for (const row of connection.prepare(`SELECT * FROM "${table}"`).raw().iterate()) if (row === null) return false
    return true
  } catch {
    return false
  }
}

function pragmaLines(connection: Connection, pragma: string): string[] {
  const rows = connection.prepare(`PRAGMA ${pragma}`).pluck().all() as readonly unknown[]
  return rows.flatMap((row) => String(row).split('\n'))
}
