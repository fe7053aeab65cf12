import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { visitDoor, visitInside } from './every-screen.ts'
import { expect, test } from './fixture.ts'

/** Checks what is shown in light and in dark. Collects, so that one run names everything. */
function checker(): { readonly found: string[]; check(page: Page, name: string): Promise<void> } {
  const found: string[] = []
  return {
    found,
    async check(page, name) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        // Without its own blank page, which the window of the desktop cannot open.
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
        for (const violation of violations) {
          for (const node of violation.nodes) found.push(`${name} ${colorScheme}: ${violation.id}: ${node.html.slice(0, 160)} (${node.failureSummary?.split('\n')[1]?.trim() ?? ''})`)
        }
      }
    },
  }
}

test('axe finds nothing in front of the record', async ({ app }) => {
  const { found, check } = checker()
  await visitDoor(app, check)
  expect(found).toEqual([])
})

test('axe finds nothing on any screen', async ({ app }) => {
  test.setTimeout(240_000)
  const { found, check } = checker()
  await visitInside(app, check)
  expect(found).toEqual([])
})
