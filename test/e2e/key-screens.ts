import { expect, type Page } from '@playwright/test'
import { trueChange } from '../package/key-change-cases.ts'
import { passphrase, type App } from './fixture.ts'

/** The life of keys: the list, each question before an act, the printed record, and carrying a change out and in. A record is open. */
export async function visitKeys(app: App, page: Page, look: (page: Page, name: string) => Promise<void>): Promise<void> {
  const { t, api } = app
  const main = page.getByRole('main')
  const at = async (path: string, name: string, ready: ReturnType<Page['locator']>): Promise<void> => {
    await app.goTo(path)
    await expect(ready.first()).toBeVisible()
    await look(page, name)
  }
  await at('/settings/keys', 'settings-keys', main.getByRole('row').filter({ hasText: t('keys:kind.site') }))
  await main.getByRole('row').filter({ hasText: t('keys:kind.site') }).first().click()
  await expect(page.getByText(t('keys:about.site'))).toBeVisible()
  await look(page, 'settings-key')
  await page.getByRole('button', { name: t('keys:revoke.open'), exact: true }).click()
  await expect(page.getByLabel(t('keys:passphrase'))).toBeVisible()
  await look(page, 'settings-key-revoke')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: t('keys:replace.open'), exact: true }).click()
  await expect(page.getByLabel(t('keys:passphrase'))).toBeVisible()
  await look(page, 'settings-key-replace')
  await page.keyboard.press('Escape')
  await api.call('keys.replaceEntity', { reason: 'every two years', passphrase, second: null })
  await page.reload()
  await at('/settings/keys', 'settings-keys-continued', main.getByRole('button', { name: t('keys:entity.replaceOpen') }))
  await main.getByRole('button', { name: t('keys:entity.replaceOpen') }).click()
  await expect(page.getByLabel(t('keys:passphrase'))).toBeVisible()
  await look(page, 'settings-key-entity-replace')
  await page.keyboard.press('Escape')
  await at('/settings/key-ceremony', 'settings-key-ceremony', main.getByRole('article'))
  await at('/transfer/own-key', 'transfer-own-key', main.getByText(t('transfer:out.reason')))
  await at('/transfer/new-key', 'transfer-new-key', main.getByLabel(t('transfer:newKey.line')))
  await main.locator('input[type=file]').first().setInputFiles({ name: 'key-change.zip', mimeType: 'application/zip', buffer: Buffer.from(trueChange.bytes) })
  await expect(main.getByText(t('transfer:newKey.enterLine'), { exact: false })).toBeVisible()
  await main.getByLabel(t('transfer:newKey.line')).fill(trueChange.anchor)
  await expect(main.getByText(t('transfer:newKey.compare'))).toBeVisible()
  await look(page, 'transfer-new-key-looked')
}
