import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../../scripts/root.ts'
import { expect, passphrase, test, type App } from './fixture.ts'
import { Door } from './pages/door.ts'

const own = 'seven quiet herons at dusk'

/** Pictures for people to look at, where they are asked for. */
async function pictures(page: Page, name: string): Promise<void> {
  if (process.env['COFFERDAM_LOOK'] !== '1') return
  const before = page.viewportSize()
  for (const [width, height] of [[1024, 768], [1920, 1080]] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: join(root, 'out/screens/key', `${name}-${String(width)}-${colorScheme}.png`), animations: 'disabled' })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  if (before !== null) await page.setViewportSize(before)
}

/** A record of two people with a backup on this PC and one on the stick. @returns the id of the second person. */
async function twoPeople({ api }: App): Promise<void> {
  await api.call('accounts.add', { name: 'Ben Kurz', function: 'shift engineer', badge: '', grants: [{ role: 'engineer', site: null }], validUntil: null, passphrase: own })
  const { places } = await api.call('places.list', {})
  for (const place of [null, places.find(({ kind }) => kind === 'removable')?.id ?? null]) {
    const { jobId } = await api.call('backups.make', { place })
    await expect.poll(async () => (await api.call('jobs.get', { jobId })).state).toBe('done')
  }
}

for (const language of ['en', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language })
    test('after a person left the key of the record is changed, a new sheet printed, and old copies are named and removed', async ({ app }) => {
      test.setTimeout(180_000)
      const page = await app.start()
      const { t } = app
      await app.create()
      await twoPeople(app)

      // Ending the access leads to the key.
      await app.goTo('/settings/people')
      await page.getByRole('row', { name: /Ben Kurz/ }).click()
      await page.getByRole('button', { name: t('people:account.end') }).click()
      await page.getByRole('dialog').getByRole('textbox').fill('left the plant')
      await page.getByRole('dialog').getByRole('button', { name: t('people:account.end') }).click()
      const lead = page.getByRole('button', { name: t('key:left.go') })
      await expect(lead).toBeVisible()
      await pictures(page, `${language}-people`)
      await lead.click()
      await expect(page.getByRole('heading', { level: 1, name: t('settings:pages.key.title') })).toBeVisible()
      const copies = page.getByRole('table', { name: t('key:list.table') })
      await expect(copies).toContainText('STICK')
      await expect(copies).toContainText(t('key:list.left', { name: 'Ben Kurz' }))
      await expect(copies).not.toContainText(t('key:list.keys.earlier'))
      await pictures(page, `${language}-before`)

      // The passphrase is asked again.
      await page.getByLabel(t('key:change.passphrase')).fill('not the right passphrase')
      await page.getByRole('button', { name: t('key:change.forward') }).click()
      await new Door(page, t).expectRefusal('wrong-passphrase')
      // The next try is let through after a second.
      await page.waitForTimeout(1_200)
      await page.getByLabel(t('key:change.passphrase')).fill(passphrase)
      await page.getByRole('button', { name: t('key:change.forward') }).click()
      await expect(page.getByText(t('key:done.title'))).toBeVisible({ timeout: 30_000 })
      await expect(page.getByText(t('key:done.deleted'))).toBeVisible()
      expect(readdirSync(app.folders.store).filter((name) => name.startsWith('rekeyed-'))).toEqual([])
      await expect(copies.getByRole('row', { name: /STICK/ })).toContainText(t('key:list.keys.earlier'))
      await expect(copies).toContainText(t('key:list.keys.present'))
      await pictures(page, `${language}-after`)

      // Backups under the earlier key go from this PC.
      await page.getByRole('button', { name: t('key:list.remove', { count: 1 }) }).click()
      await pictures(page, `${language}-remove`)
      await page.getByRole('button', { name: t('key:list.removeConfirm') }).click()
      await expect(page.getByRole('button', { name: t('key:list.remove', { count: 1 }) })).toHaveCount(0)
      await expect(copies.getByRole('row', { name: /STICK/ })).toBeVisible()

      // The new sheet is shown to print.
      await page.getByRole('button', { name: t('key:done.toSheet') }).click()
      await expect(page.getByRole('button', { name: t('settings:recovery.print') })).toBeVisible()

      // The one who left no longer opens it, the one who stays does, with the same passphrase.
      await app.restart()
      const door = new Door(app.page, t)
      await door.passphrase.fill(own)
      await door.passphrase.press('Enter')
      await door.expectRefusal('wrong-passphrase')
      await app.page.waitForTimeout(1_200)
      await door.passphrase.fill(passphrase)
      await door.passphrase.press('Enter')
      await door.expectInside()
    })
  })
}
