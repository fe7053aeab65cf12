import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { backUpStore } from '../../db/backup.ts'
import { migrations } from '../../db/migrations/migrations.ts'
import { playCase } from '../../electron/cli/demo/play-case.ts'
import { shippedAssetsFolder } from '../../electron/core/core-thread.ts'
import { nodeHash } from '../../electron/core/crypto.ts'
import { startInProcess, type InProcessCore } from '../../electron/core/in-process.ts'
import { openStore } from '../../electron/core/store-session.ts'
import { keyringText } from '../../shared/person/keyring-format.ts'
import { parseDemoCase } from '../../shared/demo/demo-case.ts'
import { toBase64 } from '../../shared/package/base64.ts'
import { makeTestFolders, testOptions, type TestFolders } from '../support/in-process.ts'
import { weakKeyDerivation } from '../support/fixed-ports.ts'
import { placeIn, storePorts } from '../support/store-fixture.ts'
import { tasksHere } from '../support/tasks-here.ts'
import { chance } from './chance.ts'
import { pictureOf, type RecordPicture } from './record-picture.ts'

/** Passphrase of the played plant. */
export const plantPassphrase = 'demo waterworks, not a secret'

/** A folder of a store as it lies on disk, and what is in it. */
export interface StoreImage {
  readonly folder: string
  readonly picture: RecordPicture
}

/** A plant with an incident told to its end, kept as folders that are copied for each fault. */
export interface PlantStore {
  /** Closed in order: everything is in store.db. */
  readonly closed: StoreImage
  /** As a kill leaves it: the last entries are confirmed and lie in the log only. */
  readonly cutOff: StoreImage
  /** Raw key of store.db and of its backups. */
  readonly key: Uint8Array
  /** Name of the verified backup in both folders; it was made before the last entries. */
  readonly backup: { readonly name: string; readonly picture: RecordPicture }
  readonly storeId: string
  /** Puts a copy of an image in place of whatever lay in the working folder. @returns the folders of a core over it. */
  copy(image: StoreImage): TestFolders
  remove(): void
}

/** A core over folders, with the door that the screens use; a fault nobody foresaw answers `internal` and prints nothing. */
export function startQuietCore(folders: TestFolders): InProcessCore {
  return startInProcess({ ...testOptions(folders), faultDetail: false }, { keyDerivation: weakKeyDerivation, tasks: tasksHere() })
}

/** Makes one through the procedures of the screens. */
export async function makePlantStore(): Promise<PlantStore> {
  const root = makeTestFolders()
  const work = makeTestFolders(join(root.root, 'work'))
  const core = startQuietCore(root)
  const demo = parseDemoCase(readFileSync(join(shippedAssetsFolder(), 'demo', 'ransomware-2019.json'), 'utf8'))
  const client = core.client()
  const { incident } = await playCase(demo, { client, goTo: () => undefined, tell: () => undefined, language: 'en' })
  await attach(core, incident.incident.id)
  await core.stop()
  const { key, storeId, backup } = await backUp(root)
  const closed = join(root.root, 'closed')
  cpSync(root.store, closed, { recursive: true })
  const picture = pictureOf(join(closed, 'store.db'), key)
  const cutOff = await cutOffImage(root, incident.incident.id)
  return {
    closed: { folder: closed, picture },
    // Looked at in a copy: opening a store that was cut off moves its log into the file.
    cutOff: { folder: cutOff, picture: pictureOfCopy(cutOff, join(root.root, 'looked-at'), key) },
    key,
    storeId,
    backup: { name: backup, picture },
    copy(image) {
      const folders = makeTestFolders(work.root)
      cpSync(image.folder, folders.store, { recursive: true })
      return folders
    },
    remove: root.remove,
  }
}

function pictureOfCopy(folder: string, to: string, key: Uint8Array): RecordPicture {
  cpSync(folder, to, { recursive: true })
  return pictureOf(join(to, 'store.db'), key)
}

/** An attachment of some hundred pages, so that most of the file is not schema. */
async function attach(core: InProcessCore, incident: string): Promise<void> {
  const client = core.client()
  const random = chance(1)
  const bytes = Uint8Array.from({ length: 300_000 }, () => Math.floor(random() * 256))
  const { file } = await client.call('files.begin', { name: 'capture.pcap', mediaType: 'application/octet-stream', size: bytes.length, purpose: 'attachment' })
  await client.call('files.append', { file, index: 0, bytes: toBase64(bytes) })
  await client.call('files.finish', { file })
  await client.call('attachments.add', { incident, file, note: '' })
}

async function backUp(folders: TestFolders): Promise<{ key: Uint8Array; storeId: string; backup: string }> {
  const { open } = await openStore(placeIn(folders.store), plantPassphrase, storePorts())
  try {
    const key = open.storeKey.slice()
    const keyring = open.keyring()
    const input = { folder: open.layout.backups, key, keyringText: keyringText(keyring), at: Date.now(), why: 'daily' } as const
    return { key, storeId: keyring.storeId, backup: backUpStore(open.record.connection, input, nodeHash).name }
  } finally {
    open.close()
  }
}

async function cutOffImage(folders: TestFolders, incident: string): Promise<string> {
  const image = join(folders.root, 'cut-off')
  const core = startQuietCore(folders)
  const client = core.client()
  await client.call('store.open', { passphrase: plantPassphrase })
  for (let number = 0; number < 12; number += 1) {
    await client.call('chronology.add', { incident, instant: Date.now(), text: `After the backup, entry ${String(number)}.`, important: false, source: 'shift log' })
  }
  // By another process: closing a handle of store.db in this one would drop the locks that the core holds.
  const copied = spawnSync('cp', ['-r', folders.store, image])
  if (copied.status !== 0) throw new Error('the open store could not be copied')
  await core.stop()
  return image
}

/** Schema number that stores of this program have. */
export const currentVersion = migrations.length
