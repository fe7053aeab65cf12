import { renameSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { damageFile, takeKeyrings } from '../support/e2e-store-files.ts'
import { expect, passphrase, test, type App } from './fixture.ts'
import { Door } from './pages/door.ts'

/** Makes a record, writes a backup of it to the stick on the screen, and goes on working. */
async function backedUp(app: App): Promise<void> {
  const page = await app.start()
  const { t, api } = app
  const { site } = await app.create()
  await api.call('incidents.record', { site, title: 'Pump 3 does not answer', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await app.goTo('/settings/backup')
  await page.getByRole('button', { name: t('backup:out.write') }).click()
  await expect(page.getByText(t('backup:out.doneMeans'))).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('table', { name: t('backup:list.table') })).toContainText('STICK')
  await expect(page.locator('[data-status="backup"]')).toContainText(t('backup:footer.outsideToday', { here: '' }))
  await api.call('incidents.record', { site, title: 'Recorded after the backup', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await app.stop()
}

/** What the record holds after the restore, and that it says what it is. */
async function expectRestored(app: App): Promise<void> {
  const { page, t, api } = app
  await new Door(page, t).expectInside()
  expect((await api.call('incidents.list', {})).incidents.map(({ incident }) => incident.title)).toEqual(['Pump 3 does not answer'])
  await app.goTo('/settings/backup')
  await expect(page.getByText(t('backup:standing.continues'))).toBeVisible()
}

test('a damaged record offers its last backup, and is restored from the stick on the screen', async ({ app }) => {
  await backedUp(app)
  damageFile(join(app.folders.store, 'store.db'), 64)
  const page = await app.start()
  const { t } = app
  const door = new Door(page, t)
  await door.passphrase.fill(passphrase)
  await door.passphrase.press('Enter')
  await door.expectRefusal('store-damaged')
  await expect(page.getByText(/STICK/)).toBeVisible()
  await expect(page.getByText(t('door:damaged.kept'))).toBeVisible()
  await page.getByRole('button', { name: t('door:damaged.restore') }).click()
  await expect(page.getByText(t('door:restore.continues'))).toBeVisible()
  await page.getByLabel(t('door:restore.passphrase'), { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: t('door:restore.forward') }).click()
  await expectRestored(app)
  expect(readdirSync(app.folders.store).filter((name) => name.startsWith('replaced-'))).toHaveLength(1)
})

test('a PC without a record is filled from the stick at the first start', async ({ app }) => {
  await backedUp(app)
  renameSync(app.folders.store, `${app.folders.store}.other-pc`)
  const page = await app.start()
  const { t } = app
  await page.getByRole('button', { name: t('door:start.restore') }).click()
  await expect(page.getByRole('radio', { name: /STICK/ })).toBeChecked()
  await page.getByLabel(t('door:restore.passphrase'), { exact: true }).fill('not the right passphrase')
  await page.getByRole('button', { name: t('door:restore.forward') }).click()
  await new Door(page, t).expectRefusal('wrong-passphrase')
  // The next try is let through after a second.
  await page.waitForTimeout(1_200)
  await page.getByLabel(t('door:restore.passphrase'), { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: t('door:restore.forward') }).click()
  await expectRestored(app)
})

test('missing keys are put back from the backup, and nothing of the record is lost', async ({ app }) => {
  await backedUp(app)
  takeKeyrings(app.folders.store)
  const page = await app.start()
  const { t } = app
  await new Door(page, t).expectRefusal('keyring-missing')
  await page.getByRole('button', { name: t('door:damaged.restoreKeys') }).click()
  await page.getByLabel(t('door:restore.passphrase'), { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: t('door:restore.forwardKeys') }).click()
  await new Door(page, t).expectInside()
  expect((await app.api.call('incidents.list', {})).incidents).toHaveLength(2)
})

test('a backup that a person asked for is removed after a question', async ({ app }) => {
  const page = await app.start()
  const { t } = app
  await app.create()
  await app.goTo('/settings/backup')
  await page.getByRole('button', { name: t('backup:make') }).click()
  const row = page.getByRole('row').filter({ hasText: t('backup:list.onThisPc') })
  await expect(row).toHaveCount(1, { timeout: 30_000 })
  await row.getByRole('button', { name: t('backup:list.remove') }).click()
  await page.getByRole('button', { name: t('backup:list.removeConfirm') }).click()
  await expect(row).toHaveCount(0)
})
