/** The real process of the core, from its entry file, on a line as Electron makes it; and the whole way from the page to a real store. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { startCore } from '../../electron/core/core.ts'
import { serveCore } from '../../electron/desktop/serve-core.ts'
import type { DesktopBridge } from '../../electron/desktop/bridge.ts'
import type { Reply } from '../../shared/contract/wire.ts'
import { weakKeyDerivation } from '../support/fixed-ports.ts'
import { makeTestFolders, testOptions, testPassphrase, type TestFolders } from '../support/in-process.ts'
import { tasksHere } from '../support/tasks-here.ts'
import { boot, until } from './boot.ts'
import { startCoreChild, type CoreChild } from './core-child.ts'

vi.mock('electron', async () => (await import('./fake-electron.ts')).electronModule)

const entry = fileURLToPath(new URL('../../electron/desktop/core-process.ts', import.meta.url))

// Starting from source and deriving a key at full strength takes seconds on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

let folders: TestFolders
beforeEach(() => {
  folders = makeTestFolders()
  onTestFinished(() => {
    folders.remove()
  })
})

function start(): CoreChild {
  return startCoreChild(entry, testOptions(folders))
}

const created = {
  passphrase: testPassphrase,
  name: 'Anna Berg',
  entityName: 'Wasserwerk Talau',
  siteName: 'Werk Nord',
  zone: 'Europe/Berlin',
  kind: 'real',
  language: 'en',
} as const

test('serves calls over the line, closes the store when told, and ends', async () => {
  const { child, link, complaints } = start()
  expect(await link.ready(), complaints()).toBe(true)
  expect(await link.call('a', { id: 1, name: 'store.status', input: {} })).toMatchObject({ id: 1, ok: true, value: { state: 'missing' } })
  expect(await link.call('a', { id: 2, name: 'no.such', input: {} })).toMatchObject({ id: 2, ok: false, error: { code: 'unknown-procedure' } })
  expect(await link.call('a', { id: 3, name: 'store.create', input: created })).toMatchObject({ id: 3, ok: true })
  const ended = once(child, 'exit')
  await link.stop()
  expect(await ended, complaints()).toEqual([0, null])
})

test('closes the store and ends by itself when the main process is gone', async () => {
  const { child, link, complaints } = start()
  expect(await link.call('a', { id: 1, name: 'store.create', input: created }), complaints()).toMatchObject({ ok: true })
  const ended = once(child, 'exit')
  child.disconnect()
  expect(await ended, complaints()).toEqual([0, null])
  const again = start()
  expect(await again.link.call('a', { id: 1, name: 'store.open', input: { passphrase: testPassphrase } }), again.complaints()).toMatchObject({ ok: true, value: { state: 'open' } })
})

test('from the page to the store and back: create, hand a file over from a dialog, close the window', async () => {
  let stopped = false
  const { desktop } = await boot((fresh) => {
    fresh.utilityProcess.program = (parent) => {
      serveCore(parent, (port) => {
        void startCore({ port, options: testOptions(folders), overrides: { keyDerivation: weakKeyDerivation, tasks: tasksHere() } }).then(() => (stopped = true))
      })
    }
  })
  vi.resetModules()
  await import('../../electron/desktop/preload.ts')
  const bridge = desktop.exposed.get('cofferdam') as unknown as DesktopBridge
  const call = async (name: string, input: unknown): Promise<Reply> => JSON.parse(await bridge.call(JSON.stringify({ id: 9, name, input }))) as Reply

  const chosen = join(folders.root, 'trend.csv')
  const bytes = Buffer.alloc(1_500_000, 'pressure;12\n')
  writeFileSync(chosen, bytes)
  desktop.chosen = [chosen]
  // Nobody is signed in yet, so the core refuses what the dialog brought.
  expect(JSON.parse(await bridge.chooseFile('attachment'))).toMatchObject({ ok: false, error: { code: 'store-closed' } })

  expect(await call('store.create', created)).toMatchObject({ id: 9, ok: true })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const reply = JSON.parse(await bridge.chooseFile('attachment')) as Extract<Reply, { ok: true }>
  expect(reply).toMatchObject({ ok: true, value: { name: 'trend.csv', mediaType: 'text/csv', size: 1_500_000, sha256 } })
  const { file } = reply.value as { file: string }
  expect(await call('files.info', { file })).toMatchObject({ ok: true, value: { size: 1_500_000, sha256 } })

  desktop.window.close()
  await until(() => desktop.app.exitCode !== null)
  expect([desktop.app.exitCode, stopped]).toEqual([0, true])
})
