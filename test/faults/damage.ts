import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isUnchanged, lastGoodBackup, backupFiles } from '../../db/backup.ts'
import { checkFile } from '../../db/check.ts'
import { openStoreFile } from '../../db/open.ts'
import { finishJob } from '../../electron/core/in-process.ts'
import { CallError } from '../../shared/contract/client.ts'
import type { TestFolders } from '../support/in-process.ts'
import { chance } from './chance.ts'
import { damaged } from './file-damage.ts'
import { currentVersion, makePlantStore, plantPassphrase, startQuietCore, type PlantStore, type StoreImage } from './plant-store.ts'
import { differences, type Difference } from './record-picture.ts'
import type { FaultRow } from './row.ts'

/** Files that are damaged, and the codes by which a start may name it; without one of them it must open. */
const targets = [
  { files: ['store.db'], codes: ['store-damaged'] },
  { files: ['store.db-wal'], codes: ['store-damaged'] },
  { files: ['keyring.json'], codes: [] },
  { files: ['keyring.2.json'], codes: [] },
  { files: ['keyring.json', 'keyring.2.json'], codes: ['keyring-damaged', 'keyring-missing'] },
  { files: ['anchor.log'], codes: [] },
  { files: ['store.db', 'store.db-wal', 'keyring.json'], codes: ['store-damaged'] },
] as const

/** The write-ahead log. */
const log = 'store.db-wal'

/** How one start over a damaged store went. */
type Ending =
  | 'refused and named'
  | 'opened, nothing lost'
  | 'opened, loss told'
  // Looks the same as a change that was being written when the power went, so it is noted and kept but not called damage.
  | 'opened, last change of the log torn: noted, a copy kept'
  | 'opened, end of the log not there at all, as after a power cut'

/** Random damage to each file of a store that was closed, or killed. */
export const damageRow: FaultRow = {
  name: 'damage',
  property: 'random damage to the files of a store: no crash, named by its code, the last verified backup offered and whole, the damaged file kept; what opens is complete or says what it lost',
  count: 1000,
  tenth: 70,
  cannot: () => null,
  async run(count, seed, say) {
    const random = chance(seed)
    const wrong: string[] = []
    const endings = new Map<Ending, number>()
    const plant = await makePlantStore()
    try {
      wrong.push(...controls(plant))
      for (let number = 0; number < count; number += 1) {
        const target = targets[number % targets.length] ?? targets[0]
        const image = random() < 0.5 || target.files.some((file) => file === 'store.db-wal') ? plant.cutOff : plant.closed
        const folders = plant.copy(image)
        const blow = strike(folders.store, target.files, random)
        const name = `#${String(number)} ${image === plant.closed ? 'closed' : 'killed'} ${blow.map(({ file, what }) => `${file} ${what}`).join(', ')}`
        try {
          endings.set(...countOf(endings, await start(plant, image, folders, blow, target.codes)))
        } catch (error) {
          wrong.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
        }
      }
    } finally {
      plant.remove()
    }
    for (const [ending, times] of [...endings].sort()) say(`${String(times)} ${ending}`)
    return wrong
  },
}

interface Blow {
  readonly file: string
  readonly what: string
  /** `null`: taken away. */
  readonly after: Buffer | null
  readonly from: number
  readonly size: number
}

function strike(folder: string, files: readonly string[], random: () => number): Blow[] {
  return files.flatMap((file) => {
    const path = join(folder, file)
    if (!existsSync(path)) return []
    const before = readFileSync(path)
    const { what, bytes, from } = damaged(before, random)
    if (bytes === null) rmSync(path)
    else writeFileSync(path, bytes)
    return [{ file, what, after: bytes, from, size: before.length }]
  })
}

