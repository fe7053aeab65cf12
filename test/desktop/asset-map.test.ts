import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { answerRequest, readAssetMap } from '../../electron/desktop/protocol.ts'
import { assetMap, writeAssetMap } from '../../scripts/packaging/asset-map.ts'

vi.mock('electron', async () => (await import('./fake-electron.ts')).electronModule)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofferdam-map-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<meta nonce="__CSP_NONCE__">')
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
})

test('what is written when the program is packaged is what the program serves', async () => {
  writeFileSync(join(folder, 'assets/index-a1B2.js'), 'export {}')
  writeFileSync(join(folder, 'assets/index-a1B2.js.map'), '{}')
  writeFileSync(join(folder, 'assets/sans.woff2'), 'font')
  const file = join(folder, '..', `${folder.slice(-6)}.json`)
  onTestFinished(() => {
    rmSync(file)
  })
  writeAssetMap(folder, file)
  const map = await readAssetMap(file)
  expect([...map.keys()]).toEqual(['assets/index-a1B2.js', 'assets/sans.woff2', 'index.html'])
  const script = await answerRequest(map, folder, 'GET', 'app://bundle/assets/index-a1B2.js')
  expect([script.status, await script.text(), script.headers.get('content-type'), script.headers.get('x-content-type-options')]).toEqual([200, 'export {}', 'text/javascript; charset=utf-8', 'nosniff'])
  const page = await answerRequest(map, folder, 'GET', 'app://bundle/')
  expect(await page.text()).toMatch(/^<meta nonce="[A-Za-z0-9+/]{24}">$/)
  expect((await answerRequest(map, folder, 'GET', 'app://bundle/assets/index-a1B2.js.map')).status).toBe(404)
})

test('a file that was changed after packaging is not served', async () => {
  const map = new Map(Object.entries(assetMap(folder)))
  writeFileSync(join(folder, 'index.html'), '<script>alert(1)</script>')
  const answer = await answerRequest(map, folder, 'GET', 'app://bundle/index.html')
  expect([answer.status, await answer.text()]).toEqual([500, ''])
})

test.each([
  ['assets/tool.exe', /no media type/],
  ['assets/with space.js', /not a plain name/],
  ['assets/a..b.js', /not a plain name/],
  ['assets/.hidden.js', /not a plain name/],
  ['assets/per%cent.js', /not a plain name/],
])('%s stops the build', (name, reason) => {
  writeFileSync(join(folder, name), '')
  expect(() => assetMap(folder)).toThrow(reason)
})

test('a renderer without a start page stops the build', () => {
  rmSync(join(folder, 'index.html'))
  expect(() => assetMap(folder)).toThrow(/no index.html/)
})

test.each(['', '[]', '{"a":{"file":"a"}}', '{"a":{"file":"a","mediaType":"x","sha256":"zz"}}'])('a damaged map (%s) is refused', async (text) => {
  const file = join(folder, 'map.json')
  writeFileSync(file, text)
  await expect(readAssetMap(file)).rejects.toThrow()
})
