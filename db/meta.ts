import type { StoreLine } from '../shared/audit/line.ts'
import { toHex } from '../shared/package/bytes.ts'
import type { StoreKind } from '../shared/person/keyring-format.ts'
import { statements } from './statements.ts'
import type { Connection } from './sqlite.ts'

/** The one row that says which store this is. */
export interface StoreMeta {
  readonly storeId: string
  readonly kind: StoreKind
  /** UTC milliseconds. */
  readonly createdAt: number
}

interface LineRow {
  readonly line: string
  readonly parent_line: string | null
  readonly parent_sequence: number
  readonly parent_head: Uint8Array | null
}

/** Writes the row of a new store and its first line. */
export function foundStoreFile(connection: Connection, meta: StoreMeta, line: string): void {
  const sql = statements(connection)
  sql.write('INSERT INTO meta (only_row, store_id, kind, created_at) VALUES (1, ?, ?, ?)').run(meta.storeId, meta.kind, meta.createdAt)
  sql
    .write('INSERT INTO store_line (number, line, parent_line, parent_sequence, parent_head, at) VALUES (1, ?, NULL, 0, NULL, ?)')
    .run(line, meta.createdAt)
}

/**
 * Starts a new line where the chain stands now: done once after a backup was put back, so that everybody who knows the old line sees
 * "continued from a backup".
 */
export function beginLine(connection: Connection, line: string, head: { readonly line: string; readonly sequence: number; readonly hash: Uint8Array }, at: number): void {
  statements(connection)
    .write(
      `INSERT INTO store_line (number, line, parent_line, parent_sequence, parent_head, at)
       VALUES ((SELECT max(number) + 1 FROM store_line), ?, ?, ?, ?, ?)`,
    )
    .run(line, head.line, head.sequence, head.hash, at)
}

/** The row of an open store, or `null` when it is gone. */
export function readMeta(connection: Connection): StoreMeta | null {
  const row = statements(connection)
    .read<{ store_id: string; kind: StoreKind; created_at: number }>('SELECT store_id, kind, created_at FROM meta')
    .get()
  return row === undefined ? null : { storeId: row.store_id, kind: row.kind, createdAt: row.created_at }
}

/** All lines, oldest first. */
export function readLines(connection: Connection): StoreLine[] {
  return statements(connection)
    .read<LineRow>('SELECT line, parent_line, parent_sequence, parent_head FROM store_line ORDER BY number')
    .all()
    .map((row) => ({ line: row.line, parentLine: row.parent_line, parentSequence: row.parent_sequence, parentHead: row.parent_head }))
}

/** The line that new rows belong to. @throws Error when the store has none. */
export function currentLine(connection: Connection): string {
  const line = statements(connection).read<{ line: string }>('SELECT line FROM store_line ORDER BY number DESC LIMIT 1').get()
  if (line === undefined) throw new Error('the store has no line')
  return line.line
}

/** Where and when (UTC ms) the current line continued another one; `null` for the line a store was made with. */
export function parentLine(connection: Connection): { readonly line: string; readonly sequence: number; readonly head: string; readonly at: number } | null {
  const row = statements(connection)
    .read<LineRow & { readonly at: number }>('SELECT line, parent_line, parent_sequence, parent_head, at FROM store_line ORDER BY number DESC LIMIT 1')
    .get()
  if (row === undefined || row.parent_line === null || row.parent_head === null) return null
  return { line: row.parent_line, sequence: row.parent_sequence, head: toHex(row.parent_head), at: row.at }
}
