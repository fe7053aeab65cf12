import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { damageFile, damageKeyrings, folderDigest, makeNewer, takeKeyrings } from '../support/e2e-store-files.ts'
import { expect, passphrase, test, type App } from './fixture.ts'
import { Door } from './pages/door.ts'

/** A record with one incident in it, closed: what must still be there afterwards. */
async function closedRecord(app: App): Promise<void> {
  await app.start()
  const { site } = await app.create()
  await app.api.call('incidents.record', { site, title: 'Pump 3 does not answer', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await app.stop()
}

/** Opens the record and finds what was in it before. */
async function expectNothingLost(app: App): Promise<void> {
  await new Door(app.page, app.t).signIn(passphrase)
  const { incidents } = await app.api.call('incidents.list', {})
  expect(incidents.map((entry) => entry.incident.title)).toEqual(['Pump 3 does not answer'])
}

test('a passphrase that is too short makes no record and keeps what was typed', async ({ app }) => {
  const door = new Door(await app.start(), app.t)
  await door.beginning('incident').click()
  await door.name.fill('Anna Berg')
  await door.newPassphrase.fill('too short')
  await door.newPassphrase.press('Enter')
  await expect(app.page.getByText(app.t('door:create.short', { count: 9, minimum: 15 }))).toBeVisible()
  await expect(door.name).toHaveValue('Anna Berg')
  expect(existsSync(join(app.folders.store, 'store.db'))).toBe(false)
})

test('a wrong passphrase says so and opens nothing', async ({ app }) => {
  await closedRecord(app)
  const door = new Door(await app.start(), app.t)
  await door.passphrase.fill('not the right passphrase')
  await door.passphrase.press('Enter')
  await door.expectRefusal('wrong-passphrase')
  await expectNothingLost(app)
})

test('a damaged store is left as it is', async ({ app }) => {
  await closedRecord(app)
  // The first page: nothing of it can be read without it.
  damageFile(join(app.folders.store, 'store.db'), 64)
  const before = folderDigest(app.folders.store)
  const door = new Door(await app.start(), app.t)
  await door.passphrase.fill(passphrase)
  await door.passphrase.press('Enter')
  await door.expectRefusal('store-damaged')
  await app.stop()
  expect(folderDigest(app.folders.store)).toEqual(before)
})

for (const { what, code, harm } of [
  { what: 'missing keys', code: 'keyring-missing', harm: takeKeyrings },
  { what: 'damaged keys', code: 'keyring-damaged', harm: damageKeyrings },
] as const) {
  test(`${what} are named, and with the keys of a backup everything is there again`, async ({ app }) => {
    await closedRecord(app)
    const putBack = harm(app.folders.store)
    const before = folderDigest(app.folders.store)
    const door = new Door(await app.start(), app.t)
    await door.passphrase.fill(passphrase)
    await door.passphrase.press('Enter')
    await door.expectRefusal(code)
    await app.stop()
    expect(folderDigest(app.folders.store)).toEqual(before)
    putBack()
    await app.start()
    await expectNothingLost(app)
  })
}

test('one damaged keyring is repaired from its copy', async ({ app }) => {
  await closedRecord(app)
  damageFile(join(app.folders.store, 'keyring.json'))
  await app.start()
  await expectNothingLost(app)
})

test('a record of a newer program is recognised and left alone', async ({ app }) => {
  await closedRecord(app)
  const putBack = makeNewer(app.folders.store)
  const before = folderDigest(app.folders.store)
  const door = new Door(await app.start(), app.t)
  await door.expectRefusal('store-newer')
  await app.stop()
  expect(folderDigest(app.folders.store)).toEqual(before)
  putBack()
  await app.start()
  await expectNothingLost(app)
})

test('a folder that cannot be written is named', async ({ app }) => {
  test.skip(process.getuid?.() === 0, 'root may write everywhere')
  test.skip(process.platform === 'win32', 'folders of Windows know no such bit')
  await closedRecord(app)
  chmodSync(app.folders.store, 0o500)
  const door = new Door(await app.start(), app.t)
  await door.expectRefusal('store-read-only')
  await app.stop()
  chmodSync(app.folders.store, 0o700)
  await app.start()
  await expectNothingLost(app)
})

test('a second program on the same record is turned away, and the first goes on', async ({ app, secondWindow }) => {
  await app.start()
  await app.create()
  const second = await secondWindow(app.folders)
  await new Door(second, app.t).expectRefusal('store-locked')
  const { sites } = await app.api.call('sites.list', {})
  expect(sites).toHaveLength(1)
})
