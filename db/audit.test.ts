import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeHash, nodeRandom } from '../electron/core/crypto.ts'
import type { OpenStore } from '../electron/core/store-opening.ts'
import { verifyChain, type ChainResult } from '../shared/audit/verify.ts'
import { newStore, person, reopen, stamp, storePorts, temporaryFolder, writeOne } from '../test/support/store-fixture.ts'
import { auditHead, auditPage, chainExpectation, eraseBodies, storedRows } from './audit.ts'
import { checkChain } from './check.ts'
import { beginLine, currentLine } from './meta.ts'
import type { Connection } from './sqlite.ts'

const ports = storePorts()
const quiet = { progress: () => undefined, check: () => undefined }
let folder: ReturnType<typeof temporaryFolder>
let open: OpenStore
let connection: Connection

beforeEach(async () => {
  folder = temporaryFolder()
  open = (await newStore(folder.path, ports)).open
  connection = open.record.connection
  for (let i = 2; i <= 5; i++) writeOne(open, ports, `key ${String(i)}`)
})
afterEach(() => {
  open.close()
  folder.remove()
})

function verify(on = connection): ChainResult {
  return verifyChain(nodeHash, storedRows(on, 0, 1_000_000), chainExpectation(on))
}

function erase(...sequences: readonly number[]): number {
  return open.record.inTransaction(() => eraseBodies(connection, { hash: nodeHash, random: nodeRandom }, stamp(ports, 'audit.erase'), sequences, 'retention'))
}

describe('a row', () => {
  test('says who, when, what and which record, and its body what changed and why', () => {
    open.record.write(stamp(ports, 'sites.save'), (transaction) => {
      transaction.changed('site', 's1', { name: 'A', zone: 'UTC' }, { name: 'B', zone: 'UTC' })
      transaction.changed('site', 's1', { name: 'B' }, { name: 'C' })
      transaction.changed('asset', 'a1', null, { name: 'Pump' })
      transaction.because('renamed')
      transaction.because('after the audit')
    })
    const [record] = open.record.read((repositories) => repositories.audit.list(5, 10))
    expect(JSON.parse(record?.rowText ?? '')).toMatchObject({
      v: 1,
      line: currentLine(connection),
      seq: 6,
      actor: person,
      confirmed: true,
      session: 'test',
      procedure: 'sites.save',
      subject: [
        { id: 's1', kind: 'site' },
        { id: 'a1', kind: 'asset' },
      ],
    })
    expect(JSON.parse(record?.bodyText ?? '')).toEqual({
      changes: [
        { kind: 'site', id: 's1', field: 'name', before: 'A', after: 'B' },
        { kind: 'site', id: 's1', field: 'name', before: 'B', after: 'C' },
        { kind: 'asset', id: 'a1', field: 'name', before: null, after: 'Pump' },
      ],
      reason: 'renamed\nafter the audit',
    })
  })

  test('is found by the record it names, newest first', () => {
    const of = open.record.read((repositories) => repositories.audit.of('setting', 'key 3', 10))
    expect(of.map((record) => record.sequence)).toEqual([3])
    expect(open.record.read((repositories) => repositories.audit.of('setting', 'key', 10))).toEqual([])
    expect(open.record.read((repositories) => repositories.audit.list(0, 2).map((record) => record.sequence))).toEqual([1, 2])
  })

  test('is found among many, whether its block is full or not, and pages go on where the last one ended', () => {
    for (let number = 6; number <= 150; number += 1) writeOne(open, ports, `key ${String(number % 7)}`)
    for (const key of ['key 0', 'key 3', 'key 6']) {
      const naming = storedRows(connection, 0, 1000).filter((row) => row.text.includes(`"id":"${key}"`))
      const expected = naming.map((row) => row.sequence).reverse()
      const found = (before: number | null, limit: number) =>
        auditPage(connection, { record: { kind: 'setting', id: key }, from: null, to: null, actor: null }, before, limit).map((row) => row.sequence)
      expect(found(null, 1000)).toEqual(expected)
      expect([...found(null, 4), ...found(expected[3] ?? 0, 1000)]).toEqual(expected)
      expect(expected.some((sequence) => sequence <= 64) && expected.some((sequence) => sequence > 128)).toBe(true)
    }
    expect(connection.prepare('SELECT last FROM audit_subject_block').pluck().all()).toEqual([64, 128])
    expect(() => connection.exec('DELETE FROM audit_subject_block')).toThrow()
  })

  test('that no verifier could read is refused, and the change with it', () => {
    const broken = { ...stamp(ports), reading: { ...ports.clock.read(), uptime: 1.5 } }
    expect(() => {
      open.record.write(broken, (transaction) => {
        transaction.settings.set('lost', '1')
      })
    }).toThrow()
    expect(open.record.read((repositories) => repositories.settings.get('lost'))).toBeNull()
    expect(verify()).toMatchObject({ intact: true, rows: 5 })
  })
})

