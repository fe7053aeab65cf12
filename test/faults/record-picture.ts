import { createHash } from 'node:crypto'
import { migrations } from '../../db/migrations/migrations.ts'
import { openStoreFile, type ConnectionRole } from '../../db/open.ts'
import type { Connection } from '../../db/sqlite.ts'

/** What is in a record. */
export interface RecordPicture {
  /** Digest of the rows of each table in the order of their keys. */
  readonly tables: ReadonlyMap<string, TablePicture>
  /** Hashes of its audit rows, oldest first. */
  readonly chain: readonly string[]
}

interface TablePicture {
  readonly rows: number
  readonly sha256: string
}

/** Tables that grow by themselves with every sign-in: only rows up to the sequence of the picture count. */
const growing = /^audit_(row|body|subject)$/

/** Takes the picture of a store or of a backup. @throws Error when it does not open, the driver's error when it cannot be read. */
export function pictureOf(path: string, key: Uint8Array, role: ConnectionRole = 'writer', version = migrations.length): RecordPicture {
  const opened = openStoreFile(path, key, role, version)
  if (!opened.ok) throw new Error(`does not open: ${opened.why} ${opened.detail}`)
  try {
    return pictureOfConnection(opened.connection)
  } finally {
    opened.connection.close()
  }
}

/** The same over a connection that is open. @param lastSequence the last audit row that counts. */
export function pictureOfConnection(connection: Connection, lastSequence = Number.MAX_SAFE_INTEGER): RecordPicture {
  const picture = new Map<string, TablePicture>()
  for (const table of tablesOf(connection)) {
    const hash = createHash('sha256')
    const condition = growing.test(table) ? `WHERE sequence <= ${String(lastSequence)}` : ''
    let rows = 0
    for (const row of connection.prepare(`SELECT * FROM "${table}" ${condition} ORDER BY 1, 2`).raw().iterate()) {
      rows += 1
      hash.update(`${JSON.stringify(row.map((value) => (value instanceof Uint8Array ? `x${Buffer.from(value).toString('hex')}` : value)))}\n`)
    }
    picture.set(table, { rows, sha256: hash.digest('hex') })
  }
  const chain = connection.prepare('SELECT hex(hash) FROM audit_row WHERE sequence <= ? ORDER BY sequence').pluck<string>().all(lastSequence)
  return { tables: picture, chain }
}

/** What a record lacks of what was expected. */
export interface Difference {
  /** Tables that differ; audit rows that were added since do not count. */
  readonly tables: readonly string[]
  /** How many of the expected audit rows are gone from the end. */
  readonly rowsLost: number
}

/** Compares a record with what was expected. */
export function differences(connection: Connection, expected: RecordPicture): Difference {
  const found = pictureOfConnection(connection, expected.chain.length)
  const names = new Set([...expected.tables.keys(), ...found.tables.keys()])
  const same = expected.chain.findIndex((hash, index) => found.chain[index] !== hash)
  return {
    tables: [...names].filter((table) => expected.tables.get(table)?.sha256 !== found.tables.get(table)?.sha256),
    rowsLost: same < 0 ? 0 : expected.chain.length - same,
  }
}

function tablesOf(connection: Connection): string[] {
  return connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
    .pluck<string>()
    .all()
}
