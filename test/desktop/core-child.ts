import { fork, type ChildProcess } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { linkCore, type CoreLink } from '../../electron/core/host-line.ts'
import type { CoreOptions } from '../../electron/core/core-options.ts'
import { coreEnvironment } from '../../electron/desktop/policies/core-environment.ts'
import type { CorePort } from '../../shared/contract/port.ts'

const shim = new URL('parent-port.mjs', import.meta.url).href

/** The core's process with a host's line to it. */
export interface CoreChild {
  readonly child: ChildProcess
  readonly link: CoreLink
  /** What it wrote to its error output. */
  complaints(): string
}

/** Starts an entry file of the core's process in plain Node that pretends to be a utility process. Ended with the test. */
export function startCoreChild(entry: string, options: CoreOptions): CoreChild {
  let complained = ''
  const child = fork(entry, [JSON.stringify(options)], { execArgv: ['--import', shim], env: coreEnvironment(process.env), stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complained += text))
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const port: CorePort = {
    post: (message) => {
      if (child.connected) child.send(message)
    },
    onMessage: (listener) => {
      child.on('message', (message) => {
        listener(String(message))
      })
    },
    onClose: (listener) => {
      child.on('exit', listener)
    },
    close: () => undefined,
  }
  const link = linkCore({
    start: () => ({ port, kill: () => undefined }),
    onLost: () => undefined,
    stopWithin: 10_000,
  })
  return { child, link, complaints: () => complained }
}