describe('the table refuses', () => {
  const refused: readonly [string, string][] = [
    ['changing a row', `UPDATE audit_row SET text = '{}' WHERE sequence = 3`],
    ['changing every row', `UPDATE audit_row SET sequence = sequence + 10`],
    ['deleting a row', 'DELETE FROM audit_row WHERE sequence = 5'],
    ['deleting everything', 'DELETE FROM audit_row'],
    ['a row out of order', `INSERT INTO audit_row VALUES (9, (SELECT hash FROM audit_row WHERE sequence = 5), '{}', zeroblob(32))`],
    ['a row without a number', `INSERT INTO audit_row (previous, text, hash) VALUES ((SELECT hash FROM audit_row WHERE sequence = 5), '{}', zeroblob(32))`],
    ['a row that links elsewhere', `INSERT INTO audit_row VALUES (6, zeroblob(32), '{}', zeroblob(32))`],
    ['replacing a row', `INSERT OR REPLACE INTO audit_row VALUES (3, (SELECT hash FROM audit_row WHERE sequence = 2), '{}', zeroblob(32))`],
    ['replacing the last row', `REPLACE INTO audit_row SELECT sequence, previous, '{}', hash FROM audit_row WHERE sequence = 5`],
    ['an upsert', `INSERT INTO audit_row SELECT * FROM audit_row WHERE sequence = 5 ON CONFLICT DO UPDATE SET text = '{}'`],
    ['deleting a body', 'DELETE FROM audit_body WHERE sequence = 3'],
    ['changing a body', `UPDATE audit_body SET text = '{}' WHERE sequence = 3`],
    ['replacing a body', `INSERT OR REPLACE INTO audit_body VALUES (3, zeroblob(16), '{}', NULL)`],
    ['a body without its row', `INSERT INTO audit_body VALUES (6, zeroblob(16), '{}', NULL)`],
    ['erasing a body without a row that says so', 'UPDATE audit_body SET salt = NULL, text = NULL, erased_by = 5 WHERE sequence = 3'],
    ['erasing half a body', 'UPDATE audit_body SET salt = NULL WHERE sequence = 3'],
    ['another store id', `UPDATE meta SET store_id = 'zzzzzzzzzzzzzzzzzzzzzzzzzz'`],
    ['a second meta row', `INSERT OR REPLACE INTO meta VALUES (1, 'zzzzzzzzzzzzzzzzzzzzzzzzzz', 'real', 1)`],
    ['another line', `UPDATE store_line SET line = 'ffffffffffffffff'`],
    ['a line that begins in the past', `INSERT INTO store_line VALUES (2, 'ffffffffffffffff', '0000000000000000', 2, zeroblob(32), 1)`],
  ]

  test.each(refused)('%s', (_what, sql) => {
    expect(() => connection.exec(sql)).toThrow()
    expect(verify()).toMatchObject({ intact: true, rows: 5 })
  })

  test.each(refused)('%s, even on a connection without recursive_triggers', (_what, sql) => {
    connection.pragma('recursive_triggers = OFF')
    expect(() => connection.exec(sql)).toThrow()
    expect(verify()).toMatchObject({ intact: true, rows: 5 })
  })
})

