import type { MissedRecord } from '../shared/store/rescue.ts'
import type { Connection } from './sqlite.ts'

/** Records that people enter by hand, from a store or from what was rescued of one. Tables that are not there give none. */
export function enteredRecords(connection: Connection): MissedRecord[] {
  return queries.flatMap(({ table, sql }) => (hasTable(connection, table) ? connection.prepare<MissedRecord>(sql).all() : []))
}

const queries = [
  {
    table: 'incident',
    sql: "SELECT 'incident' AS kind, id, id AS incident, NULL AS instant, recorded_at AS recordedAt, title AS text FROM incident",
  },
  {
    table: 'statement',
    sql: "SELECT 'statement' AS kind, id, incident, instant, recorded_at AS recordedAt, anchor AS text FROM statement",
  },
  {
    table: 'chronology_entry',
    sql: "SELECT 'chronology' AS kind, id, incident, instant, recorded_at AS recordedAt, text FROM chronology_entry",
  },
  {
    table: 'submission',
    sql: "SELECT 'submission' AS kind, id, incident, instant, recorded_at AS recordedAt, channel || ' ' || authority_reference AS text FROM submission",
  },
] as const

function hasTable(connection: Connection, table: string): boolean {
  return connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined
}
