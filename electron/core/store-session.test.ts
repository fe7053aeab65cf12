import { chmodSync, closeSync, copyFileSync, existsSync, fstatSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listBackups } from '../../db/backup.ts'
import { checkChain, checkFile } from '../../db/check.ts'
import { migrations, type Migration } from '../../db/migrations/migrations.ts'
import { readAnchor } from '../../shared/audit/anchor.ts'
import { DomainError, type ErrorCode } from '../../shared/contract/error.ts'
import { keyringText, type Keyring } from '../../shared/person/keyring-format.ts'
import { startChild } from '../../test/support/child.ts'
import { newStore, passphrase, person, placeIn, reopen, stamp, storePorts, temporaryFolder, writeOne } from '../../test/support/store-fixture.ts'
import { readAnchorLines } from './anchor-log.ts'
import { nodeHash } from './crypto.ts'
import { productKeyDerivation } from './key-derivation.ts'
import { readKeyrings, writeKeyrings } from './keyring-file.ts'
import { nextGeneration, openWithPassphrase } from './keyring.ts'
import { layoutOf, type StoreLayout } from './store-place.ts'
import { createStore, openStore, recoverStore } from './store-session.ts'

const ports = storePorts()
const quiet = { progress: () => undefined, check: () => undefined }
const next: Migration = { version: migrations.length + 1, name: 'next', sql: 'CREATE TABLE later (i INTEGER) STRICT;' }
let folder: ReturnType<typeof temporaryFolder>
let layout: StoreLayout

beforeEach(() => {
  folder = temporaryFolder()
  layout = layoutOf(folder.path)
})
afterEach(() => {
  folder.remove()
})

async function refused(attempt: Promise<unknown>): Promise<{ code: ErrorCode; details: DomainError['details'] }> {
  try {
    await attempt
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, details: error.details }
    throw error
  }
  throw new Error('it was not refused')
}

async function code(attempt: Promise<unknown>): Promise<ErrorCode> {
  return (await refused(attempt)).code
}

/** Everything in the folder: names, times and bytes. */
function picture(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, `${String(statSync(path).mtimeMs)} ${readFileSync(path).toString('base64')}`]),
  )
}

async function closedStore(): Promise<string> {
  const { open, recoveryKey } = await newStore(folder.path, ports)
  open.close()
  return recoveryKey
}

describe('a new store', () => {
  test('is there with its pair of keyrings, its log of anchors and nothing unfinished', async () => {
    const { open } = await newStore(folder.path, ports)
    expect(readdirSync(folder.path).sort()).toEqual(['anchor.log', 'keyring.2.json', 'keyring.json', 'scratch.db', 'store.db', 'store.db-shm', 'store.db-wal', 'store.lock'])
    open.close()
    expect(readdirSync(folder.path).sort()).toEqual(['anchor.log', 'keyring.2.json', 'keyring.json', 'store.db', 'store.lock'])
    expect(readAnchorLines(layout.anchorLog).map((line) => readAnchor(line)?.why)).toEqual(['open', 'close', undefined])
  })

  test('is never made over another one', async () => {
    await closedStore()
    const before = picture()
    expect(await code(createStore(placeIn(folder.path), { passphrase, kind: 'real', person }, ports))).toBe('store-exists')
    expect(picture()).toEqual(before)
  })

  test('wants a passphrase that is long enough before anything is made', async () => {
    expect(await refused(createStore(placeIn(folder.path), { passphrase: 'too short', kind: 'real', person }, ports))).toEqual({ code: 'passphrase-too-short', details: { minimum: 15 } })
    expect(readdirSync(folder.path)).toEqual([])
  })

  test('that was cut off before its first record is put aside, and so is a keyring without a store', async () => {
    const { open } = await createStore(placeIn(folder.path), { passphrase, kind: 'real', person }, ports)
    open.close()
    expect(await code(openStore(placeIn(folder.path), passphrase, ports))).toBe('store-missing')
    expect(readdirSync(folder.path).filter((name) => name.includes('.aside-')).length).toBe(3)
    await closedStore()
    rmSync(layout.store)
    const { open: second } = await newStore(folder.path, ports)
    second.close()
    expect(readdirSync(folder.path).filter((name) => name.startsWith('keyring.json.aside-')).length).toBe(2)
  })

  test('gets other keys and another id each time', async () => {
    const { open } = await newStore(folder.path, ports)
    const other = temporaryFolder()
    const { open: second } = await newStore(other.path, ports)
    expect(second.storeKey).not.toEqual(open.storeKey)
    expect(second.keyring().storeId).not.toBe(open.keyring().storeId)
    open.close()
    second.close()
    other.remove()
  })
})

