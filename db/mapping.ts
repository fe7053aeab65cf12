import { statements } from './statements.ts'
import type { Connection, SqlValue } from './sqlite.ts'

/** How one field of a record lies in a column. */
export interface Column<V> {
  readonly name: string
  toSql(value: V): SqlValue
  fromSql(value: SqlValue): V
}

/** A field for each column and a column for each field: a forgotten one does not compile. */
export type Columns<T> = { readonly [K in keyof T]-?: Column<T[K]> }

/** Text, or `null` where the field allows it. */
export function text<V extends string | null>(name: string): Column<V> {
  return plain<V>(name)
}

/** A number, or `null` where the field allows it. */
export function number<V extends number | null>(name: string): Column<V> {
  return plain<V>(name)
}

/** True and false as 1 and 0. */
export function flag(name: string): Column<boolean> {
  return { name, toSql: (value) => (value ? 1 : 0), fromSql: (value) => value === 1 }
}

/** A list or object as JSON text. */
export function json<V>(name: string): Column<V> {
  return { name, toSql: (value) => JSON.stringify(value), fromSql: (value) => JSON.parse(String(value)) as V }
}

/** Bytes, or `null` where the field allows it. */
export function bytes<V extends Uint8Array | null>(name: string): Column<V> {
  return { name, toSql: (value) => value, fromSql: (value) => (value === null ? null : plainBytes(value as Uint8Array)) as V }
}

/** The bytes of a row as a plain Uint8Array: the driver gives Buffers, whose extra methods must not leak into pure code. */
export function plainBytes(value: Uint8Array): Uint8Array {
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}

/** A table and the record type it holds. */
export interface Mapping<T> {
  /** Inserts a new row. */
  insert(connection: Connection, record: T): void
  /** Inserts, or replaces the row with the same key. */
  save(connection: Connection, record: T): void
  /** One row by a condition, or `null`. */
  find(connection: Connection, condition: string, ...values: readonly SqlValue[]): T | null
  /** Rows by a condition that may end in ORDER BY and LIMIT. */
  list(connection: Connection, condition: string, ...values: readonly SqlValue[]): T[]
}

/** @param key columns of the primary key, by which `save` finds the row to replace. */
export function mapping<T>(table: string, key: readonly string[], columns: Columns<T>): Mapping<T> {
  const entries = Object.entries(columns) as [keyof T & string, Column<T[keyof T]>][]
  const names = entries.map(([, column]) => column.name)
  const insertSql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
  const changed = names.filter((name) => !key.includes(name)).map((name) => `${name} = excluded.${name}`)
  const saveSql = `${insertSql} ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${changed.join(', ')}`
  const selectSql = `SELECT ${names.join(', ')} FROM ${table}`

  function toRow(record: T): SqlValue[] {
    return entries.map(([field, column]) => column.toSql(record[field]))
  }

  function fromRow(row: Record<string, SqlValue>): T {
    // Each column was selected by its name, so none is missing.
    return Object.fromEntries(entries.map(([field, column]) => [field, column.fromSql(row[column.name] ?? null)])) as T
  }

  return {
    insert(connection, record) {
      statements(connection).write(insertSql).run(...toRow(record))
    },
    save(connection, record) {
      statements(connection).write(saveSql).run(...toRow(record))
    },
    find(connection, condition, ...values) {
      const row = statements(connection)
        .read<Record<string, SqlValue>>(`${selectSql} ${condition} LIMIT 1`)
        .get(...values)
      return row === undefined ? null : fromRow(row)
    },
    list(connection, condition, ...values) {
      return statements(connection)
        .read<Record<string, SqlValue>>(`${selectSql} ${condition}`)
        .all(...values)
        .map(fromRow)
    },
  }
}

function plain<V extends string | number | null>(name: string): Column<V> {
  return { name, toSql: (value) => value, fromSql: (value) => value as V }
}
