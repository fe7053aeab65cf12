import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { product } from '../../shared/product.ts'
import type { CoreOptions } from './core-options.ts'
import type { RunningCore } from './host-line.ts'
import { portOfThread } from './node-port.ts'

/**
 * The file of a thread: TypeScript beside this one when started from source, else the bundle in `dist/core`. Bundled, this code
 * may lie in any folder of dist/, all of which are siblings of `core/`.
 */
export function threadFile(name: 'writer-thread' | 'worker-thread'): string {
  return fileURLToPath(new URL(`../core/${name}${product.bundled ? '.mjs' : '.ts'}`, import.meta.url))
}

/** Starts a core in a thread of this process, for hosts that have no process of its own for it. */
export function startCoreThread(options: CoreOptions): RunningCore {
  // A thread of its own output would be lost with it; and nothing of the parent's command line concerns it.
  const thread = new Worker(threadFile('writer-thread'), { workerData: options, argv: [], name: 'cofferdam-core' })
  return {
    port: portOfThread(thread),
    kill() {
      void thread.terminate()
    },
  }
}

/** Folder of the shipped assets: `assets/` of the source tree, or `dist/assets` beside the bundles. */
export function shippedAssetsFolder(): string {
  return fileURLToPath(new URL(product.bundled ? '../assets' : '../../assets', import.meta.url))
}