async function start(plant: PlantStore, image: StoreImage, folders: TestFolders, blow: readonly Blow[], codes: readonly string[]): Promise<Ending> {
  const core = startQuietCore(folders)
  const client = core.client()
  let told: { intact: boolean; fault: string | null } | null = null
  try {
    await client.call('store.status', {})
    await client.call('store.open', { passphrase: plantPassphrase })
    told = (await finishJob(client, (await client.call('audit.check', {})).jobId)) as { intact: boolean; fault: string | null }
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    if (!codes.includes(error.code)) throw new Error(`answered ${error.code} ${JSON.stringify(error.details)}`, { cause: error })
    if (error.code === 'store-damaged' && error.details['backup'] !== plant.backup.name) throw new Error(`offers ${String(error.details['backup'])}`, { cause: error })
    await core.stop()
    requireKept(folders.store, blow, true)
    requireBackup(plant, folders.store)
    return 'refused and named'
  } finally {
    await core.stop()
  }
  const { tables, rowsLost } = lossesOf(plant, image, folders.store)
  requireKept(folders.store, blow.filter(({ file }) => file !== 'store.db' && (file !== log || (tables.length > 0 && !isLogEnd(blow)))), false)
  if (tables.length === 0) return 'opened, nothing lost'
  if (!told.intact) return 'opened, loss told'
  if (isLogEnd(blow)) return 'opened, end of the log not there at all, as after a power cut'
  if (rowsLost === 1 && blow.some(({ file }) => file === log)) return 'opened, last change of the log torn: noted, a copy kept'
  throw new Error(`opened without a word and differs in ${tables.join(', ')}, ${String(rowsLost)} audit rows lost`)
}

/** Every file that was damaged is still there as it was left, under its name or put aside; anchor.log may go on behind it. */
function requireKept(folder: string, blow: readonly Blow[], refused: boolean): void {
  for (const { file, after } of blow) {
    if (after === null || isBlank(after)) continue
    const candidates = readdirSync(folder).filter((name) => name === file || name.startsWith(`${file}.aside-`))
    const isKept = candidates.some((name) => {
      const bytes = readFileSync(join(folder, name))
      return bytes.equals(after) || (!refused && file === 'anchor.log' && bytes.subarray(0, after.length).equals(after))
    })
    // A keyring that reads the same is the same.
    const readsTheSame = file.startsWith('keyring') && candidates.some((name) => readFileSync(join(folder, name), 'utf8').trim() === after.toString('utf8').trim())
    if (!isKept && !readsTheSame) throw new Error(`${file} was not kept as it was found`)
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0)
}

/** The backup that is offered is the one that was made, and holds what it held. */
function requireBackup(plant: PlantStore, folder: string): void {
  const backup = lastGoodBackup(join(folder, 'backups'), plant.storeId)
  if (backup?.name !== plant.backup.name || !isUnchanged(backup)) throw new Error('the last verified backup is not offered')
  const opened = openStoreFile(join(backup.folder, backupFiles.store), plant.key, 'copy', currentVersion)
  if (!opened.ok) throw new Error(`the backup does not open: ${opened.why}`)
  try {
    if (!checkFile(opened.connection, 'full').intact) throw new Error('the backup is damaged')
    if (differences(opened.connection, plant.backup.picture).tables.length > 0) throw new Error('the backup does not hold what it held')
  } finally {
    opened.connection.close()
  }
}

function lossesOf(plant: PlantStore, image: StoreImage, folder: string): Difference {
  const opened = openStoreFile(join(folder, 'store.db'), plant.key, 'writer', currentVersion)
  if (!opened.ok) throw new Error(`opened once and not again: ${opened.why}`)
  try {
    return differences(opened.connection, image.picture)
  } finally {
    opened.connection.close()
  }
}

/** Whether nothing but the end of the log is missing: a log that ends early looks the same as one whose last writes never reached the disk. */
function isLogEnd(blow: readonly Blow[]): boolean {
  return blow.some(({ file, after, from }) => file === log && (after === null || after.length === from))
}

function countOf(endings: ReadonlyMap<Ending, number>, ending: Ending): [Ending, number] {
  return [ending, (endings.get(ending) ?? 0) + 1]
}

/** The comparison sees what a key holder changed behind the program's back, and finds nothing where nothing happened. */
function controls(plant: PlantStore): string[] {
  const wrong: string[] = []
  const folders = plant.copy(plant.closed)
  if (lossesOf(plant, plant.closed, folders.store).tables.length > 0) wrong.push('control: an undamaged store differs from itself')
  const opened = openStoreFile(join(folders.store, 'store.db'), plant.key, 'writer', currentVersion)
  if (!opened.ok) return [`control: ${opened.why}`]
  opened.connection.exec("DROP TRIGGER chronology_entry_never_changes; UPDATE chronology_entry SET text = text || '.' WHERE position = 3")
  opened.connection.close()
  if (lossesOf(plant, plant.closed, folders.store).tables.join() !== 'chronology_entry') wrong.push('control: a changed entry was not seen')
  return wrong
}
