import { EventEmitter } from 'node:events'
import type {} from 'electron'
import type { FakeApp } from './app.ts'
import type { Methods } from './event.ts'
import type { FakePort } from './port.ts'

/** What runs in a utility process: it is given the port to its parent. */
export type Program = (parent: Electron.ParentPort, child: FakeChild) => void

/** A process started by the main process. */
export class FakeChild extends EventEmitter implements Methods<Electron.UtilityProcess, 'postMessage' | 'kill'> {
  readonly entry: string
  readonly args: readonly string[]
  readonly options: Electron.ForkOptions
  alive = true
  readonly #parentPort = new EventEmitter()
  readonly #ports: FakePort[] = []

  constructor(entry: string, args: readonly string[], options: Electron.ForkOptions, program: Program) {
    super()
    this.entry = entry
    this.args = args
    this.options = options
    program(this.#parentPort as unknown as Electron.ParentPort, this)
  }

  postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const ports = transfer as unknown as FakePort[]
    this.#ports.push(...ports)
    setImmediate(() => {
      if (this.alive) this.#parentPort.emit('message', { data: structuredClone(message), ports })
    })
  }
  kill(): boolean {
    this.end(0)
    return true
  }

  /** The process ends: its ends of all lines close, unless nobody notices, and `exit` follows. */
  end(code: number, linesClose = true): void {
    if (!this.alive) return
    this.alive = false
    if (linesClose) for (const port of this.#ports) port.close()
    setImmediate(() => {
      this.emit('exit', code)
    })
  }
}

/** Starts processes; what they run is set by the test. */
export class FakeUtilityProcess {
  program: Program = () => undefined
  readonly children: FakeChild[] = []
  readonly #app: FakeApp
  constructor(app: FakeApp) {
    this.#app = app
  }
  fork(...[entry, args = [], options = {}]: Parameters<typeof Electron.UtilityProcess.fork>): FakeChild {
    this.#app.needsReady('utilityProcess.fork')
    const child = new FakeChild(entry, args, options, this.program)
    this.children.push(child)
    return child
  }
}
