import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listBackups } from '../../db/backup.ts'
import { firstInstant, fixedClock, type FixedClock } from '../support/fixed-ports.ts'
import { makeTestFolders, startTestCore, testPassphrase, type TestCore } from '../support/in-process.ts'

const own = 'seven quiet herons at dusk'
const day = 86_400_000
let clock: FixedClock
let core: TestCore
let leaver: string
let recoveryKey: string

/** A record of two people, one of whom leaves after a backup was made on this PC and one on a stick. */
beforeEach(async () => {
  clock = fixedClock(firstInstant, 1000)
  core = startTestCore({ clock })
  ;({ recoveryKey } = await core.create())
  const { id } = await core.api.call('accounts.add', { name: 'Ben Kurz', function: '', badge: '', grants: [{ role: 'engineer', site: null }], validUntil: null, passphrase: own })
  leaver = id
  await core.job(core.api.call('backups.make', { place: null }))
  clock.change({ at: firstInstant + day })
  const stick = (await core.api.call('places.list', {})).places.find(({ label }) => label === 'STICK')
  await core.job(core.api.call('backups.make', { place: stick?.id ?? '' }))
  await core.api.call('accounts.end', { id: leaver, reason: '' })
})
afterEach(async () => {
  await core.remove()
})

type Openers = Awaited<ReturnType<typeof openers>>
function openers() {
  return core.api.call('store.openers', {})
}

function opensFor(copies: Openers['copies'], person: string): string[] {
  return copies.filter((copy) => copy.openers.some((opener) => opener.person === person)).map(({ place, key }) => `${place.kind} ${key}`)
}

function rekey(input: { readonly passphrase?: string; readonly newSheet?: boolean } = {}) {
  return core.job(core.api.call('store.rekey', { passphrase: testPassphrase, newSheet: false, ...input })) as Promise<{ recoveryKey: string | null; at: number; former: string[] }>
}

function rekeyed(): string[] {
  return readdirSync(core.folders.store).filter((name) => name.startsWith('rekeyed-'))
}

const ring = (): string => join(core.folders.store, 'backups')

test('says whose passphrase still opens which copies, until the key was changed and for old copies afterwards', async () => {
  const before = await openers()
  expect(before.left).toMatchObject([{ person: leaver, name: 'Ben Kurz' }])
  expect(before.changedAt).toBeNull()
  expect(opensFor(before.copies, leaver).sort()).toEqual(['removable present', 'ring present'])
  expect(before.copies[0]?.openers).toContainEqual({ person: leaver, name: 'Ben Kurz', access: false, passphrase: 'earlier' })
  expect(before.time).toBeGreaterThan(0)
  const { at, former } = await rekey()
  expect(former).toEqual([])
  const after = await openers()
  expect(after).toMatchObject({ left: [], changedAt: at, former: [] })
  expect(opensFor(after.copies, leaver).sort()).toEqual(['removable earlier', 'ring earlier'])
  const [newest] = after.copies
  expect(newest).toMatchObject({ key: 'present', why: 'daily', sheet: 'present', place: { kind: 'ring' } })
  expect(newest?.openers.map(({ person }) => person)).not.toContain(leaver)
})

test('the former pair is deleted once a verified backup stands, and the record tells of both', async () => {
  await rekey()
  expect(rekeyed()).toEqual([])
  expect(listBackups(ring()).map(({ note }) => note.why).sort()).toEqual(['asked', 'daily'])
  expect(await core.job(core.api.call('audit.check', {}))).toMatchObject({ intact: true })
  const { rows } = await core.api.call('audit.list', { record: null, from: null, to: null, before: null, limit: 20 })
  expect(rows.map(({ procedure }) => procedure).filter((name) => name.startsWith('store.')).slice(0, 2)).toEqual(['store.removeFormer', 'store.rekey'])
})

test('without a backup the former pair stays, is named, and goes with a later look', async () => {
  // A file where the ring's folder should be: no backup can be made.
  renameSync(ring(), `${ring()}-away`)
  writeFileSync(ring(), '')
  const { former } = await rekey()
  expect(former).toEqual(rekeyed())
  expect(former).toHaveLength(1)
  const told = await openers()
  expect(told.former).toEqual(former)
  expect(told.copies.find(({ name }) => name === former[0])).toMatchObject({ id: null, key: 'earlier', why: null })
  rmSync(ring())
  mkdirSync(ring())
  await core.stop()
  core = startTestCore({ clock, firstBackupAfter: 1 }, core.folders)
  await core.api.call('store.open', { passphrase: testPassphrase })
  await expect.poll(rekeyed, { timeout: 5_000 }).toEqual([])
  expect(listBackups(ring())).toHaveLength(1)
})

test('a former pair is not deleted for a backup that was damaged since', async () => {
  renameSync(ring(), `${ring()}-away`)
  writeFileSync(ring(), '')
  const { former } = await rekey()
  rmSync(ring())
  mkdirSync(ring())
  await core.job(core.api.call('backups.make', { place: null }))
  const [backup] = listBackups(ring())
  if (backup === undefined) throw new Error('no backup')
  const store = join(backup.folder, 'store.db')
  const bytes = readFileSync(store)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  writeFileSync(store, bytes)
  expect(rekeyed()).toEqual(former)
  await core.stop()
  core = startTestCore({ clock, firstBackupAfter: 1 }, core.folders)
  await core.api.call('store.open', { passphrase: testPassphrase })
  // One is made beside it first, although a backup was not due.
  await expect.poll(rekeyed, { timeout: 5_000 }).toEqual([])
  expect(listBackups(ring()).map(({ note }) => note.why).sort()).toEqual(['asked', 'daily'])
})

