/** `--self-test` on a pretended Electron: it says ok where all is well, FAIL where something is broken. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startDesktop } from '../../electron/desktop/desktop.ts'
import type { Layout } from '../../electron/desktop/layout.ts'
import { serveCore } from '../../electron/desktop/serve-core.ts'
import { NetworkRefused } from '../../electron/core/network-lock.ts'
import { PretendedCore, until, writePage } from './boot.ts'
import { newDesktop, type FakeDesktop } from './fake-electron.ts'

vi.mock('electron', async () => (await import('./fake-electron.ts')).electronModule)

let desktop: FakeDesktop
let core: PretendedCore
let layout: Layout
const lines: string[] = []

beforeEach(() => {
  desktop = newDesktop()
  core = new PretendedCore()
  layout = writePage()
  core.answer = () => ({ refused: { code: 'unknown-procedure', details: {} } })
  desktop.utilityProcess.program = (parent) => {
    serveCore(parent, (port) => {
      core.run(port)
    })
  }
  lines.length = 0
  const write = process.stdout.write.bind(process.stdout)
  vi.spyOn(process.stdout, 'write').mockImplementation((text: unknown, ...rest: unknown[]) => {
    if (String(text).startsWith('self-test ')) lines.push(String(text).trim())
    else return (write as (...args: unknown[]) => boolean)(text, ...rest)
    return true
  })
  // The lock itself cannot be put on in a process of tests: it could not be taken off again.
  vi.spyOn(process.getBuiltinModule('node:net'), 'connect').mockImplementation(() => {
    throw new NetworkRefused('net.connect')
  })
})
const argv = process.argv
afterEach(() => {
  process.argv = argv
})

async function selfTest(pageIsOurs = true): Promise<number | null> {
  process.argv = [...argv, '--self-test']
  desktop.app.on('web-contents-created', (_event: unknown, contents: { evaluates: unknown }) => {
    contents.evaluates = pageIsOurs
  })
  startDesktop(layout)
  desktop.app.becomeReady()
  await until(() => desktop.app.exitCode !== null)
  return desktop.app.exitCode
}

test('all is well: five lines, exit 0, a profile and a store of its own', async () => {
  expect(await selfTest()).toBe(0)
  expect(lines).toEqual(['locks', 'assets', 'core', 'page', 'network'].map((name) => `self-test ${name} ok`))
  const profile = desktop.app.paths.get('userData')
  expect(profile).toMatch(/cofferdam-self-test-/)
  const options = JSON.parse(desktop.utilityProcess.children[0]?.args[0] ?? '') as { storeFolder: string }
  expect(options.storeFolder).toBe(join(profile ?? '', 'store'))
  expect(existsSync(options.storeFolder)).toBe(false)
  expect(core.stops).toBe(1)
  // It works while another instance runs: it does not ask for the one place there is.
  expect(desktop.windows.every((window) => window.closed && !window.shown)).toBe(true)
})

test('a changed file of the page', async () => {
  writeFileSync(join(layout.renderer, 'assets/app.js'), 'changed')
  expect(await selfTest()).toBe(1)
  expect(lines).toContain('self-test assets FAIL')
  expect(lines).toContain('self-test core ok')
})

test('a core that ends at once', async () => {
  desktop.utilityProcess.program = (_parent, child) => {
    setImmediate(() => {
      child.end(1)
    })
  }
  expect(await selfTest()).toBe(1)
  expect(lines).toContain('self-test core FAIL')
  expect(lines).toContain('self-test network ok')
})

test('a page that sees more than it should', async () => {
  expect(await selfTest(false)).toBe(1)
  expect(lines).toContain('self-test page FAIL')
})

test('a network that is open', async () => {
  vi.mocked(process.getBuiltinModule('node:net').connect).mockRestore()
  vi.spyOn(process.getBuiltinModule('node:net'), 'connect').mockImplementation(() => ({}) as never)
  expect(await selfTest()).toBe(1)
  expect(lines).toContain('self-test network FAIL')
})
