import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, session } from 'electron'
import { linkCore } from '../core/host-line.ts'
import { NetworkRefused } from '../core/network-lock.ts'
import { coreOptions, startCoreProcess } from './core-start.ts'
import type { Layout } from './layout.ts'
import { lockAfterReady } from './lockdown.ts'
import { startPage } from './policies/bundle.ts'
import { windowOptions } from './policies/window-options.ts'
import { readAsset, readAssetMap, serveBundle } from './protocol.ts'

/** Milliseconds one check may take. */
const patience = 30_000

/**
 * Checks an installation from within: every file of the page against its hash, the core up and down, the page with
 * its two functions and nothing more, and that no way to a network is open. Prints `self-test <check> ok|FAIL` per
 * check and ends with 0 when all are ok. Works beside a running instance and touches no record.
 */
export async function runSelfTest(layout: Layout): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'cofferdam-self-test-'))
  // A profile of its own: that of a running instance is in use.
  app.setPath('userData', scratch)
  app.on('window-all-closed', () => undefined)
  await app.whenReady()
  const checks: readonly (readonly [name: string, check: () => Promise<boolean>])[] = [
    ['locks', async () => lockAfterReady().then(() => true)],
    ['assets', () => assetsAreWhole(layout)],
    ['core', () => coreAnswers(layout, join(scratch, 'store'))],
    ['page', () => pageIsOurs(layout)],
    ['network', networkIsClosed],
  ]
  let failed = 0
  for (const [name, check] of checks) {
    const passed = await within(check)
    if (!passed) failed += 1
    process.stdout.write(`self-test ${name} ${passed ? 'ok' : 'FAIL'}\n`)
  }
  app.exit(failed === 0 ? 0 : 1)
}

async function within(check: () => Promise<boolean>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, patience, false)
  try {
    return await Promise.race([check(), promise])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}

async function assetsAreWhole(layout: Layout): Promise<boolean> {
  const map = await readAssetMap(layout.assetMap)
  for (const asset of map.values()) {
    if ((await readAsset(layout.renderer, asset.file, asset.sha256)) === null) return false
  }
  return map.has('index.html')
}

async function coreAnswers(layout: Layout, storeFolder: string): Promise<boolean> {
  const options = coreOptions({ storeFolder, exportFolders: [], mediaRoots: [] }, app.isPackaged)
  const core = linkCore({
    start: () => startCoreProcess(layout.core, options),
    stopWithin: patience, onLost: () => undefined })
  const ready = await core.ready()
  const reply = await core.call('self-test', { id: 1, name: 'self.test', input: {} })
  await core.stop()
  return ready && !reply.ok && reply.error.code === 'unknown-procedure'
}

/** What a page may not see, and the two functions that it must; evaluated in the page. */
const pageCheck = `
  Object.keys(window.cofferdam).sort().join() === 'call,chooseFile' &&
  typeof require === 'undefined' && typeof process === 'undefined' && typeof Buffer === 'undefined'`

async function pageIsOurs(layout: Layout): Promise<boolean> {
  serveBundle(session.defaultSession, await readAssetMap(layout.assetMap), layout.renderer)
  const window = new BrowserWindow(windowOptions('self-test', layout.preload, app.isPackaged))
  try {
    await window.loadURL(startPage)
    return (await window.webContents.executeJavaScript(pageCheck)) === true
  } finally {
    window.destroy()
  }
}

async function networkIsClosed(): Promise<boolean> {
  const answered = await session.defaultSession.fetch('http://127.0.0.1/').then(
    (response) => response.status,
    () => null,
  )
  return isRefused(() => process.getBuiltinModule('node:net').connect(9)) && (answered === null || answered === 403)
}

function isRefused(attempt: () => unknown): boolean {
  try {
    attempt()
    return false
  } catch (error) {
    return error instanceof NetworkRefused
  }
}