describe('opening', () => {
  test('finds everything again, and synchronous reads 2 after it', async () => {
    await closedStore()
    const open = await reopen(folder.path, ports)
    expect(open.record.read((repositories) => repositories.settings.get('founded'))).toBe('"founded"')
    expect(open.record.connection.pragma('synchronous', { simple: true })).toBe(2)
    open.close()
  })

  test('refuses a wrong passphrase and lets go of the store', async () => {
    await closedStore()
    expect(await code(openStore(placeIn(folder.path), 'not the passphrase', ports))).toBe('wrong-passphrase')
    ;(await reopen(folder.path, ports)).close()
  })

  test('refuses a second instance, in this process and in another, and neither is damaged', async () => {
    const { open } = await newStore(folder.path, ports)
    expect(await code(openStore(placeIn(folder.path), passphrase, ports))).toBe('store-locked')
    expect(await code(createStore(placeIn(folder.path), { passphrase, kind: 'real', person }, ports))).toBe('store-exists')
    const other = startChild('open-store.ts', folder.path)
    expect(await other.line()).toBe('in-use store-locked')
    await other.kill()
    writeOne(open, ports, 'still here')
    open.close()
    const later = startChild('open-store.ts', folder.path)
    expect(await later.line()).toBe('closed opened')
    await later.kill()
  })

  test('keeps its hold through everything that touches the folder', async () => {
    const { open } = await newStore(folder.path, ports)
    open.anchors.write(open.head(), 1, 'backup')
    open.renewRecovery()
    await open.setPassphrase(person, 'another good passphrase')
    open.overwriteErased()
    const other = startChild('open-store.ts', folder.path)
    expect(await other.line()).toBe('in-use store-locked')
    await other.kill()
    open.close()
  })

  test('refuses a keyring of a lower cost in the product', async () => {
    await closedStore()
    expect(await refused(openStore(placeIn(folder.path), passphrase, { ...ports, keyDerivation: productKeyDerivation }))).toEqual({ code: 'keyring-damaged', details: { what: 'kdf' } })
  })

  test('says when there is nothing, and makes nothing', async () => {
    expect(await code(openStore(placeIn(folder.path), passphrase, ports))).toBe('store-missing')
    expect(await code(openStore(placeIn(join(folder.path, 'nowhere')), passphrase, ports))).toBe('store-missing')
    expect(readdirSync(folder.path)).toEqual([])
  })

  test.runIf(process.getuid?.() === 0)('says when the folder cannot be written, to another account without the right', async () => {
    const { open } = await newStore(folder.path, ports)
    open.close()
    chmodSync(folder.path, 0o755)
    for (const name of readdirSync(folder.path)) chmodSync(join(folder.path, name), 0o644)
    const before = picture()
    const child = startChild('open-store.ts', folder.path, 'open', '65534')
    expect(await child.line()).toBe('read-only store-read-only')
    await child.kill()
    const empty = temporaryFolder()
    chmodSync(empty.path, 0o755)
    const maker = startChild('open-store.ts', empty.path, 'create', '65534')
    expect(await maker.line()).toBe('read-only store-read-only')
    await maker.kill()
    expect(picture()).toEqual(before)
    expect(readdirSync(empty.path)).toEqual([])
    empty.remove()
  })
})

