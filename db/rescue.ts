import { createStoreFile, setKey } from './open.ts'
import { busyTimeout } from './pragmas.ts'
import { connect, numberOf, sqliteFault, type Connection, type SqlValue } from './sqlite.ts'
import type { RescuedTable, RescueReport, RowRange } from '../shared/store/rescue.ts'

/** The largest row number that SQLite gives. */
const lastRowNumber = 9_007_199_254_740_991
/** Probes of a damaged stretch go row by row as far as one page of small rows holds, then in growing steps. */
const carefulSteps = 2_000

/**
 * Reads what is reachable of a damaged store into a new encrypted file of the same key. Nothing is written to the damaged file, and its log is
 * read as far as it is whole. The new file has the tables and no triggers; nothing in it is proven, for the chain may lack rows.
 * Unreadable pages are walked around by row number; in tables without one, from both ends.
 * @param target must not exist yet.
 * @returns what was read of each table; `readable` is false when not even the list of tables could be read, and then there is no file.
 */
export function rescueStore(source: string, target: string, key: Uint8Array): RescueReport {
  const from = openDamaged(source, key)
  if (from === null) return { readable: false, tables: [] }
  try {
    const schema = readSchema(from)
    if (schema === null) return { readable: false, tables: [] }
    const to = createStoreFile(target, key)
    try {
      to.pragma('foreign_keys = OFF')
      to.pragma(`user_version = ${String(schema.version)}`)
      const tables = schema.tables.map(({ name, sql }) => rescueTable(from, to, name, sql))
      to.pragma('wal_checkpoint(TRUNCATE)')
      // So that it can be read from a write-protected stick, as a backup can.
      to.pragma('journal_mode = DELETE')
      return { readable: true, tables }
    } finally {
      to.close()
    }
  } finally {
    from.close()
  }
}

function openDamaged(path: string, key: Uint8Array): Connection | null {
  const connection = connect(path, { readonly: true, fileMustExist: true, timeout: busyTimeout })
  try {
    setKey(connection, key)
    numberOf(connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
    return connection
  } catch (error) {
    connection.close()
    if (sqliteFault(error) === null) throw error
    return null
  }
}

interface FoundSchema {
  readonly version: number
  readonly tables: readonly { readonly name: string; readonly sql: string }[]
}

function readSchema(connection: Connection): FoundSchema | null {
  try {
    const tables = connection
      .prepare<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid")
      .all()
    return { version: numberOf(connection.pragma('user_version', { simple: true })), tables }
  } catch (error) {
    if (sqliteFault(error) === null) throw error
    return null
  }
}

type Row = readonly SqlValue[]

/** Puts rows into the new file; one that is not what the table allows is left out and counted as lost. */
interface Target {
  put(row: Row): boolean
}

function rescueTable(from: Connection, to: Connection, name: string, sql: string): RescuedTable {
  to.exec(sql)
  const columns = to.prepare<{ name: string }>(`SELECT name FROM pragma_table_info('${name}')`).all().map((column) => `"${column.name}"`)
  const insert = to.prepare(`INSERT INTO "${name}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  const target: Target = {
    put(row) {
      try {
        insert.run(...row)
        return true
      } catch (error) {
        if (sqliteFault(error) !== 'constraint') throw error
        return false
      }
    },
  }
  to.exec('BEGIN')
  try {
    return / WITHOUT ROWID$/i.test(sql.trim()) ? byKey(from, name, columns, target) : byNumber(from, name, columns, target)
  } finally {
    to.exec('COMMIT')
  }
}

/** Walks a table by its row numbers, around every stretch that cannot be read. */
function byNumber(from: Connection, name: string, columns: readonly string[], target: Target): RescuedTable {
  const lost: RowRange[] = []
  let read = 0
  let next = 0
  const rows = from.prepare(`SELECT rowid, ${columns.join(', ')} FROM "${name}" WHERE rowid >= ? ORDER BY rowid`).raw()
  const probe = from.prepare(`SELECT ${columns.join(', ')} FROM "${name}" WHERE rowid >= ? ORDER BY rowid LIMIT 1`).raw()
  for (;;) {
    const end = attempt(() => {
      for (const [number, ...row] of rows.iterate(next) as IterableIterator<SqlValue[]>) {
        if (target.put(row)) read += 1
        else lost.push({ from: Number(number), to: Number(number) })
        next = Number(number) + 1
      }
    })
    if (end) return { table: name, read, lost }
    const readable = nextReadable(next, (number) => attempt(() => probe.get(number)))
    lost.push({ from: next, to: readable === null ? null : readable - 1 })
    if (readable === null) return { table: name, read, lost }
    next = readable
  }
}

/** The first row number behind `start` from which reading works again; `null` when there is none. */
function nextReadable(start: number, works: (number: number) => boolean): number | null {
  let failed = start
  for (let step = 1, tried = 0; ; tried += 1) {
    const number = failed + step
    if (number >= lastRowNumber) return works(lastRowNumber) && failed < lastRowNumber ? firstBetween(failed, lastRowNumber, works) : null
    if (works(number)) return step === 1 ? number : firstBetween(failed, number, works)
    failed = number
    if (tried > carefulSteps) step *= 2
  }
}

/** The boundary between a number that fails and one that works. */
function firstBetween(fails: number, worksAt: number, works: (number: number) => boolean): number {
  let low = fails
  let high = worksAt
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2)
    if (works(middle)) high = middle
    else low = middle
  }
  return high
}

/** Reads a table without row numbers from its beginning and from its end; what lies between two damaged places stays unread. */
function byKey(from: Connection, name: string, columns: readonly string[], target: Target): RescuedTable {
  let read = 0
  const walk = (order: 'ASC' | 'DESC'): boolean =>
    attempt(() => {
      const keys = from.prepare<{ name: string }>(`SELECT name FROM pragma_table_info('${name}') WHERE pk > 0 ORDER BY pk`).all()
      const by = keys.map((key) => `"${key.name}" ${order}`).join(', ')
      for (const row of from.prepare(`SELECT ${columns.join(', ')} FROM "${name}" ORDER BY ${by}`).raw().iterate() as IterableIterator<SqlValue[]>) {
        // From the end the walk may come to rows that are there already; two halves never overlap unless something moved.
        if (target.put(row)) read += 1
      }
    })
  if (walk('ASC')) return { table: name, read, lost: [] }
  walk('DESC')
  return { table: name, read, lost: [{ from: null, to: null }] }
}

/** Whether reading worked; a fault of the file is an answer, anything else is not. */
function attempt(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (sqliteFault(error) === null) throw error
    return false
  }
}
