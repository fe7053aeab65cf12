import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type Page } from '@playwright/test'
import { buildOrEnd } from '../../scripts/build/build-stale.ts'
import { root } from '../../scripts/root.ts'
import { chromiumFlags, chromiumSandbox, findChromium, type Chromium } from '../support/chromium.ts'
import { makeTestFolders, type TestFolders } from '../support/in-process.ts'
import type { BenchRow } from './measure.ts'

/**
 * From the start of the processes to a first screen that takes a key press: host and browser are started at the same moment, the page
 * is opened with its one-time code, the first choice has the focus. No record is made, so no passphrase is derived.
 */
export const firstScreenRow: BenchRow = {
  name: 'first-screen',
  goal: 2,
  about: 'local host and Chromium started at the same moment until the first button of the first start has the focus; against the same Chromium started the same way until a blank page is complete',
  async prepare() {
    await buildOrEnd({ say: () => undefined })
    const found = await findChromium()
    return {
      async ours() {
        const folders = makeTestFolders()
        const start = performance.now()
        const host = startHost(folders)
        const [browser, address] = await Promise.all([startBrowser(found), addressOf(host)])
        const page = await browser.newPage()
        await page.goto(address, { waitUntil: 'commit' })
        await page.waitForFunction(() => document.activeElement instanceof HTMLButtonElement)
        const took = performance.now() - start
        await browser.close()
        host.kill('SIGTERM')
        await once(host, 'exit')
        folders.remove()
        return took
      },
      async floor() {
        const start = performance.now()
        const browser = await startBrowser(found)
        const page: Page = await browser.newPage()
        await page.goto('about:blank', { waitUntil: 'commit' })
        await page.waitForFunction(() => document.readyState === 'complete')
        const took = performance.now() - start
        await browser.close()
        return took
      },
      end: () => Promise.resolve(),
    }
  },
}

function startBrowser(found: Chromium): Promise<Browser> {
  return chromium.launch({
    executablePath: found.path,
    chromiumSandbox,
    args: [...chromiumFlags],
    env: Object.fromEntries(Object.entries({ ...process.env, ...found.environment }).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  })
}

function startHost(folders: TestFolders): ChildProcess {
  return spawn(process.execPath, ['dist/local/main.mjs', '--store', folders.store, '--export-folder', folders.exports, '--media-root', folders.media], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

async function addressOf(host: ChildProcess): Promise<string> {
  if (host.stdout === null) throw new Error('the host has no output')
  for await (const line of createInterface({ input: host.stdout })) {
    const address = /^cofferdam local address (http:\S+)$/.exec(line)?.[1]
    if (address !== undefined) return address
  }
  throw new Error('the host ended without an address')
}