describe('the recovery sheet', () => {
  test('opens the store and gives a new passphrase; the old one ends', async () => {
    const recoveryKey = await closedStore()
    const input = { recoveryKey: recoveryKey.toLowerCase().replaceAll('-', ' '), passphrase: 'the new passphrase', person: null }
    const recovered = await recoverStore(placeIn(folder.path), input, ports)
    expect(recovered.person).toBe(person)
    expect(recovered.open.persons.get(person)).toBe(recovered.keys)
    recovered.open.close()
    expect(await code(openStore(placeIn(folder.path), passphrase, ports))).toBe('wrong-passphrase')
    ;(await openStore(placeIn(folder.path), 'the new passphrase', ports)).open.close()
  })

  test('with a slip, of another store, for nobody, or with a short passphrase changes nothing', async () => {
    const recoveryKey = await closedStore()
    const before = readFileSync(layout.keyring, 'utf8')
    const attempt = (change: object) => code(recoverStore(placeIn(folder.path), { recoveryKey, passphrase, person: null, ...change }, ports))
    expect(await attempt({ recoveryKey: recoveryKey.slice(1) })).toBe('wrong-recovery-key')
    expect(await attempt({ person: 'z'.repeat(26) })).toBe('not-found')
    expect(await attempt({ passphrase: 'short' })).toBe('passphrase-too-short')
    expect(readFileSync(layout.keyring, 'utf8')).toBe(before)
    ;(await reopen(folder.path, ports)).close()
  })

  test('can be made anew; the old sheet ends', async () => {
    const { open, recoveryKey } = await newStore(folder.path, ports)
    const fresh = open.renewRecovery()
    open.close()
    expect(await code(recoverStore(placeIn(folder.path), { recoveryKey, passphrase, person: null }, ports))).toBe('wrong-recovery-key')
    ;(await recoverStore(placeIn(folder.path), { recoveryKey: fresh, passphrase, person: null }, ports)).open.close()
  })
})

describe('the keyring', () => {
  test('missing or damaged is told, and the store stays as it is', async () => {
    await closedStore()
    const store = readFileSync(layout.store)
    writeFileSync(layout.keyring, 'torn')
    writeFileSync(layout.keyringCopy, '')
    expect(await refused(openStore(placeIn(folder.path), passphrase, ports))).toEqual({ code: 'keyring-damaged', details: { what: 'file' } })
    rmSync(layout.keyring)
    rmSync(layout.keyringCopy)
    expect(await code(openStore(placeIn(folder.path), passphrase, ports))).toBe('keyring-missing')
    expect(readFileSync(layout.store).equals(store)).toBe(true)
  })

  test('with one good copy opens, and the other is mended', async () => {
    await closedStore()
    const whole = readFileSync(layout.keyring, 'utf8')
    for (const path of [layout.keyring, layout.keyringCopy]) {
      writeFileSync(path, whole.slice(0, 500))
      ;(await reopen(folder.path, ports)).close()
      expect([readFileSync(layout.keyring, 'utf8'), readFileSync(layout.keyringCopy, 'utf8')]).toEqual([whole, whole])
    }
  })

  test('that was forged without the data key does not win, however high its generation', async () => {
    const { open } = await newStore(folder.path, ports)
    const good = open.keyring()
    open.close()
    writeFileSync(layout.keyring, keyringText(nextGeneration({ ...good, generation: 50 }, {}, new Uint8Array(32))))
    const again = await reopen(folder.path, ports)
    expect(again.keyring()).toEqual(good)
    again.close()
    expect(readFileSync(layout.keyring, 'utf8')).toBe(keyringText(good))
  })

  test('of another store is damage, not a wrong passphrase', async () => {
    await closedStore()
    const other = temporaryFolder()
    ;(await newStore(other.path, ports)).open.close()
    copyFileSync(layoutOf(other.path).store, layout.store)
    other.remove()
    expect(await code(openStore(placeIn(folder.path), passphrase, ports))).toBe('store-damaged')
  })
})

