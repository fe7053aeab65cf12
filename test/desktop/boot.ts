import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { CorePort } from '../../shared/contract/port.ts'
import type { CoreMessage, PortMessage, Reply, Request } from '../../shared/contract/wire.ts'
import { startDesktop } from '../../electron/desktop/desktop.ts'
import type { Layout } from '../../electron/desktop/layout.ts'
import { serveCore } from '../../electron/desktop/serve-core.ts'
import { newDesktop, settle, type FakeChild, type FakeDesktop } from './fake-electron.ts'

/** Answers one call of a pretended core; `null` never answers. */
export type Answer = (request: Request, session: string) => unknown

/** A pretended core in a pretended process, with everything it was told. */
export class PretendedCore {
  readonly calls: { readonly session: string; readonly request: Request }[] = []
  readonly ended: string[] = []
  stops = 0
  answer: Answer = (request) => ({ echo: request.name })
  /** Whether it says `stopped` when it is told to stop. */
  obedient = true
  readonly processes: FakeChild[] = []

  run(port: CorePort): void {
    const post = (message: CoreMessage): void => {
      port.post(JSON.stringify(message))
    }
    port.onMessage((text) => {
      const message = JSON.parse(text) as PortMessage
      switch (message.kind) {
        case 'call': {
          this.calls.push(message)
          const value = this.answer(message.request, message.session)
          if (value === null) return
          const reply: Reply = isRefusal(value) ? { id: message.request.id, ok: false, error: value.refused } : { id: message.request.id, ok: true, value }
          post({ kind: 'reply', session: message.session, reply })
          return
        }
        case 'end-session':
          this.ended.push(message.session)
          return
        case 'stop':
          this.stops += 1
          if (this.obedient) post({ kind: 'stopped' })
          return
      }
    })
    post({ kind: 'ready' })
  }
}

interface Refusal {
  readonly refused: Extract<Reply, { ok: false }>['error']
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value
}

/** What the test page consists of: path -> text. */
const pageFiles: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" src="/assets/app.js"></script>',
  'assets/app.js': 'export {}',
}

/** Writes a small page with its map into a folder of its own, gone after the test. */
export function writePage(files = pageFiles): Layout {
  const folder = mkdtempSync(join(tmpdir(), 'cofferdam-page-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const map: Record<string, { file: string; mediaType: string; sha256: string }> = {}
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, 'renderer', file, '..'), { recursive: true })
    writeFileSync(join(folder, 'renderer', file), text)
    const mediaType = file.endsWith('.html') ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8'
    map[file] = { file, mediaType, sha256: createHash('sha256').update(text).digest('hex') }
  }
  writeFileSync(join(folder, 'assets.json'), JSON.stringify(map))
  return { preload: join(folder, 'preload.cjs'), core: join(folder, 'core-process.mjs'), assetMap: join(folder, 'assets.json'), renderer: join(folder, 'renderer') }
}

/** A desktop that has been started, with its pretended core. */
export interface Booted {
  readonly desktop: FakeDesktop
  readonly core: PretendedCore
  readonly layout: Layout
}

/** Starts the real desktop program on a pretended Electron and waits until its window is there. */
export async function boot(prepare: (desktop: FakeDesktop) => void = () => undefined): Promise<Booted> {
  const desktop = newDesktop()
  const core = new PretendedCore()
  desktop.utilityProcess.program = (parent, child) => {
    core.processes.push(child)
    serveCore(parent, (port) => {
      core.run(port)
    })
  }
  prepare(desktop)
  const layout = writePage()
  startDesktop(layout)
  if (desktop.app.exitCode === null) {
    desktop.app.becomeReady()
    await until(() => desktop.app.exitCode !== null || desktop.windows.some((window) => window.page !== null))
    await settled()
  }
  return { desktop, core, layout }
}

/** Waits for something that comes by itself; fails after ten seconds, which a busy machine may need. */
export async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 10_000
  while (!condition()) {
    if (performance.now() > end) throw new Error('it did not happen')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** Lets messages between processes and promises come to their end. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await settle()
}
