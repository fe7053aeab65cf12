import { expect, passphrase, test } from './fixture.ts'

test('the first start leads into the record and the next one asks for the passphrase', async ({ app }) => {
  const { t } = app
  let page = await app.start()
  await expect(page.getByRole('button', { name: t('door:start.incident') })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByLabel(t('door:create.name')).fill('Anna Berg')
  await page.getByLabel(t('door:create.passphrase'), { exact: true }).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: t('frame:rail.label') })).toBeVisible()

  page = await app.restart()
  await page.getByLabel(t('door:signIn.passphrase'), { exact: true }).fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: t('frame:rail.label') })).toBeVisible()
})
