/**
 * Pictures of every screen for people to look at: `npm run e2e -- look` with COFFERDAM_LOOK=1, into out/screens. Not part of
 * the test run: a picture says nothing that a program could judge, except that nothing may be cut off, which `axe.spec.ts` asks.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/root.ts'
import { visitDemo, visitDoor, visitInside, visitSettings, type Look } from './every-screen.ts'
import { test } from './fixture.ts'

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
