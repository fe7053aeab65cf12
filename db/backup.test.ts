import { closeSync, copyFileSync, existsSync, openSync, readFileSync, readdirSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeHash } from '../electron/core/crypto.ts'
import type { OpenStore } from '../electron/core/store-opening.ts'
import { openStore } from '../electron/core/store-session.ts'
import { keyringText } from '../shared/person/keyring-format.ts'
import { newStore, passphrase, placeIn, storePorts, temporaryFolder, writeOne } from '../test/support/store-fixture.ts'
import { storeVersion } from './migrations/migrations.ts'
import { backUpStore, isUnchanged, lastGoodBackup, listBackups, pruneBackups, type Backup } from './backup.ts'
import { expiredBackups, type RingEntry } from './backup-ring.ts'
import { openStoreFile } from './open.ts'

const ports = storePorts()
const day = 86_400_000
let folder: ReturnType<typeof temporaryFolder>
let open: OpenStore

beforeEach(async () => {
  folder = temporaryFolder()
  open = (await newStore(folder.path, ports)).open
})
afterEach(() => {
  open.close()
  folder.remove()
})

function backUp(at = Date.UTC(2026, 10, 23, 10, 53), change: { key?: Uint8Array } = {}): Backup {
  const reader = openStoreFile(open.layout.store, open.storeKey, 'reader', storeVersion)
  if (!reader.ok) throw new Error(reader.why)
  try {
    return backUpStore(reader.connection, { folder: open.layout.backups, key: open.storeKey, keyringText: keyringText(open.keyring()), at, why: 'daily', ...change }, nodeHash)
  } finally {
    reader.connection.close()
  }
}

describe('a backup', () => {
  test('is a pair that opens by itself and holds all that was confirmed, while the writer goes on', async () => {
    const backup = backUp()
    writeOne(open, ports, 'later')
    expect(backup).toMatchObject({ name: '20261123T105300Z-daily', note: { sequence: 1, storeVersion, storeId: open.keyring().storeId } })
    const other = temporaryFolder()
    for (const name of ['store.db', 'keyring.json']) copyFileSync(join(backup.folder, name), join(other.path, name))
    const restored = await openStore(placeIn(other.path), passphrase, ports)
    expect(restored.open.record.read((repositories) => [repositories.settings.get('founded'), repositories.settings.get('later')])).toEqual(['"founded"', null])
    restored.open.close()
    other.remove()
  })

  test('is encrypted under the same key and not in WAL, so that write-protected media can be read', () => {
    const file = join(backUp().folder, 'store.db')
    expect(readFileSync(file).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    const copy = openStoreFile(file, open.storeKey, 'copy', storeVersion)
    if (!copy.ok) throw new Error(copy.why)
    expect(copy.connection.pragma('journal_mode', { simple: true })).toBe('delete')
    copy.connection.close()
    expect(openStoreFile(file, new Uint8Array(32), 'copy', storeVersion)).toMatchObject({ ok: false, why: 'unreadable' })
    expect(readdirSync(join(file, '..')).sort()).toEqual(['backup.json', 'keyring.json', 'store.db'])
  })

  test('that does not come out whole leaves nothing', () => {
    // A wrong key stands for any copy that cannot be read again.
    expect(() => backUp(1, { key: new Uint8Array(32) })).toThrow(/does not open/)
    expect(readdirSync(open.layout.backups)).toEqual([])
    expect(listBackups(open.layout.backups)).toEqual([])
  })

  test('that was damaged later is known without a key and not offered', () => {
    const [older, newer] = [backUp(1 * day), backUp(2 * day)]
    expect(lastGoodBackup(open.layout.backups, older.note.storeId)?.name).toBe(newer.name)
    const handle = openSync(join(newer.folder, 'store.db'), 'r+')
    writeSync(handle, 'x', 5000)
    closeSync(handle)
    expect(isUnchanged(newer)).toBe(false)
    expect(lastGoodBackup(open.layout.backups, older.note.storeId)?.name).toBe(older.name)
    writeFileSync(join(older.folder, 'backup.json'), '{"v":1}')
    expect(lastGoodBackup(open.layout.backups, older.note.storeId)).toBeNull()
    expect(lastGoodBackup(open.layout.backups, 'z'.repeat(26))).toBeNull()
  })

  test('gets a name of its own even within one second', () => {
    expect([backUp(1).name, backUp(2).name]).toEqual(['19700101T000000Z-daily', '19700101T000000Z-daily-2'])
  })
})

describe('the ring', () => {
  test('keeps seven days, five weeks, five before each kind of change, and all that was asked for', () => {
    const daily = Array.from({ length: 60 }, (_, index): RingEntry => ({ name: `d${String(index)}`, at: (20_000 + index) * day, why: 'daily' }))
    const before = Array.from({ length: 7 }, (_, index): RingEntry => ({ name: `m${String(index)}`, at: index, why: 'before-migration' }))
    const asked = Array.from({ length: 9 }, (_, index): RingEntry => ({ name: `a${String(index)}`, at: index, why: 'asked' }))
    const gone = expiredBackups([...daily, ...before, ...asked])
    const stay = daily.map((entry) => entry.name).filter((name) => !gone.includes(name))
    expect(stay.slice(-7)).toEqual(['d53', 'd54', 'd55', 'd56', 'd57', 'd58', 'd59'])
    expect(stay.length).toBeLessThanOrEqual(12)
    expect(stay.length).toBeGreaterThanOrEqual(10)
    expect(gone.filter((name) => name.startsWith('m'))).toEqual(['m1', 'm0'])
    expect(gone.some((name) => name.startsWith('a'))).toBe(false)
  })

  test('deletes what it lets go and what was left unfinished', () => {
    for (let i = 0; i < 3; i++) backUp(i * 7 * day)
    writeFileSync(join(open.layout.backups, 'note'), '')
    expect(pruneBackups(open.layout.backups)).toEqual([])
    const part = join(open.layout.backups, 'x.part')
    writeFileSync(part, '')
    pruneBackups(open.layout.backups)
    expect(existsSync(part)).toBe(false)
    expect(listBackups(open.layout.backups).length).toBe(3)
  })
})
