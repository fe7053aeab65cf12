import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listBackups } from '../../db/backup.ts'
import { readAnchor } from '../../shared/audit/anchor.ts'
import { firstInstant, fixedClock, type FixedClock } from '../support/fixed-ports.ts'
import { makeTestFolders, startTestCore, testPassphrase, type TestCore } from '../support/in-process.ts'

const hour = 3_600_000
const day = 24 * hour
let clock: FixedClock
let core: TestCore
let recoveryKey: string

beforeEach(async () => {
  clock = fixedClock(firstInstant, 1000)
  core = startTestCore({ clock })
  ;({ recoveryKey } = await core.create())
})
afterEach(async () => {
  await core.remove()
})

async function stickId(of: TestCore = core): Promise<string> {
  const { places } = await of.api.call('places.list', {})
  const stick = places.find(({ label }) => label === 'STICK')
  if (stick === undefined) throw new Error('the stick is not there')
  return stick.id
}

const ring = (): string => join(core.folders.store, 'backups')
const onStick = (): string => join(core.folders.stick, 'Cofferdam-backup')

function lastAnchor() {
  const lines = readFileSync(join(core.folders.store, 'anchor.log'), 'utf8').trim().split('\n')
  return readAnchor(lines.at(-1) ?? '')
}

describe('a backup that was asked for', () => {
  test('lies in the ring, is told in the record and anchored', async () => {
    const made = await core.job(core.api.call('backups.make', { place: null }))
    expect(made).toMatchObject({ place: null, outcome: 'written' })
    const { backups } = await core.api.call('backups.list', {})
    expect(backups).toMatchObject([{ why: 'asked', place: { kind: 'ring' }, ownLine: true, kind: 'real' }])
    expect(listBackups(ring())[0]?.note.entity).toMatch(/^[a-z2-7]{10}$/)
    expect(lastAnchor()?.why).toBe('backup')
    expect((await core.api.call('backups.state', {})).last?.why).toBe('asked')
    expect((await core.api.call('transfers.list', {})).transfers).toEqual([])
  })

  test('goes to a stick as a folder of three files and is logged as what leaves the PC', async () => {
    const made = (await core.job(core.api.call('backups.make', { place: await stickId() }))) as { name: string; at: number }
    const { code } = await core.api.call('entity.get', {})
    const folder = join(onStick(), code, made.name)
    expect(readdirSync(folder).sort()).toEqual(['backup.json', 'keyring.json', 'store.db'])
    expect(readdirSync(ring())).toEqual([])
    expect((await core.api.call('transfers.list', {})).transfers).toMatchObject([{ direction: 'out', release: null, place: 'STICK', fileName: made.name, outcome: 'written' }])
    expect(await core.api.call('backups.state', {})).toMatchObject({ last: null, outside: { at: made.at, place: 'STICK', name: made.name }, outsideOverdue: false })
    expect(lastAnchor()?.why).toBe('backup')
  })

  test('does not follow a link on the stick to another disk', async () => {
    const elsewhere = join(core.folders.root, 'elsewhere')
    mkdirSync(elsewhere)
    symlinkSync(elsewhere, onStick())
    await expect(core.job(core.api.call('backups.make', { place: await stickId() }))).rejects.toMatchObject({ code: 'file-exists-different' })
    expect(readdirSync(elsewhere)).toEqual([])
    expect((await core.api.call('backups.state', {})).outside).toBeNull()
  })

  test('never takes the place of another one, and a refused attempt is logged', async () => {
    const place = await stickId()
    clock.change({ at: firstInstant + day })
    const frozen = fixedClock(firstInstant + day)
    const other = await core.restart().then(async (restarted) => {
      await restarted.stop()
      return startTestCore({ clock: frozen }, core.folders)
    })
    core = other
    await core.api.call('store.open', { passphrase: testPassphrase })
    const target = await stickId()
    expect(target).not.toBe(place)
    const { name } = (await core.job(core.api.call('backups.make', { place: target }))) as { name: string }
    const { code } = await core.api.call('entity.get', {})
    const before = readFileSync(join(onStick(), code, name, 'store.db'))
    await expect(core.job(core.api.call('backups.make', { place: target }))).rejects.toMatchObject({ code: 'file-exists-different' })
    expect(readFileSync(join(onStick(), code, name, 'store.db')).equals(before)).toBe(true)
    expect((await core.api.call('transfers.list', {})).transfers.at(-1)).toMatchObject({ outcome: 'failed', detail: 'file-exists-different' })
    await expect(core.job(core.api.call('backups.make', { place: 'gone' }))).rejects.toMatchObject({ code: 'place-missing' })
  })

  test('can be removed; what the ring keeps cannot', async () => {
    await core.job(core.api.call('backups.make', { place: null }))
    await core.job(core.api.call('backups.make', { place: await stickId() }))
    for (const { id } of (await core.api.call('backups.list', {})).backups) await core.api.call('backups.remove', { id })
    expect((await core.api.call('backups.list', {})).backups).toEqual([])
    expect(readdirSync(ring())).toEqual([])
    await expect(core.api.call('backups.remove', { id: 'nothing' })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('warns after thirty days without a copy elsewhere', async () => {
    await core.job(core.api.call('backups.make', { place: await stickId() }))
    clock.advance(30 * day)
    expect((await core.api.call('backups.state', {})).outsideOverdue).toBe(true)
  })
})

describe('automatic backups', () => {
  async function reopened(): Promise<void> {
    await core.stop()
    core = startTestCore({ clock, firstBackupAfter: 1 }, core.folders)
    await core.api.call('store.open', { passphrase: testPassphrase })
    await new Promise((resolve) => setTimeout(resolve, 300))
  }

  test('are made after the opening, no more than one in twenty hours', async () => {
    await reopened()
    expect(listBackups(ring()).map(({ note }) => note.why)).toEqual(['daily'])
    expect(lastAnchor()?.why).toBe('backup')
    clock.advance(19 * hour)
    await reopened()
    expect(listBackups(ring())).toHaveLength(1)
    clock.advance(2 * hour)
    await reopened()
    expect(listBackups(ring())).toHaveLength(2)
    await expect(core.api.call('backups.remove', { id: (await core.api.call('backups.list', {})).backups[0]?.id ?? '' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('that fail are shown and do not stop anything', async () => {
    await core.stop()
    writeFileSync(ring(), 'a file where the folder should be')
    core = startTestCore({ clock, firstBackupAfter: 1, renderPdf: () => Promise.resolve(new Uint8Array()) }, core.folders)
    await core.api.call('store.open', { passphrase: testPassphrase })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await core.api.call('backups.state', {})).failure).not.toBeNull()
    expect((await core.api.call('sites.list', {})).sites).toHaveLength(1)
  })
})

describe('restoring', () => {
  async function foundOn(of: TestCore) {
    return of.api.call('backups.found', {})
  }

  test('on a PC that never had a record, from the stick and the recovery sheet', async () => {
    await core.api.call('sites.save', { id: (await core.api.call('sites.list', {})).sites[0]?.id ?? null, name: 'Werk Süd', country: 'DE', address: '', zone: 'Europe/Berlin', courierMinutes: 30 })
    await core.job(core.api.call('backups.make', { place: await stickId() }))
    const fresh = startTestCore({ clock })
    renameSync(onStick(), join(fresh.folders.stick, 'Cofferdam-backup'))
    const { backups, last } = await foundOn(fresh)
    expect(backups).toMatchObject([{ state: 'unchanged', place: { kind: 'removable', label: 'STICK' }, ofThisRecord: null, kind: 'real' }])
    expect(last).toBeNull()
    const which = backups[0]?.id ?? ''
    await expect(fresh.api.call('store.restore', { which: 'nothing', passphrase: testPassphrase, recoveryKey: null, what: 'record' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(fresh.api.call('store.restore', { which, passphrase: 'not the passphrase', recoveryKey: null, what: 'record' })).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect((await fresh.api.call('store.status', {})).state).toBe('missing')
    expect(await fresh.api.call('store.restore', { which, passphrase: 'a new passphrase here', recoveryKey, what: 'record' })).toMatchObject({ state: 'open', who: { kind: 'person', name: 'Anna Berg' } })
    expect((await fresh.api.call('sites.list', {})).sites).toMatchObject([{ name: 'Werk Süd' }])
    expect(await fresh.job(fresh.api.call('audit.check', {}))).toMatchObject({ intact: true })
    await fresh.api.call('store.close', {})
    await fresh.api.call('store.open', { passphrase: 'a new passphrase here' })
    await expect(fresh.api.call('store.restore', { which, passphrase: testPassphrase, recoveryKey: null, what: 'record' })).rejects.toMatchObject({ code: 'store-exists' })
    await fresh.remove()
  })

  test('in the place of a damaged record says how far it goes, keeps the files and goes on as another line', async () => {
    expect((await core.api.call('retention.get', {})).continuedFrom).toBeNull()
    await core.job(core.api.call('backups.make', { place: null }))
    for (let i = 0; i < 3; i += 1) await core.api.call('setup.done', { task: 'key-card' })
    const { rows } = await core.api.call('audit.list', { record: null, from: null, to: null, before: null, limit: 100 })
    await core.stop()
    const store = join(core.folders.store, 'store.db')
    const bytes = readFileSync(store)
    bytes.fill(0xa5, 5000, 6000)
    writeFileSync(store, bytes)
    core = startTestCore({ clock }, core.folders)
    await expect(core.api.call('store.open', { passphrase: testPassphrase })).rejects.toMatchObject({ code: 'store-damaged' })
    expect((await core.api.call('store.status', {})).state).toBe('damaged')
    const { backups, last } = await foundOn(core)
    expect(backups).toMatchObject([{ state: 'unchanged', ofThisRecord: true, place: { kind: 'ring' } }])
    expect(last?.sequence).toBeGreaterThanOrEqual((backups[0]?.sequence ?? 0) + 4)
    expect(last?.line).toBe(backups[0]?.line)
    expect(await core.api.call('store.restore', { which: backups[0]?.id ?? '', passphrase: testPassphrase, recoveryKey: null, what: 'record' })).toMatchObject({ state: 'open' })
    expect(await core.job(core.api.call('audit.check', {}))).toMatchObject({ intact: true, fault: null })
    // What was erased after the backup is there again; the page about erasing says since when.
    expect((await core.api.call('retention.get', {})).continuedFrom).toBe(rows.find(({ sequence }) => sequence === backups[0]?.sequence)?.at)
    const kept = readdirSync(core.folders.store).find((name) => name.startsWith('replaced-')) ?? ''
    expect(readFileSync(join(core.folders.store, kept, 'store.db')).equals(bytes)).toBe(true)
    // The ring knows only backups of the old line, and says so.
    expect((await core.api.call('backups.list', {})).backups).toMatchObject([{ ownLine: false }])
    expect((await core.api.call('audit.head', {})).line).not.toBe(last?.line)
  })

  test('of the keys alone loses nothing where only they are gone', async () => {
    await core.job(core.api.call('backups.make', { place: null }))
    await core.api.call('setup.done', { task: 'key-card' })
    await core.api.call('store.close', {})
    const [backup] = (await foundOn(core)).backups
    const keys = { which: backup?.id ?? '', what: 'keys' as const, passphrase: testPassphrase, recoveryKey: null }
    await expect(core.api.call('store.restore', keys)).rejects.toMatchObject({ code: 'conflict' })
    for (const name of ['keyring.json', 'keyring.2.json']) rmSync(join(core.folders.store, name))
    expect((await core.api.call('store.status', {})).state).toBe('keyring-missing')
    expect((await foundOn(core)).backups).toMatchObject([{ ofThisRecord: true }])
    expect(await core.api.call('store.restore', keys)).toMatchObject({ state: 'open' })
    expect((await core.api.call('setup.open', {})).open).not.toContain('key-card')
    expect(await core.job(core.api.call('audit.check', {}))).toMatchObject({ intact: true })
    await core.api.call('store.close', {})
    await core.api.call('store.open', { passphrase: testPassphrase })
  })

  test('never puts away a whole record for that of another plant', async () => {
    await core.job(core.api.call('backups.make', { place: await stickId() }))
    const folders = makeTestFolders()
    const other = startTestCore({ clock }, folders)
    await other.create()
    await other.api.call('store.close', {})
    renameSync(onStick(), join(folders.stick, 'Cofferdam-backup'))
    const [backup] = (await foundOn(other)).backups
    expect(backup?.ofThisRecord).toBe(false)
    await expect(other.api.call('store.restore', { which: backup?.id ?? '', passphrase: testPassphrase, recoveryKey: null, what: 'record' })).rejects.toMatchObject({ code: 'store-exists' })
    expect(existsSync(join(folders.store, 'store.db'))).toBe(true)
    await other.remove()
  })

  test('a backup that was altered is named as such and refused', async () => {
    await core.job(core.api.call('backups.make', { place: null }))
    await core.api.call('store.close', {})
    const file = join(listBackups(ring())[0]?.folder ?? '', 'store.db')
    const bytes = readFileSync(file)
    bytes[9000] = (bytes[9000] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const [backup] = (await foundOn(core)).backups
    expect(backup?.state).toBe('changed')
    await expect(core.api.call('store.restore', { which: backup?.id ?? '', passphrase: testPassphrase, recoveryKey: null, what: 'record' })).rejects.toMatchObject({ code: 'backup-damaged' })
    await core.api.call('store.open', { passphrase: testPassphrase })
  })
})
