/**
 * Makes the icons of the installers from assets/icons/cofferdam.svg: icon.png (512) and icon.ico (16 to 256). Run it
 * after a change of the drawing: `node scripts/packaging/draw-icon.ts`. It needs a Chromium, which does the drawing.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { chromiumFlags, chromiumSandbox, findChromium } from '../../test/support/chromium.ts'
import { root } from '../root.ts'

const folder = join(root, 'assets/icons')

/** The drawing as a PNG with clear corners, `side` pixels wide. */
async function picture(page: Page, drawing: string, side: number): Promise<Buffer> {
  await page.setViewportSize({ width: side, height: side })
  const scaled = drawing.replace(/<svg ([^>]*)width="\d+" height="\d+"/, `<svg $1width="${String(side)}" height="${String(side)}"`)
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${scaled}`)
  return page.screenshot({ omitBackground: true })
}

/** A Windows icon that holds PNGs of several sizes. */
function windowsIcon(pictures: readonly { readonly side: number; readonly bytes: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let place = head.length
  for (const [index, { side, bytes }] of pictures.entries()) {
    const entry = 6 + 16 * index
    // 0 stands for 256.
    head.writeUInt8(side % 256, entry)
    head.writeUInt8(side % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(bytes.length, entry + 8)
    head.writeUInt32LE(place, entry + 12)
    place += bytes.length
  }
  return Buffer.concat([head, ...pictures.map((picture) => picture.bytes)])
}

const { path, environment } = await findChromium()
const browser = await chromium.launch({
  executablePath: path,
  args: [...chromiumFlags],
  chromiumSandbox,
  env: { ...process.env, ...environment } as Record<string, string>,
})
try {
  const page = await browser.newPage()
  const drawing = readFileSync(join(folder, 'cofferdam.svg'), 'utf8')
  writeFileSync(join(folder, 'icon.png'), await picture(page, drawing, 512))
  const pictures = []
  for (const side of [16, 24, 32, 48, 64, 128, 256]) pictures.push({ side, bytes: await picture(page, drawing, side) })
  writeFileSync(join(folder, 'icon.ico'), windowsIcon(pictures))
} finally {
  await browser.close()
}