describe('erasing bodies', () => {
  test('keeps the chain and tells when they went', async () => {
    const by = erase(2, 4)
    open.overwriteErased()
    const result = verify()
    expect(result.intact).toBe(true)
    expect(result.erased.map(({ sequence, erasedBy }) => [sequence, erasedBy])).toEqual([
      [2, by],
      [4, by],
    ])
    expect(open.record.read((repositories) => repositories.audit.list(1, 1))[0]?.bodyText).toBeNull()
    writeOne(open, ports, 'after')
    open.close()
    open = await reopen(folder.path, ports)
    expect(verify(open.record.connection)).toMatchObject({ intact: true, rows: 7 })
  })

  test('works once for each', () => {
    erase(2)
    expect(() => erase(2)).toThrow()
    expect(() => erase(99)).toThrow()
    expect(verify()).toMatchObject({ intact: true, rows: 6 })
  })

  test('1 000 at random, in pieces, leave a chain that verifies', () => {
    open.record.inTransaction(() => undefined)
    for (let i = 0; i < 1_200; i++) writeOne(open, ports, `row ${String(i)}`)
    const left = Array.from({ length: 1_205 }, (_, index) => index + 1)
    const taken: number[] = []
    while (taken.length < 1_000) {
      const some: number[] = []
      for (let i = 0; i < 37 && taken.length + some.length < 1_000; i++) some.push(...left.splice(Math.floor(Math.random() * left.length), 1))
      erase(...some)
      taken.push(...some)
    }
    const result = checkChain(connection, nodeHash, quiet)
    expect(result.fault).toBeNull()
    expect(result.erased.map((one) => one.sequence)).toEqual(taken.sort((a, b) => a - b))
    expect(result.head).toBe(auditHead(connection, nodeHash).hash)
  }, 60_000)
})

describe('somebody who holds the key and drops the triggers', () => {
  const columns: readonly [string, string, string][] = [
    ['audit_row', 'text', `replace(text, '"confirmed":true', '"confirmed":false')`],
    ['audit_row', 'text', `replace(text, 'test.write', 'test.wrote')`],
    ['audit_row', 'hash', 'zeroblob(32)'],
    ['audit_row', 'previous', 'zeroblob(32)'],
    ['audit_row', 'sequence', '77'],
    ['audit_body', 'text', `replace(text, 'setting', 'gnittes')`],
    ['audit_body', 'salt', 'zeroblob(16)'],
    ['audit_body', 'sequence', '77'],
  ]

  beforeEach(() => {
    connection.pragma('foreign_keys = OFF')
  })

  function dropTriggers(): void {
    for (const name of connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck<string>().all()) connection.exec(`DROP TRIGGER ${name}`)
  }

  test.each(columns)('cannot change %s.%s unseen', (table, column, value) => {
    for (let sequence = 1; sequence <= 5; sequence++) {
      connection.exec('BEGIN')
      dropTriggers()
      connection.exec(`UPDATE ${table} SET ${column} = ${value} WHERE sequence = ${String(sequence)}`)
      expect(verify().intact).toBe(false)
      connection.exec('ROLLBACK')
    }
    expect(verify().intact).toBe(true)
  })

  test('cannot take out, cut or swap rows unseen, except against no head at all', () => {
    const head = auditHead(connection, nodeHash)
    for (const sequence of [1, 3, 5]) {
      connection.exec('BEGIN')
      dropTriggers()
      connection.exec(`DELETE FROM audit_body WHERE sequence = ${String(sequence)}; DELETE FROM audit_row WHERE sequence = ${String(sequence)}`)
      const expectation = { ...chainExpectation(connection), head: { sequence: head.sequence, hash: head.hash } }
      expect(verifyChain(nodeHash, storedRows(connection, 0, 100), expectation).intact).toBe(false)
      connection.exec('ROLLBACK')
    }
    connection.exec('BEGIN')
    dropTriggers()
    connection.exec('UPDATE audit_row SET sequence = 99 WHERE sequence = 2; UPDATE audit_row SET sequence = 2 WHERE sequence = 3; UPDATE audit_row SET sequence = 3 WHERE sequence = 99')
    expect(verify().intact).toBe(false)
    connection.exec('ROLLBACK')
  })

  test('cannot rename the store or its line unseen', () => {
    for (const sql of [`UPDATE meta SET store_id = 'zzzzzzzzzzzzzzzzzzzzzzzzzz'`, `UPDATE store_line SET line = 'ffffffffffffffff'`]) {
      connection.exec('BEGIN')
      dropTriggers()
      connection.exec(sql)
      expect(verify().intact).toBe(false)
      connection.exec('ROLLBACK')
    }
  })
})

test('a restored store goes on in a line of its own', () => {
  const end = auditHead(connection, nodeHash)
  open.record.inTransaction(() => {
    beginLine(connection, 'aaaaaaaaaaaaaaaa', { line: end.line, sequence: end.sequence, hash: Buffer.from(end.hash, 'hex') }, 1)
  })
  writeOne(open, ports, 'in the new line')
  expect(auditHead(connection, nodeHash)).toMatchObject({ line: 'aaaaaaaaaaaaaaaa', sequence: 6 })
  expect(verify()).toMatchObject({ intact: true, rows: 6 })
})
