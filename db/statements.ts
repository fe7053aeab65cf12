import type Database from 'better-sqlite3'
import type { Connection, SqlValue } from './sqlite.ts'

/** A prepared statement that reads rows of one shape. */
export type Reading<Row> = Database.Statement<Row>

/** The prepared statements of one connection, each made once. */
export interface Statements {
  read<Row>(sql: string): Reading<Row>
  /** A statement that changes something. @throws Error outside a transaction: every change belongs to one. */
  write(sql: string): { run(...values: readonly SqlValue[]): number }
  /** BEGIN IMMEDIATE: from here on nobody else writes. */
  begin(): void
  /** Makes it last. */
  commit(): void
}

const known = new WeakMap<Connection, Statements>()

/** Statements of a connection. */
export function statements(connection: Connection): Statements {
  const found = known.get(connection)
  if (found !== undefined) return found
  const made = prepareFor(connection)
  known.set(connection, made)
  return made
}

function prepareFor(connection: Connection): Statements {
  const prepared = new Map<string, Database.Statement<unknown>>()
  function prepare(sql: string): Database.Statement<unknown> {
    const found = prepared.get(sql)
    if (found !== undefined) return found
    const made = connection.prepare<unknown>(sql)
    prepared.set(sql, made)
    return made
  }
  return {
    begin: () => void prepare('BEGIN IMMEDIATE').run(),
    commit: () => void prepare('COMMIT').run(),
    read: <Row>(sql: string) => prepare(sql) as Reading<Row>,
    write: (sql) => ({
      run(...values) {
        if (!connection.inTransaction) throw new Error('the record is changed inside a transaction only')
        return prepare(sql).run(...values).changes
      },
    }),
  }
}