describe('backups under an earlier key', () => {
  test('are removed from this PC on demand, those elsewhere and those under the present key are not', async () => {
    await rekey()
    const { copies } = await openers()
    const idOf = (where: string, key: string) => copies.find((copy) => copy.place.kind === where && copy.key === key)?.id ?? ''
    for (const id of [idOf('removable', 'earlier'), idOf('ring', 'present')]) await expect(core.api.call('backups.removeEarlier', { ids: [id] })).rejects.toMatchObject({ code: 'conflict' })
    await core.api.call('backups.removeEarlier', { ids: [idOf('ring', 'earlier')] })
    expect(listBackups(ring()).map(({ note }) => note.why)).toEqual(['daily'])
    expect(opensFor((await openers()).copies, leaver)).toEqual(['removable earlier'])
  })

  test('stay while there is none under the present key', async () => {
    await rekey()
    for (const { folder, note } of listBackups(ring())) if (note.why === 'daily') rmSync(folder, { recursive: true })
    const id = (await openers()).copies.find((copy) => copy.place.kind === 'ring')?.id ?? ''
    await expect(core.api.call('backups.removeEarlier', { ids: [id] })).rejects.toMatchObject({ code: 'conflict' })
    expect(listBackups(ring())).toHaveLength(1)
  })
})

test('a new sheet is made with the new key; the old one ends, and printing it is open again', async () => {
  await core.api.call('setup.done', { task: 'recovery-sheet' })
  const made = await rekey({ newSheet: true })
  expect(made.recoveryKey).not.toBe(recoveryKey)
  expect((await core.api.call('setup.open', {})).open).toContain('recovery-sheet')
  expect((await openers()).copies.map(({ sheet, key }) => `${key} ${sheet}`).sort()).toEqual(['earlier earlier', 'earlier earlier', 'present present'])
  await core.api.call('store.close', {})
  await expect(core.api.call('store.recover', { recoveryKey, passphrase: 'an entirely new passphrase' })).rejects.toMatchObject({ code: 'wrong-recovery-key' })
  await core.api.call('store.recover', { recoveryKey: made.recoveryKey ?? '', passphrase: 'an entirely new passphrase' })
})

test('a person whose access ran out is shut out too, and one who was added later is in', async () => {
  const { id: contractor } = await core.api.call('accounts.add', { name: 'Cem Lang', function: '', badge: '', grants: [{ role: 'viewer', site: null }], validUntil: clock.read().at + day, passphrase: 'nine slow barges on the canal' })
  const { id: colleague } = await core.api.call('accounts.add', { name: 'Dora Wolf', function: '', badge: '', grants: [{ role: 'viewer', site: null }], validUntil: null, passphrase: 'eleven wet stones by the weir' })
  clock.change({ at: firstInstant + 3 * day })
  expect((await openers()).left.map(({ person }) => person).sort()).toEqual([contractor, leaver].sort())
  await rekey()
  expect((await openers()).left).toEqual([])
  await core.api.call('store.close', {})
  await expect(core.api.call('store.open', { passphrase: 'nine slow barges on the canal' })).rejects.toMatchObject({ code: 'wrong-passphrase' })
  expect((await core.api.call('store.open', { passphrase: 'eleven wet stones by the weir' })).who.person).toBe(colleague)
})

test('restoring a backup from before brings the former key back, and that is said', async () => {
  await rekey()
  await core.api.call('store.close', {})
  const found = (await core.api.call('backups.found', {})).backups.find(({ place }) => place.kind === 'removable')
  await core.api.call('store.restore', { which: found?.id ?? '', what: 'record', passphrase: testPassphrase, recoveryKey: null })
  const { copies, changedAt } = await openers()
  expect(changedAt).toBeNull()
  expect(opensFor(copies, leaver)).toContain('removable present')
  // What the restore put aside is listed too, under the key it has.
  expect(copies.find(({ name }) => name.startsWith('replaced-'))).toMatchObject({ id: null, key: 'earlier' })
})

test('another plant\'s record that lies put aside is no copy of this one', async () => {
  const other = makeTestFolders()
  const elsewhere = startTestCore({ clock }, other)
  await elsewhere.create({ siteName: 'Elsewhere' })
  await elsewhere.stop()
  cpSync(other.store, join(core.folders.store, 'replaced-20260101T000000Z'), { recursive: true })
  other.remove()
  expect((await openers()).copies.some(({ name }) => name.startsWith('replaced-'))).toBe(false)
  expect(existsSync(join(core.folders.store, 'replaced-20260101T000000Z'))).toBe(true)
})

test('who came in by PIN, or may not manage the record, is refused; a wrong passphrase is counted', async () => {
  await expect(core.job(core.api.call('store.rekey', { passphrase: own, newSheet: false }))).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await core.api.call('people.setPin', { pin: '480215' })
  await core.api.call('people.lock', {})
  await core.api.call('people.switch', { who: 'Anna Berg', pin: '480215' })
  await expect(core.api.call('store.rekey', { passphrase: testPassphrase, newSheet: false })).rejects.toMatchObject({ code: 'passphrase-needed' })
  expect(rekeyed()).toEqual([])
})