describe('a damaged store', () => {
  async function filled(): Promise<Buffer> {
    const { open } = await newStore(folder.path, ports)
    for (let i = 0; i < 50; i++) writeOne(open, ports, `key ${String(i)}`, 'x'.repeat(2000))
    open.close()
    return readFileSync(layout.store)
  }

  test('is named with what is damaged and the last verified backup, and nothing is deleted', async () => {
    await filled()
    // A migration leaves a verified backup.
    ;(await openStore(placeIn(folder.path), passphrase, { ...ports, migrations: [...migrations, next] })).open.close()
    const [backup] = listBackups(layout.backups)
    const handle = openSync(layout.store, 'r+')
    writeSync(handle, 'torn', Math.floor(fstatSync(handle).size / 2))
    closeSync(handle)
    const before = readFileSync(layout.store)
    const fault = await refused(openStore(placeIn(folder.path), passphrase, { ...ports, migrations: [...migrations, next] }))
    expect(fault).toEqual({ code: 'store-damaged', details: { what: expect.arrayContaining([expect.any(String)]), backup: backup?.name, backupAt: backup?.note.at } })
    expect(readFileSync(layout.store).equals(before)).toBe(true)
  })

  test('in any page is refused or found, 20 times at random, and never ends the program', async () => {
    const whole = await filled()
    for (let i = 0; i < 20; i++) {
      const torn = Buffer.from(whole)
      const at = Math.floor(Math.random() * torn.length)
      torn[at] = (torn[at] ?? 0) ^ (1 + Math.floor(Math.random() * 255))
      writeFileSync(layout.store, torn)
      expect(await code(openStore(placeIn(folder.path), passphrase, ports))).toBe('store-damaged')
    }
    writeFileSync(layout.store, whole)
    ;(await reopen(folder.path, ports)).close()
  })

  test('cut short, emptied, or replaced by something else', async () => {
    const whole = await filled()
    for (const bytes of [whole.subarray(0, 8192), whole.subarray(0, whole.length - 1), Buffer.alloc(0), Buffer.alloc(100_000, 7), Buffer.from('not a database')]) {
      writeFileSync(layout.store, bytes)
      expect(await code(openStore(placeIn(folder.path), passphrase, ports))).toBe('store-damaged')
      for (const side of ['-wal', '-shm']) rmSync(`${layout.store}${side}`, { force: true })
    }
  })
})

describe('a newer store', () => {
  test('is recognised by its keyring and left byte for byte, also by the sheet', async () => {
    const { open, recoveryKey } = await newStore(folder.path, { ...ports, migrations: [...migrations, next] })
    open.close()
    rmSync(layout.lock)
    const before = picture()
    expect(await code(openStore(placeIn(folder.path), passphrase, ports))).toBe('store-newer')
    expect(await code(recoverStore(placeIn(folder.path), { recoveryKey, passphrase, person: null }, ports))).toBe('store-newer')
    expect(picture()).toEqual(before)
  })

  test('under an older keyring is left byte for byte too', async () => {
    const { open } = await newStore(folder.path, { ...ports, migrations: [...migrations, next] })
    const keyring = open.keyring()
    open.close()
    // A keyring from before the migration, as when somebody puts back half of a backup.
    const before = readFileSync(layout.store)
    const older = await olderKeyring(keyring.storeVersion - 1)
    writeKeyrings(layout, older)
    expect(await code(openStore(placeIn(folder.path), passphrase, ports))).toBe('store-newer')
    expect(readFileSync(layout.store).equals(before)).toBe(true)
  })

  async function olderKeyring(storeVersion: number): Promise<Keyring> {
    const found = readKeyrings(layout, 99)
    if (found.kind !== 'found') throw new Error('fixture')
    const { dataKey } = await openWithPassphrase(found.keyrings[0], passphrase, ports)
    return nextGeneration(found.keyrings[0], { storeVersion }, dataKey)
  }
})

