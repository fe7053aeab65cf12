import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { missedRecords } from '../shared/store/rescue.ts'
import { temporaryFolder } from '../test/support/store-fixture.ts'
import { createStoreFile, openStoreFile } from './open.ts'
import { enteredRecords } from './rescued-records.ts'
import { rescueStore } from './rescue.ts'

const key = new Uint8Array(randomBytes(32))
const page = 4096
let folder: ReturnType<typeof temporaryFolder>
let path = ''
let target = ''

beforeEach(() => {
  folder = temporaryFolder()
  path = join(folder.path, 'a.db')
  target = join(folder.path, 'rescued.db')
})
afterEach(() => {
  folder.remove()
})

/** A file of 3000 numbered rows, a keyed table and a large value. */
function makeStore(): void {
  const connection = createStoreFile(path, key)
  connection.exec(`
    CREATE TABLE entry (position INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
    CREATE TABLE keyed (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE large (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TRIGGER entry_never_goes BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'no'); END;
    BEGIN`)
  const entry = connection.prepare('INSERT INTO entry VALUES (?, ?)')
  const keyed = connection.prepare('INSERT INTO keyed VALUES (?, ?)')
  for (let number = 1; number <= 3000; number += 1) {
    entry.run(number, `entry ${String(number)} ${'x'.repeat(60)}`)
    keyed.run(`name ${String(number).padStart(5, '0')}`, 'y'.repeat(60))
  }
  for (const id of ['one', 'two', 'three']) connection.prepare('INSERT INTO large VALUES (?, ?)').run(id, new Uint8Array(60_000))
  connection.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
  connection.close()
}

/** Breaks pages of a table. @param numbers which of its pages that hold rows. */
function breakPages(table: string, numbers: readonly number[]): void {
  const opened = openStoreFile(path, key, 'writer', 9)
  if (!opened.ok) throw new Error(opened.why)
  const pages = opened.connection.prepare(`SELECT pageno FROM dbstat WHERE name = ? AND pagetype IN ('leaf', 'overflow') ORDER BY pageno`).pluck<number>().all(table)
  opened.connection.close()
  const bytes = readFileSync(path)
  for (const number of numbers) bytes[((pages[number] ?? 0) - 1) * page + 100] = (bytes[((pages[number] ?? 0) - 1) * page + 100] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

function rescuedRows(sql: string): unknown[] {
  const opened = openStoreFile(target, key, 'copy', 9)
  if (!opened.ok) throw new Error(opened.why)
  try {
    return opened.connection.prepare(sql).pluck().all()
  } finally {
    opened.connection.close()
  }
}

describe('rescuing', () => {
  test('a whole file gives all of it, without triggers, and leaves it as it was', () => {
    makeStore()
    const before = readFileSync(path)
    const { readable, tables } = rescueStore(path, target, key)
    expect(readable).toBe(true)
    expect(tables).toEqual([
      { table: 'entry', read: 3000, lost: [] },
      { table: 'keyed', read: 3000, lost: [] },
      { table: 'large', read: 3, lost: [] },
    ])
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(rescuedRows("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'")).toEqual([0])
  })

  test('walks around single pages and says which rows they held', () => {
    makeStore()
    breakPages('entry', [3, 20])
    const before = readFileSync(path)
    const { tables } = rescueStore(path, target, key)
    const entry = tables.find(({ table }) => table === 'entry')
    expect(entry?.lost).toHaveLength(2)
    const lost = (entry?.lost ?? []).reduce((sum, { from, to }) => sum + (to ?? 0) - (from ?? 0) + 1, 0)
    expect(lost).toBeLessThan(150)
    expect((entry?.read ?? 0) + lost).toBe(3000)
    expect(rescuedRows('SELECT max(position) FROM entry')).toEqual([3000])
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('reads a table of keys from both ends, and every other value beside a broken one', () => {
    makeStore()
    breakPages('keyed', [10])
    breakPages('large', [8])
    const { tables } = rescueStore(path, target, key)
    const keyed = tables.find(({ table }) => table === 'keyed')
    expect(keyed?.read).toBeGreaterThan(2900)
    expect(keyed?.lost).toHaveLength(1)
    expect(tables.find(({ table }) => table === 'large')).toMatchObject({ read: 2 })
  })

  test('gives up where the list of tables itself is broken, and makes no file', () => {
    makeStore()
    const bytes = readFileSync(path)
    bytes[200] = (bytes[200] ?? 0) ^ 1
    writeFileSync(path, bytes)
    expect(rescueStore(path, target, key)).toEqual({ readable: false, tables: [] })
    expect(existsSync(target)).toBe(false)
  })

  test('reads what the log of a run that was cut off still holds', () => {
    makeStore()
    const opened = openStoreFile(path, key, 'writer', 9)
    if (!opened.ok) throw new Error(opened.why)
    opened.connection.exec("INSERT INTO entry VALUES (3001, 'in the log')")
    const copy = join(folder.path, 'b.db')
    for (const ending of ['', '-wal']) copyFileSync(`${path}${ending}`, `${copy}${ending}`)
    opened.connection.close()
    expect(rescueStore(copy, target, key).tables[0]).toEqual({ table: 'entry', read: 3001, lost: [] })
  })
})

test('a store without the tables of people has no records of theirs', () => {
  makeStore()
  const opened = openStoreFile(path, key, 'reader', 9)
  if (!opened.ok) throw new Error(opened.why)
  expect(enteredRecords(opened.connection)).toEqual([])
  opened.connection.close()
})

test('what is missing is told once, oldest first', () => {
  const record = (kind: 'incident' | 'chronology', id: string, recordedAt: number) => ({ kind, id, incident: 'i', instant: null, recordedAt, text: id })
  const rescued = [record('chronology', 'c', 30), record('chronology', 'b', 20), record('incident', 'a', 20), record('chronology', 'a', 10)]
  expect(missedRecords(rescued, [record('chronology', 'b', 0)]).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['chronology a', 'incident a', 'chronology c'])
})
