import type { HistoryEntry, HistoryStamp } from '../../shared/ports/repositories.ts'
import { statements } from '../statements.ts'
import type { Connection } from '../sqlite.ts'

interface VersionRow {
  readonly version: number
  readonly at: number
  readonly actor: string
  readonly reason: string | null
  readonly text: string | null
}

/** Appends a state of a record to its history; `null` where it was removed. */
export function appendVersion(connection: Connection, kind: string, id: string, record: object | null, stamp: HistoryStamp): void {
  statements(connection)
    .write(
      `INSERT INTO register_version (kind, record, version, at, actor, reason, text)
       VALUES (?, ?, (SELECT coalesce(max(version), 0) + 1 FROM register_version WHERE kind = ? AND record = ?), ?, ?, ?, ?)`,
    )
    .run(kind, id, kind, id, stamp.at, stamp.actor, stamp.reason, record === null ? null : JSON.stringify(record))
}

/** All states of a record, oldest first. */
export function versionsOf(connection: Connection, kind: string, id: string): HistoryEntry[] {
  return statements(connection)
    .read<VersionRow>('SELECT version, at, actor, reason, text FROM register_version WHERE kind = ? AND record = ? ORDER BY version')
    .all(kind, id)
    .map(({ version, at, actor, reason, text }) => ({ version, at, actor, reason, record: text === null ? null : (JSON.parse(text) as unknown) }))
}
