import type { ChildProcess } from 'node:child_process'
import { isatty } from 'node:tty'

/**
 * Makes this process a stand-in for its child: signals go on to it, and it ends with the same code or signal.
 * Ctrl+C in a terminal reaches the child by itself (the whole group gets it), so it is only kept from ending us first.
 */
export function endLike(child: ChildProcess): void {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => {
    if (!isatty(0)) child.kill('SIGINT')
  })
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    for (const name of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}
