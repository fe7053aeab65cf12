import { Worker } from 'node:worker_threads'
import type { CoreOptions } from '../../electron/core/core-options.ts'
import type { RunningCore } from '../../electron/core/host-line.ts'
import { portOfThread } from '../../electron/core/node-port.ts'

/** What the test's writer thread is told. */
export interface TestThreadData {
  readonly options: CoreOptions
  /** Fixes every port; `null` leaves all but the cost of the passphrase as in the product. */
  readonly seed: string | null
}

/** A core in a thread of its own, as the local host starts it. */
export function startTestCoreThread(options: CoreOptions, seed: string | null): RunningCore {
  const workerData: TestThreadData = { options, seed }
  const thread = new Worker(new URL('./test-writer-thread.ts', import.meta.url), { workerData })
  return { port: portOfThread(thread), kill: () => void thread.terminate() }
}
