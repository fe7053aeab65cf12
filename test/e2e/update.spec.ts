import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'

test("a build without the maker's key says nothing of updates, whatever is on a stick", async ({ app }) => {
  const page = await app.start()
  const { t } = app
  await app.create()
  const folder = join(app.folders.stick, 'cofferdam-9.0.0')
  mkdirSync(folder)
  for (const name of ['update.json', 'SHA256SUMS', 'SHA256SUMS.sig']) writeFileSync(join(folder, name), '{}')
  await app.goTo('/settings')
  await expect(page.getByText(t('settings:pages.health.title'))).toBeVisible()
  await expect(page.getByText(t('settings:pages.update.holds'))).toHaveCount(0)
  await app.goTo('/settings/update')
  await expect(page.getByText(t('update:verdict.no-maker'))).toBeVisible()
  await expect(page.getByRole('button', { name: t('update:take') })).toHaveCount(0)
})
