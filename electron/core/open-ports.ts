import { env, platform } from 'node:process'
import { product } from '../../shared/product.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Random } from '../../shared/ports/crypto.ts'
import type { Ids } from '../../shared/ports/ids.ts'
import type { Ports } from '../../shared/ports/ports.ts'
import { createAssets } from './assets.ts'
import { createClock } from './clock.ts'
import type { CoreOptions } from './core-options.ts'
import { threadFile } from './core-thread.ts'
import { nodeEd25519, nodeHash, nodeRandom } from './crypto.ts'
import { createIds } from './ids.ts'
import { productKeyDerivation, type KeyDerivation } from './key-derivation.ts'
import { createLog, folderSink, terminalSink } from './log.ts'
import { createPlaces } from './places.ts'
import { createStoreHost, type StoreHost } from './store-lifecycle.ts'
import { findPlace } from './store-place.ts'
import { createWork } from './work/create-work.ts'
import type { TaskRunner } from './work/task-runner.ts'
import type { ReadPiece } from './work/task-store.ts'
import { createThreadRunner } from './work/thread-runner.ts'

/** Ports that tests, the demonstration and the proof of reproducibility put in place of the machine's. */
export interface PortOverrides {
  readonly clock?: Clock
  readonly random?: Random
  readonly ids?: Ids
  readonly keyDerivation?: KeyDerivation
  /** Version that packages name. */
  readonly productVersion?: string
  /** Where heavy work runs instead of the product's second thread. */
  readonly tasks?: StartTasks
}

/** Starts what runs heavy work. @param assetsFolder where the fonts of a PDF are. @param readPiece bytes of staged files, which only the writer can read. */
export type StartTasks = (assetsFolder: string, readPiece: ReadPiece) => TaskRunner

/** The product's own way. The second thread has the PDF library and its tables; this one must not name them, or every start would read them. */
export const tasksInThread: StartTasks = (assetsFolder, readPiece) => createThreadRunner(threadFile('worker-thread'), assetsFolder, readPiece)

/** All ports of a core, and what ends them. */
export interface OpenedPorts {
  readonly ports: Ports
  /** Ends long work and closes the store. */
  readonly shutDown: () => Promise<void>
}

/** Wires the machine to the application logic. Nothing is opened or written yet but the log. */
export function openPorts(options: CoreOptions, overrides: PortOverrides): OpenedPorts {
  const random = overrides.random ?? nodeRandom
  const clock = overrides.clock ?? createClock()
  const ids = overrides.ids ?? createIds(random)
  const place = findPlace(options.storeFolder, env, platform)
  // Places and the log draw from the machine always: fixed bytes must not depend on how often a drive was looked for.
  const log = createLog({ sink: folderSink(place.folder, terminalSink), clock, random: nodeRandom, detail: options.faultDetail ? terminalSink : null })
  const places = createPlaces({ random: nodeRandom, folders: options.exportFolders, mediaRoots: options.mediaRoots })
  const keyDerivation = overrides.keyDerivation ?? productKeyDerivation
  const host: StoreHost = createStoreHost(
    place,
    { clock, ids, random, hash: nodeHash, log, keyDerivation },
    {
      opened: (key) => runner.open(key),
      closing: () => runner.close(),
    },
  )
  const runner = (overrides.tasks ?? tasksInThread)(options.assetsFolder, (staged, index) => host.piece(staged, index))
  const ports: Ports = {
    clock,
    ids,
    random,
    hash: nodeHash,
    ed25519: nodeEd25519,
    log,
    store: host.store,
    lifecycle: host.lifecycle,
    places,
    staging: host.staging,
    work: createWork({ runner, places, stagedFile: (id) => ({ id, size: host.stagedSize(id) }) }),
    assets: createAssets(options.assetsFolder),
    product: { name: product.name, version: overrides.productVersion ?? product.version },
  }
  return {
    ports,
    async shutDown() {
      try {
        await host.lifecycle.close()
      } finally {
        await runner.stop()
      }
    },
  }
}
