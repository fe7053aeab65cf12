import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { findCutOff } from './cut-off.ts'
import { visitDemo, visitDoor, visitInside, visitSettings } from './every-screen.ts'
import { expect, test } from './fixture.ts'

// Each test has a record of its own, and together they are the longest of all: both workers share them.
test.describe.configure({ mode: 'parallel' })

/** What depends on colours; everything else is the same in the dark, and checked once. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** Checks what is shown in light and in dark. Collects, so that one run names everything. */
function checker(): { readonly found: string[]; check(page: Page, name: string): Promise<void> } {
  const found: string[] = []
  return {
    found,
    async check(page, name) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await settled(page)
        // Without its own blank page, which the window of the desktop cannot open.
        const axe = new AxeBuilder({ page }).setLegacyMode(true)
        const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(ofColours)).analyze()
        for (const violation of violations) {
          for (const node of violation.nodes) {
            // A tooltip hangs beside everything else by its nature; its button is described by it, which is how it is found.
            if (violation.id === 'region' && node.html.includes('role="tooltip"')) continue
            found.push(`${name} ${colorScheme}: ${violation.id}: ${node.html.slice(0, 160)} (${node.failureSummary?.split('\n')[1]?.trim() ?? ''})`)
          }
        }
      }
    },
  }
}

/** Colours that are on their way from one to the other belong to neither. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
  })
}

test('axe finds what is wrong', async ({ app }) => {
  const { found, check } = checker()
  const page = await app.start()
  await page.getByRole('main').evaluate((main) => {
    const button = document.createElement('button')
    const line = document.createElement('p')
    line.textContent = 'This can hardly be read.'
    line.style.color = '#888'
    line.style.backgroundColor = '#999'
    main.append(button, line)
  })
  await check(page, 'spoilt')
  expect(found.some((line) => line.startsWith('spoilt light: button-name'))).toBe(true)
  expect(found.some((line) => line.startsWith('spoilt light: color-contrast'))).toBe(true)
  expect(found.some((line) => line.startsWith('spoilt dark: color-contrast'))).toBe(true)
})

test('axe finds nothing in front of the record', async ({ app }) => {
  const { found, check } = checker()
  await visitDoor(app, check)
  expect(found).toEqual([])
})

test('axe finds nothing in the demo plant', async ({ app }) => {
  const { found, check } = checker()
  await visitDemo(app, check)
  expect(found).toEqual([])
})

test('axe finds nothing in the settings, and at 200 % text nothing is cut off', async ({ app }) => {
  test.setTimeout(240_000)
  const { found, check } = checker()
  await visitSettings(app, async (page, screen) => {
    await check(page, screen)
    for (const problem of await findCutOff(page)) found.push(`${screen}: ${problem}`)
  })
  expect(found).toEqual([])
})

test('axe finds nothing on any other screen, and at 200 % text nothing is cut off', async ({ app }) => {
  test.setTimeout(240_000)
  const { found, check } = checker()
  await visitInside(app, async (page, screen) => {
    await check(page, screen)
    for (const problem of await findCutOff(page)) found.push(`${screen}: ${problem}`)
  })
  expect(found).toEqual([])
})
