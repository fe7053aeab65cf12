import { arch, env, platform } from 'node:process'
import { migrations } from '../../db/migrations/migrations.ts'
import { product } from '../../shared/product.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Certificates } from '../../shared/ports/certificates.ts'
import type { Random } from '../../shared/ports/crypto.ts'
import type { Ids } from '../../shared/ports/ids.ts'
import type { Log } from '../../shared/ports/log.ts'
import type { Ports } from '../../shared/ports/ports.ts'
import { spaceRule, type SpaceRule } from '../../shared/space/space-rule.ts'
import { createAssets } from './assets.ts'
import { createBackups } from './backups.ts'
import { createBallast } from './ballast.ts'
import { nodeCertificates } from './certificates.ts'
import { createClock } from './clock.ts'
import type { CoreOptions } from './core-options.ts'
import { threadFile } from './core-thread.ts'
import { nodeEd25519, nodeHash, nodeRandom } from './crypto.ts'
import { createKeyCopies } from './key-copies.ts'
import { createIds } from './ids.ts'
import { productKeyDerivation, type KeyDerivation } from './key-derivation.ts'
import { createLog, folderSink, terminalSink } from './log.ts'
import { createPlaces } from './places.ts'
import { createSpaceKeeper } from './space-keeper.ts'
import { createStoreHost, type StoreHost } from './store-lifecycle.ts'
import { findPlace, layoutOf } from './store-place.ts'
import { createUpdates } from './updates.ts'
import { createWork } from './work/create-work.ts'
import { quietControl, type TaskRunner } from './work/task-runner.ts'
import type { ReadPiece } from './work/task-store.ts'
import { createThreadRunner } from './work/thread-runner.ts'

/** Ports that tests, the demonstration and the proof of reproducibility put in place of the machine's. */
export interface PortOverrides {
  readonly clock?: Clock
  /** A moment before which no clock can be right, UTC ms. Beside another clock than the machine's nothing is asked unless this is given. */
  readonly madeAt?: number
  readonly random?: Random
  readonly ids?: Ids
  readonly certificates?: Certificates
  readonly keyDerivation?: KeyDerivation
  /** Where unexpected faults go instead of the file beside the store. */
  readonly log?: Log
  /** Milliseconds to wait after so many failed tries to sign in. */
  readonly delayAfter?: (failures: number) => number
  /** Milliseconds since boot by which unwatched screens lock. */
  readonly uptime?: () => number
  /** Version that packages name. */
  readonly productVersion?: string
  /** The maker's key, instead of the one that was built in. */
  readonly releaseAnchor?: string
  /** Where heavy work runs instead of the product's second thread. */
  readonly tasks?: StartTasks
  /** Milliseconds from the opening of a store to the first look whether a backup is due. */
  readonly firstBackupAfter?: number
  /** When the disk counts as filling up, and how much is kept in reserve. */
  readonly spaceRule?: SpaceRule
  /** Milliseconds from the opening of a store to the first look at the disk. */
  readonly firstSpaceLookAfter?: number
}

/** A start shows the record first; half a minute later the disk is free for a backup. */
const firstBackupAfter = 30_000

/** The reserve is made before the first backup looks for room. */
const firstSpaceLookAfter = 2_000

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
  const log = overrides.log ?? createLog({ sink: folderSink(place.folder, terminalSink), clock, random: nodeRandom, detail: options.faultDetail ? terminalSink : null })
  const places = createPlaces({ random: nodeRandom, folders: options.exportFolders, mediaRoots: options.mediaRoots })
  const keyDerivation = overrides.keyDerivation ?? productKeyDerivation
  const host: StoreHost = createStoreHost(
    place,
    { clock, ids, random, hash: nodeHash, log, keyDerivation, makeRoom: () => space.makeRoom(), ...(overrides.delayAfter === undefined ? {} : { delayAfter: overrides.delayAfter }) },
    {
      opened: async (key) => {
        await runner.open(key)
        backups.watch()
        space.watch()
      },
      closing: async () => {
        backups.unwatch()
        await space.unwatch()
        await runner.close()
      },
      findBackup: (id) => backups.find(id),
      checkCopy: (input, control) => runner.run('checkCopy', input, control),
      copyUnderKey: (input, control) => runner.run('copyUnderKey', input, control),
    },
  )
  const rule = overrides.spaceRule ?? spaceRule
  const space = createSpaceKeeper({
    folder: place.folder,
    rule,
    ballast: createBallast(layoutOf(place.folder).ballast, rule.reserve.bytes, place.fileMode, nodeRandom),
    writing: () => host.current()?.record.tryAgain()?.code ?? null,
    firstLookAfter: overrides.firstSpaceLookAfter ?? firstSpaceLookAfter,
  })
  const backups = createBackups({
    place,
    clock,
    random: nodeRandom,
    log,
    places,
    runner: () => runner,
    host: () => host,
    settle: () => keyCopies.settle(quietControl),
    firstLookAfter: overrides.firstBackupAfter ?? firstBackupAfter,
  })
  const keyCopies = createKeyCopies({
    place,
    clock,
    runner: () => runner,
    current: () => host.current(),
    backups: () => backups.all(),
    makeBackup: (control) => backups.makeInRing(control),
  })
  const runner = (overrides.tasks ?? tasksInThread)(options.assetsFolder, (staged, index) => host.piece(staged, index))
  const assets = createAssets(options.assetsFolder)
  const version = overrides.productVersion ?? product.version
  const updates = createUpdates({
    place,
    random: nodeRandom,
    places,
    runner: () => runner,
    anchor: () => overrides.releaseAnchor ?? assets.releaseAnchor(),
    here: { version, schema: migrations.length, platform, arch, form: null },
  })
  const ports: Ports = {
    clock,
    ids,
    random,
    hash: nodeHash,
    ed25519: nodeEd25519,
    certificates: overrides.certificates ?? nodeCertificates,
    log,
    store: host.store,
    lifecycle: host.lifecycle,
    personKeys: host.personKeys,
    places,
    space,
    staging: host.staging,
    backups,
    keyCopies,
    updates,
    work: createWork({ place, runner, places, stagedFile: (id) => ({ id, size: host.stagedSize(id) }) }),
    assets,
    product: { name: product.name, version },
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
