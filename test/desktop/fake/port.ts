import { EventEmitter } from 'node:events'
import type {} from 'electron'
import type { Methods } from './event.ts'

/** One end of a line: holds messages back until `start()`, wraps them in `data`, and tells when the other end is gone. */
export class FakePort extends EventEmitter implements Methods<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'> {
  other: FakePort | null = null
  readonly #waiting: unknown[] = []
  #started = false
  #closed = false

  postMessage(message: unknown): void {
    if (this.#closed) return
    const copy: unknown = structuredClone(message)
    setImmediate(() => {
      this.other?.arrive(copy)
    })
  }
  start(): void {
    this.#started = true
    for (const message of this.#waiting.splice(0)) this.arrive(message)
  }
  close(): void {
    this.end()
    const { other } = this
    setImmediate(() => {
      other?.end()
    })
  }

  arrive(message: unknown): void {
    if (this.#closed) return
    if (!this.#started) this.#waiting.push(message)
    else this.emit('message', { data: message, ports: [] })
  }

  end(): void {
    if (this.#closed) return
    this.#closed = true
    this.emit('close')
  }
}

/** Two ends of a new line. */
export class FakeMessageChannel {
  readonly port1 = new FakePort()
  readonly port2 = new FakePort()
  constructor() {
    this.port1.other = this.port2
    this.port2.other = this.port1
  }
}
