/**
 * Pictures of every screen for people to look at: `npm run e2e -- look` with COFFERDAM_LOOK=1, into out/screens. Not part of
 * the test run: a picture says nothing that a program could judge, except that nothing may be cut off, which runs always.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../../scripts/root.ts'
import { visitDemo, visitDoor, visitInside, visitSettings, type Look } from './every-screen.ts'
import { expect, test } from './fixture.ts'

const folder = join(root, 'out/screens')

const sizes = [
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
  { width: 512, height: 384 },
] as const

if (process.env['COFFERDAM_LOOK'] === '1') {
  for (const language of ['en', 'de'] as const) {
    test.describe(language, () => {
      test.use({ language })
      for (const [name, visit] of [['door', visitDoor], ['demo', visitDemo], ['inside', visitInside], ['settings', visitSettings]] as const) {
        test(`pictures of everything, ${name}, ${language}`, async ({ app }) => {
          test.setTimeout(1_200_000)
          await visit(app, takePictures(language))
        })
      }
    })
  }
}

function takePictures(language: string): Look {
  return async (page, screen) => {
    for (const size of sizes) {
      await page.setViewportSize(size)
      for (const colorScheme of size.width === 512 ? (['light'] as const) : (['light', 'dark'] as const)) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const place = join(folder, `${String(size.width)}-${colorScheme}-${language}`)
        mkdirSync(place, { recursive: true })
        await page.screenshot({ path: join(place, `${screen}.png`), animations: 'disabled' })
      }
    }
    await page.setViewportSize({ width: 1024, height: 768 })
    await page.emulateMedia({ colorScheme: 'light' })
  }
}

/** What sticks out of the window to the right, where nobody can get at it. */
function cutOff(): string[] {
  const width = document.documentElement.clientWidth
  const found: string[] = []
  if (document.documentElement.scrollWidth > width) found.push(`the page is ${String(document.documentElement.scrollWidth)} px wide`)
  const work = document.querySelector('main')
  if (work !== null && work.scrollWidth > work.clientWidth + 1) found.push(`the work is ${String(work.scrollWidth)} px wide in ${String(work.clientWidth)} px`)
  const bars = [...document.querySelectorAll('header, footer')].reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0)
  if (bars > document.documentElement.clientHeight / 4) found.push(`the bars take ${String(Math.round(bars))} of ${String(document.documentElement.clientHeight)} px`)
  return found
}

for (const [name, visit] of [
  ['the settings', visitSettings],
  ['any other screen', visitInside],
] as const) {
  test(`at 200 % text on the smallest screen nothing is cut off in ${name}`, async ({ app }) => {
    test.setTimeout(240_000)
    const found: string[] = []
    await visit(app, async (page: Page, screen: string) => {
      await page.setViewportSize({ width: 512, height: 384 })
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
      for (const problem of await page.evaluate(cutOff)) found.push(`${screen}: ${problem}`)
      await page.setViewportSize({ width: 1024, height: 768 })
    })
    expect(found).toEqual([])
  })
}
