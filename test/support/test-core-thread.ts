import { Worker } from 'node:worker_threads'
import type { CoreOptions } from '../../electron/core/core-options.ts'
import type { RunningCore } from '../../electron/core/host-line.ts'
import { portOfThread } from '../../electron/core/node-port.ts'

/** What the test's writer thread is told. */
export interface TestThreadData {
  readonly options: CoreOptions
  /** What ids, keys and all other random bytes follow from. */
  readonly seed: string
  /** A clock that stands still, or that of the machine. */
  readonly clock: 'fixed' | 'machine'
}

/** A core in a thread of its own, as the local host starts it. */
export function startTestCoreThread(workerData: TestThreadData): RunningCore {
  const thread = new Worker(new URL('./test-writer-thread.ts', import.meta.url), { workerData })
  return { port: portOfThread(thread), kill: () => void thread.terminate() }
}
