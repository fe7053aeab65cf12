import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shippedAssetsFolder } from '../../electron/core/core-thread.ts'
import type { CoreOptions } from '../../electron/core/core-options.ts'
import { finishJob, startInProcess, type InProcessCore } from '../../electron/core/in-process.ts'
import type { PortOverrides } from '../../electron/core/open-ports.ts'
import type { TaskPorts } from '../../electron/core/work/tasks.ts'
import type { Client } from '../../shared/contract/client.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import { weakKeyDerivation } from './fixed-ports.ts'
import { tasksHere } from './tasks-here.ts'

/** Long enough for the product's own rule. */
export const testPassphrase = 'correct horse battery staple'

/** Folders of one test, all below one that is removed at the end. */
export interface TestFolders {
  readonly root: string
  readonly store: string
  /** Configured export folder. */
  readonly exports: string
  /** Folder whose subfolders count as drives; `STICK` lies in it. */
  readonly media: string
  readonly stick: string
  remove(): void
}

/** Makes the folders of one test. @param root a folder that is emptied first, where two runs must have the same paths; else a new one. */
export function makeTestFolders(root: string = mkdtempSync(join(tmpdir(), 'cofferdam-test-'))): TestFolders {
  rmSync(root, { recursive: true, force: true })
  const media = join(root, 'media')
  const stick = join(media, 'STICK')
  mkdirSync(stick, { recursive: true })
  return { root, store: join(root, 'store'), exports: join(root, 'exports'), media, stick, remove: () => { rmSync(root, { recursive: true, force: true }) } }
}

/** Options of a core over those folders; unexpected faults are printed in full. */
export function testOptions(folders: Pick<TestFolders, 'store' | 'exports' | 'media'>): CoreOptions {
  return { storeFolder: folders.store, assetsFolder: shippedAssetsFolder(), exportFolders: [folders.exports], mediaRoots: [folders.media], faultDetail: true }
}

/** A core in this thread over temporary folders. */
export interface TestCore extends InProcessCore {
  readonly folders: TestFolders
  /** Typed calls of the session `main`. */
  readonly api: Client<AppContract>
  /** Creates a real store with one person, who is signed in as `main`. */
  create(changes?: Partial<CreateInput>): Promise<Created>
  /** Value of a job once it has ended. @throws CallError */
  job(started: Promise<{ readonly jobId: string }>): Promise<unknown>
  /** Ends the core and starts another one over the same folders, as a new start of the program does. */
  restart(): Promise<TestCore>
  /** Ends the core and removes the folders. */
  remove(): Promise<void>
}

interface CreateInput {
  readonly passphrase: string
  readonly name: string
  readonly entityName: string
  readonly siteName: string
  readonly zone: string
  readonly kind: 'real' | 'demo'
  readonly language: 'en' | 'de'
}

type Created = Awaited<ReturnType<typeof createStore>>

function createStore(api: Client<AppContract>, changes: Partial<CreateInput>) {
  return api.call('store.create', {
    passphrase: testPassphrase,
    name: 'Anna Berg',
    entityName: 'Wasserwerk Talau',
    siteName: 'Werk Nord',
    zone: 'Europe/Berlin',
    kind: 'real',
    language: 'en',
    ...changes,
  })
}

/** Other ports for a test, or another PDF library. */
export interface TestOverrides extends PortOverrides {
  readonly renderPdf?: TaskPorts['renderPdf']
}

/**
 * Starts a core in this thread: heavy work runs here too and the passphrase costs a millisecond.
 * @param overrides other ports, e.g. a fixed clock.
 */
export function startTestCore({ renderPdf, ...overrides }: TestOverrides = {}, folders: TestFolders = makeTestFolders()): TestCore {
  const core = startInProcess(testOptions(folders), { keyDerivation: weakKeyDerivation, delayAfter: () => 0, tasks: tasksHere(renderPdf), ...overrides })
  const api = core.client()
  return {
    ...core,
    folders,
    api,
    create: (changes = {}) => createStore(api, changes),
    job: async (started) => finishJob(api, (await started).jobId),
    async restart() {
      await core.stop()
      return startTestCore({ ...overrides, ...(renderPdf === undefined ? {} : { renderPdf }) }, folders)
    },
    async remove() {
      await core.stop()
      folders.remove()
    },
  }
}
