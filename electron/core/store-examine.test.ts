import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newStore, passphrase, placeIn, storePorts, temporaryFolder, writeOne } from '../../test/support/store-fixture.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { judgeHealth, type HealthFinding } from '../../shared/store/doctor.ts'
import { examineRecord, rescueRecord } from './store-examine.ts'
import { lookAtPlace } from './store-health.ts'

let folder: ReturnType<typeof temporaryFolder>
const ports = storePorts()

beforeEach(async () => {
  folder = temporaryFolder()
  const { open } = await newStore(folder.path, ports)
  for (let number = 0; number < 40; number += 1) writeOne(open, ports, `key ${String(number)}`, 'x'.repeat(3000))
  open.close()
})
afterEach(() => {
  folder.remove()
})

async function found(): Promise<HealthFinding[]> {
  const facts = await lookAtPlace(placeIn(folder.path), Date.now(), false)
  return judgeHealth(facts, null).flatMap(({ level, finding }) => (level === 'ok' ? [] : [finding]))
}

/** Digests of the files of the record; the two that SQLite keeps beside it while it is read hold nothing of their own. */
function files(): Record<string, string> {
  const names = readdirSync(folder.path).filter((name) => !/\.lock$|-wal$|-shm$/.test(name) && name.includes('.'))
  return Object.fromEntries(names.map((name) => [name, createHash('sha256').update(readFileSync(join(folder.path, name))).digest('hex')]))
}

function damageFile(): void {
  const path = join(folder.path, 'store.db')
  const bytes = readFileSync(path)
  for (let page = Math.floor(bytes.length / 4096) - 3; page * 4096 < bytes.length; page += 1) bytes[page * 4096 + 50] = (bytes[page * 4096 + 50] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

describe('looking at a place', () => {
  test('tells what is to be done and changes nothing', async () => {
    const before = files()
    expect(await found()).toEqual(['record-not-checked', 'backup-none'])
    expect(files()).toEqual(before)
  })

  test('an empty place stays empty', async () => {
    const empty = temporaryFolder()
    const facts = await lookAtPlace(placeIn(empty.path), Date.now(), false)
    expect(facts).toMatchObject({ store: 'none', keyring: 'missing', lock: 'free' })
    expect(readdirSync(empty.path)).toEqual([])
    empty.remove()
  })

  test('one copy of the keys, a store that is gone and a clock that is behind are seen', async () => {
    writeFileSync(join(folder.path, 'keyring.2.json'), 'x')
    expect(await found()).toContain('keyring-one-copy')
    cpSync(join(folder.path, 'store.db'), join(folder.path, 'elsewhere'))
    const facts = await lookAtPlace(placeIn(folder.path), Date.now() - 86_400_000, false)
    expect(judgeHealth(facts, null).map(({ finding }) => finding)).toContain('clock-behind')
  })
})

describe('examining a record', () => {
  test('checks it whole and writes nothing', async () => {
    const before = files()
    expect(await examineRecord(placeIn(folder.path), passphrase, ports)).toMatchObject({ intact: true, rows: 41, fault: null })
    expect(files()).toEqual(before)
  })

  test('a wrong passphrase is refused, damage is a result', async () => {
    await expect(examineRecord(placeIn(folder.path), 'not the passphrase', ports)).rejects.toThrow(new DomainError('wrong-passphrase'))
    damageFile()
    expect(await examineRecord(placeIn(folder.path), passphrase, ports)).toMatchObject({ intact: false, fault: 'file-damaged' })
  })

  test('rescues what is reachable into a file beside it, once', async () => {
    damageFile()
    const before = readFileSync(join(folder.path, 'store.db'))
    const at = Date.UTC(2026, 10, 23, 3)
    const rescued = await rescueRecord(placeIn(folder.path), passphrase, at, ports)
    expect(rescued.file).toBe('rescued-20261123T030000Z.db')
    expect(rescued.report.tables.find(({ table }) => table === 'meta')).toMatchObject({ read: 1, lost: [] })
    expect(rescued.report.tables.some(({ lost }) => lost.length > 0)).toBe(true)
    expect(readFileSync(join(folder.path, 'store.db')).equals(before)).toBe(true)
    expect(existsSync(join(folder.path, 'rescued-20261123T030000Z.db'))).toBe(true)
    expect(await rescueRecord(placeIn(folder.path), passphrase, at, ports)).toEqual(rescued)
  })
})
