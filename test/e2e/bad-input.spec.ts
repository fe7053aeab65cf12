import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { damageFile, damageKeyrings, folderDigest, makeNewer, takeKeyrings } from '../support/e2e-store-files.ts'
import { expect, passphrase, test, type App } from './fixture.ts'
import { Door } from './pages/door.ts'
import { Transfer } from './pages/transfer.ts'

/** A record with one incident in it, closed: what must still be there afterwards. */
async function closedRecord(app: App): Promise<void> {
  await app.start()
  const { site } = await app.create()
  await app.api.call('incidents.record', { site, title: 'Pump 3 does not answer', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await app.stop()
}

/** A record whose early warning is released. @returns the release */
async function releasedReport(app: App): Promise<{ readonly id: string; readonly name: string }> {
  await app.start()
  const { site } = await app.create()
  const { api } = app
  const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'National CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump 3 does not answer', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await api.call('incidents.decide', { incident, significance: 'yes', awareAt: Date.now(), basis: 'Supply can stop.', reason: null })
  const { fields } = await api.call('reports.form', { incident, stage: 'early-warning' })
  await api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: { ...fields, suspectedMalicious: 'yes', possibleCrossBorder: 'unknown' } })
  return api.call('reports.release', { incident, stage: 'early-warning', recipient, language: 'en', tlp: 'amber', reason: null })
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
  // The next try is taken after a second at the earliest; who types needs longer.
  await app.page.waitForTimeout(1_200)
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
    await new Door(await app.start(), app.t).expectRefusal(code)
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
  test.info().skip(process.getuid?.() === 0, 'root may write everywhere')
  test.info().skip(process.platform === 'win32', 'folders of Windows know no such bit')
  await closedRecord(app)
  chmodSync(app.folders.store, 0o500)
  const door = new Door(await app.start(), app.t)
  await door.expectRefusal('store-read-only')
  await app.stop()
  chmodSync(app.folders.store, 0o700)
  await app.start()
  await expectNothingLost(app)
})

test('a stick that is pulled before writing is missed, and the report is written once it is back', async ({ app }) => {
  const { id, name } = await releasedReport(app)
  await app.goTo(`/transfer/out/${id}`)
  const transfer = new Transfer(app)
  await transfer.place(/^STICK/).check()
  const pocket = join(app.folders.root, 'pocket')
  renameSync(app.folders.stick, pocket)
  // Either the press of the button finds out, or the next look at the drives was faster: then the button says what is missing.
  await transfer.write.click()
  const refused = app.page.locator('[data-error-code="place-missing"]')
  await expect(refused.or(app.page.getByRole('tooltip', { name: app.t('transfer:out.chooseFirst') })).first()).toBeVisible()
  await expect(app.page.getByText(app.t('transfer:place.none'))).toBeVisible()
  renameSync(pocket, app.folders.stick)
  await transfer.writeTo(/^STICK/)
  expect(readdirSync(app.folders.stick).sort()).toEqual([`${name}.pdf`, `${name}.zip`, `${name}.zip.sig`])
})

test('a stick that cannot take the file is named and nothing incomplete stays on it', async ({ app }) => {
  const { id, name } = await releasedReport(app)
  // Somebody's other file of that name.
  writeFileSync(join(app.folders.stick, `${name}.zip`), 'something else')
  await app.goTo(`/transfer/out/${id}`)
  const transfer = new Transfer(app)
  await transfer.place(/^STICK/).check()
  await transfer.write.click()
  await new Door(app.page, app.t).expectRefusal('file-exists-different')
  expect(readFileSync(join(app.folders.stick, `${name}.zip`), 'utf8')).toBe('something else')
  expect(readdirSync(app.folders.stick).filter((entry) => entry.endsWith('.zip'))).toEqual([`${name}.zip`])
})

test('a report file that was changed on the way is not genuine, and the reason is said in words', async ({ app }) => {
  const { id, name } = await releasedReport(app)
  await app.goTo(`/transfer/out/${id}`)
  const transfer = new Transfer(app)
  await transfer.writeTo(/^STICK/)
  const file = join(app.folders.stick, `${name}.zip`)
  await transfer.verify(file)
  await transfer.expectVerdict('genuine')
  const bytes = readFileSync(file)
  const at = bytes.indexOf('Pump 3 does not answer')
  expect(at).toBeGreaterThan(0)
  bytes.write('Pump 4', at)
  writeFileSync(file, bytes)
  await transfer.verify(file)
  await transfer.expectVerdict('not-genuine')
  await expect(app.page.getByRole('region', { name: app.t('transfer:why.fault') })).toContainText(/\w+ .*\./)
  // Not a report file at all.
  writeFileSync(file, 'this was a report once')
  await transfer.verify(file)
  await transfer.expectVerdict('not-genuine')
  await expect(app.page.getByRole('region', { name: app.t('transfer:why.fault') })).toContainText(app.t('transfer:fault.zip-unreadable'))
})

test('a second program on the same record is turned away, and the first goes on', async ({ app, secondWindow }) => {
  await app.start()
  await app.create()
  const second = await secondWindow(app.folders)
  await new Door(second, app.t).expectRefusal('store-locked')
  const { sites } = await app.api.call('sites.list', {})
  expect(sites).toHaveLength(1)
})