describe('a migration', () => {
  test('makes a verified pair first, tells the keyring, and is noted', async () => {
    await closedStore()
    const newer = { ...ports, migrations: [...migrations, next] }
    const { open } = await openStore(placeIn(folder.path), passphrase, newer)
    expect(open.keyring().storeVersion).toBe(migrations.length + 1)
    expect(open.record.connection.pragma('user_version', { simple: true })).toBe(migrations.length + 1)
    const last = open.record.read((repositories) => repositories.audit.list(1, 1))[0]
    expect(JSON.parse(last?.rowText ?? '')).toMatchObject({ actor: 'system', procedure: 'store.migrate' })
    open.close()
    const [backup] = listBackups(layout.backups)
    expect(backup?.note).toMatchObject({ why: 'before-migration', storeVersion: migrations.length, sequence: 1 })
    const other = temporaryFolder()
    for (const name of ['store.db', 'keyring.json']) copyFileSync(join(backup?.folder ?? '', name), join(other.path, name))
    const old = await openStore(placeIn(other.path), passphrase, ports)
    expect(old.open.record.read((repositories) => repositories.settings.get('founded'))).toBe('"founded"')
    old.open.close()
    other.remove()
  })

  test('that fails leaves the store as it was and is tried again', async () => {
    await closedStore()
    const broken: Migration = { ...next, sql: 'CREATE TABLE later (i INTEGER) STRICT; INSERT INTO nowhere VALUES (1);' }
    await expect(openStore(placeIn(folder.path), passphrase, { ...ports, migrations: [...migrations, broken] })).rejects.toThrow(/nowhere/)
    const { open } = await openStore(placeIn(folder.path), passphrase, { ...ports, migrations: [...migrations, next] })
    expect(open.record.read((repositories) => repositories.settings.get('founded'))).toBe('"founded"')
    open.close()
  })

  test('without room for a backup does not begin', async () => {
    await closedStore()
    // A file where the folder of backups should be stands for a disk that cannot take one.
    writeFileSync(layout.backups, '')
    await expect(openStore(placeIn(folder.path), passphrase, { ...ports, migrations: [...migrations, next] })).rejects.toThrow()
    rmSync(layout.backups)
    ;(await reopen(folder.path, ports)).close()
  })
})

describe('a process that is killed', () => {
  test('loses nothing it confirmed; the chain is whole and every commit is synced', async () => {
    await closedStore()
    for (let round = 0; round < 4; round++) {
      const child = startChild('acknowledged-writes.ts', folder.path)
      let confirmed = 0
      const enough = 3 + Math.floor(Math.random() * 40)
      for (let i = 0; i < enough; i++) confirmed = Number(await child.line())
      await child.kill()
      // What was printed between the last line read and the kill was confirmed too.
      for (let line = await child.line(); line !== null; line = await child.line()) confirmed = Number(line)
      const open = await reopen(folder.path, ports)
      const { connection } = open.record
      expect(open.head().sequence).toBeGreaterThanOrEqual(confirmed)
      for (let number = 2; number <= confirmed; number++) expect(open.record.read((repositories) => repositories.settings.get(`key ${String(number)}`))).not.toBeNull()
      expect(checkChain(connection, nodeHash, quiet)).toMatchObject({ intact: true, rows: open.head().sequence })
      expect(checkFile(connection, 'full').intact).toBe(true)
      expect(connection.pragma('synchronous', { simple: true })).toBe(2)
      open.close()
    }
  }, 60_000)

  test('leaves a scratch file that nobody can read and that the next start deletes', async () => {
    await closedStore()
    const child = startChild('acknowledged-writes.ts', folder.path)
    await child.line()
    await child.kill()
    expect(existsSync(layout.scratch)).toBe(true)
    const left = readFileSync(layout.scratch)
    const open = await reopen(folder.path, ports)
    expect(readFileSync(layout.scratch).equals(left)).toBe(false)
    open.close()
  })
})

test('closing wipes the keys in memory and can be done twice', async () => {
  const { open } = await newStore(folder.path, ports)
  const key = open.storeKey
  const own = open.persons.get(person)
  open.close()
  open.close()
  expect(key.every((byte) => byte === 0)).toBe(true)
  expect(own?.signing.every((byte) => byte === 0)).toBe(true)
  expect(open.persons.size).toBe(0)
})

test('a store can be carried to another folder as it is', async () => {
  await closedStore()
  const other = temporaryFolder()
  for (const name of ['store.db', 'keyring.json', 'keyring.2.json']) renameSync(join(folder.path, name), join(other.path, name))
  const open = await reopen(other.path, ports)
  open.record.write(stamp(ports), () => undefined)
  open.close()
  other.remove()
})
