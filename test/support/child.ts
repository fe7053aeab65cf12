import { spawn, type ChildProcess } from 'node:child_process'
import { execPath } from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A script of test/support running in a process of its own. */
export interface Child {
  readonly process: ChildProcess
  /** Next line it prints; `null` once it has ended. */
  line(): Promise<string | null>
  /** Ends it at once, as a power cut of the process would, and waits until it is gone. */
  kill(): Promise<void>
}

/** Starts a script of test/support. */
export function startChild(script: string, ...args: readonly string[]): Child {
  const child = spawn(execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => {
    resolve()
  }))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    process: child,
    async line() {
      const next = await lines.next()
      return next.done === true ? null : next.value
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
