import { closeSync, fstatSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeHash } from '../electron/core/crypto.ts'
import { readAnchorLines } from '../electron/core/anchor-log.ts'
import { layoutOf } from '../electron/core/store-place.ts'
import { DomainError } from '../shared/contract/error.ts'
import { newStore, storePorts, temporaryFolder, writeOne } from '../test/support/store-fixture.ts'
import { storeVersion } from './migrations/migrations.ts'
import { checkAnchors, checkChain, checkFile } from './check.ts'
import { openStoreFile } from './open.ts'
import type { Connection } from './sqlite.ts'

const ports = storePorts()
const quiet = { progress: () => undefined, check: () => undefined }
let folder: ReturnType<typeof temporaryFolder>
let path: string
let key: Uint8Array

beforeEach(async () => {
  folder = temporaryFolder()
  path = layoutOf(folder.path).store
  const { open } = await newStore(folder.path, ports)
  for (let i = 0; i < 200; i++) writeOne(open, ports, `key ${String(i)}`, 'x'.repeat(200))
  key = open.storeKey.slice()
  open.close()
})
afterEach(() => {
  folder.remove()
})

function within<T>(work: (connection: Connection) => T): T {
  const outcome = openStoreFile(path, key, 'writer', storeVersion)
  if (!outcome.ok) throw new Error(outcome.why)
  try {
    return work(outcome.connection)
  } finally {
    outcome.connection.close()
  }
}

describe('the file', () => {
  test('is intact as it was left', () => {
    expect(within((connection) => [checkFile(connection, 'quick'), checkFile(connection, 'full')])).toEqual([
      { intact: true, tables: [], messages: [] },
      { intact: true, tables: [], messages: [] },
    ])
  })

  test('says which table is damaged', () => {
    const pages = within((connection) =>
      ['audit_row', 'audit_body', 'setting'].map((table) => [table, connection.prepare(`SELECT max(pageno) FROM dbstat WHERE name = ? AND pagetype = 'leaf'`).pluck<number>().get(table) ?? 0] as const),
    )
    const whole = readFileSync(path)
    for (const [table, page] of pages) {
      writeFileSync(path, whole)
      const handle = openSync(path, 'r+')
      writeSync(handle, 'torn', (page - 1) * 4096 + 100)
      closeSync(handle)
      for (const depth of ['quick', 'full'] as const) {
        const check = within((connection) => checkFile(connection, depth))
        expect(check.intact).toBe(false)
        expect(check.tables).toContain(table)
      }
    }
  })

  test('with references to nothing is seen by the full check', () => {
    const check = within((connection) => {
      connection.pragma('foreign_keys = OFF')
      connection.exec(`INSERT INTO role_grant VALUES ('${'q'.repeat(26)}', 0, 'viewer', NULL)`)
      return [checkFile(connection, 'quick').intact, checkFile(connection, 'full')]
    })
    expect(check).toMatchObject([true, { intact: false, tables: ['role_grant'] }])
  })

  test('damaged anywhere, 30 times at random, is never called intact and never ends the program', () => {
    const whole = readFileSync(path)
    for (let i = 0; i < 30; i++) {
      writeFileSync(path, whole)
      const handle = openSync(path, 'r+')
      const at = Math.floor(Math.random() * fstatSync(handle).size)
      writeSync(handle, Buffer.from([(whole[at] ?? 0) ^ (1 + Math.floor(Math.random() * 255))]), 0, 1, at)
      closeSync(handle)
      const outcome = openStoreFile(path, key, 'writer', storeVersion)
      if (!outcome.ok) {
        expect(['unreadable', 'damaged']).toContain(outcome.why)
        continue
      }
      expect({ at, intact: checkFile(outcome.connection, 'full').intact }).toEqual({ at, intact: false })
      outcome.connection.close()
    }
  })
})

describe('the chain', () => {
  test('is verified in pieces, with progress', () => {
    const seen: number[] = []
    const result = within((connection) => checkChain(connection, nodeHash, { progress: (done, total) => seen.push(done, total), check: () => undefined }))
    expect(result).toMatchObject({ intact: true, rows: 201 })
    expect(seen).toEqual([201, 201])
  })

  test('can be cancelled', () => {
    const cancelled = { progress: () => undefined, check: () => { throw new DomainError('cancelled') } }
    expect(() => within((connection) => checkChain(connection, nodeHash, cancelled))).toThrow(new DomainError('cancelled'))
  })

  test('that was tampered with names the row', () => {
    const result = within((connection) => {
      connection.exec('DROP TRIGGER audit_row_never_changes')
      connection.exec(`UPDATE audit_row SET text = replace(text, 'test.write', 'test.wrote') WHERE sequence = 100`)
      return checkChain(connection, nodeHash, quiet)
    })
    expect(result).toMatchObject({ intact: false, rows: 99, fault: { sequence: 100, code: 'hash-differs' } })
  })
})

describe('anchor.log', () => {
  const compared = (lines: readonly string[]): unknown => within((connection) => checkAnchors(connection, nodeHash, lines, checkChain(connection, nodeHash, quiet)).fault?.finding ?? 'holds')

  test('agrees with the chain as it was written', () => {
    expect(compared(readAnchorLines(layoutOf(folder.path).anchorLog))).toBe('holds')
  })

  test('tells when rows at the end are gone, and when the whole chain was written anew', () => {
    const lines = readAnchorLines(layoutOf(folder.path).anchorLog)
    within((connection) => {
      connection.exec('DROP TRIGGER audit_row_never_goes; DROP TRIGGER audit_body_never_goes')
      connection.exec('DELETE FROM audit_body WHERE sequence > 190; DELETE FROM audit_row WHERE sequence > 190')
    })
    // The chain alone does not know what it has lost.
    expect(within((connection) => checkChain(connection, nodeHash, quiet)).intact).toBe(true)
    expect(compared(lines)).toBe('beyond-end')
    const last = lines.at(-2)?.split(' ') ?? []
    expect(compared([[...last.slice(0, 3), '190', ...last.slice(4)].join(' ')])).toBe('differs')
  })
})
