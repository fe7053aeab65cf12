import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../test/support/store-fixture.ts'
import { migrateStore } from './migrate.ts'
import { migrations, storeVersion, type Migration } from './migrations/migrations.ts'
import { createStoreFile, openStoreFile, schemaVersion } from './open.ts'
import { currentSchemaText, schemaFile } from './schema.ts'
import type { Connection } from './sqlite.ts'

const key = new Uint8Array(randomBytes(32))
const one: Migration = { version: 1, name: 'one', sql: 'CREATE TABLE a (i INTEGER PRIMARY KEY) STRICT; INSERT INTO a VALUES (1);' }
const two: Migration = { version: 2, name: 'two', sql: 'CREATE TABLE b (i INTEGER REFERENCES a (i)) STRICT; INSERT INTO b VALUES (1);' }
const failing: Migration = { version: 3, name: 'three', sql: 'CREATE TABLE c (i INTEGER) STRICT; INSERT INTO nowhere VALUES (1);' }
const dangling: Migration = { version: 3, name: 'three', sql: 'DELETE FROM a;' }

let folder: ReturnType<typeof temporaryFolder>
let connection: Connection

beforeEach(() => {
  folder = temporaryFolder()
  connection = createStoreFile(join(folder.path, 'store.db'), key)
})
afterEach(() => {
  if (connection.open) connection.close()
  folder.remove()
})

const noBackup = (): void => {
  throw new Error('no backup was due')
}

function tables(): unknown[] {
  return connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all()
}

test('db/schema.sql is what the migrations make', () => {
  expect(readFileSync(schemaFile, 'utf8')).toBe(currentSchemaText())
})

test('every table is STRICT, and the log of events has no second UNIQUE', () => {
  migrateStore(connection, noBackup)
  const strict = connection.prepare(`SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND strict = 0`)
  expect(strict.pluck().get()).toBe(0)
  expect(connection.prepare(`SELECT count(*) FROM pragma_index_list('audit_row') WHERE "unique" = 1`).pluck().get()).toBe(0)
  expect(storeVersion).toBe(migrations.at(-1)?.version)
})

test('an empty file gets all steps without a backup', () => {
  expect(migrateStore(connection, noBackup, [one, two])).toEqual({ from: 0, to: 2 })
  expect(schemaVersion(connection)).toBe(2)
  expect(migrateStore(connection, noBackup, [one, two])).toEqual({ from: 2, to: 2 })
})

test('a store that has a schema is backed up first, and only the missing steps run', () => {
  migrateStore(connection, noBackup, [one])
  const seen: unknown[] = []
  migrateStore(connection, (from) => seen.push([from, tables()]), [one, two])
  expect(seen).toEqual([[1, ['a']]])
  expect(tables()).toEqual(['a', 'b'])
  expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
})

test.each([
  ['a backup that fails', [one, two, { ...two, version: 3, sql: '' }], true],
  ['a step that fails', [one, two, failing], false],
  ['a step that leaves references to nothing', [one, two, dangling], false],
])('%s leaves the store as it was', (_name, steps, backupFails) => {
  migrateStore(connection, noBackup, [one, two])
  const attempt = (): unknown =>
    migrateStore(
      connection,
      () => {
        if (backupFails) throw new Error('disk full')
      },
      steps,
    )
  expect(attempt).toThrow()
  expect(schemaVersion(connection)).toBe(2)
  expect(tables()).toEqual(['a', 'b'])
  expect(connection.prepare('SELECT count(*) FROM a').pluck().get()).toBe(1)
  expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
})

test('a newer store is not touched, and numbers have no gaps', () => {
  migrateStore(connection, noBackup, [one, two])
  expect(() => migrateStore(connection, noBackup, [one])).toThrow(RangeError)
  expect(() => migrateStore(connection, noBackup, [two])).toThrow(RangeError)
  connection.close()
  expect(openStoreFile(join(folder.path, 'store.db'), key, 'writer', 1)).toMatchObject({ ok: false, why: 'newer' })
})
