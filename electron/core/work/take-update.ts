import { lstat, mkdir, readdir, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '../../../shared/contract/error.ts'
import { equalBytes } from '../../../shared/package/bytes.ts'
import type { JobControl } from '../../../shared/ports/places.ts'
import type { SetFiles, UpdateVerdict } from '../../../shared/update/judge-update.ts'
import { setFiles, versionOfFolder, type Installer } from '../../../shared/update/update-set.ts'
import { asStoreFault, syncFolder, writeDurably } from '../durable-file.ts'
import { checkInstaller, readSetFiles } from '../update-folder.ts'
import { copyVerified } from '../verified-copy.ts'

/** A set that was judged genuine, and where it goes. */
export interface TakeUpdateInput {
  /** Folder of the set on the stick. */
  readonly from: string
  /** Its small files as they were judged: they are not read from the stick a second time. */
  readonly files: SetFiles
  readonly installer: Installer
  /** Folder with the sets that were taken over. */
  readonly updates: string
  readonly fileMode: number
  readonly folderMode: number
  /** The version that runs: its set is kept for going back, those of other versions go. */
  readonly running: string
}

/** Compares an installer with what was signed. @throws place-removed, cancelled. */
export function checkUpdate({ from, installer }: Pick<TakeUpdateInput, 'from' | 'installer'>, control: JobControl): Promise<UpdateVerdict> {
  return checkInstaller(from, installer, followed(control, installer.size))
}

/**
 * Copies a set beside the record. Everything is put together in a folder of another name, which gets its own once it is whole: after a
 * power cut there is the whole set or none.
 * @param reached is told of each step, for proofs. @throws place-removed, store-full, store-read-only, store-disk-fault, cancelled.
 */
export async function takeUpdate(input: TakeUpdateInput, control: JobControl, reached: () => void = () => undefined): Promise<UpdateVerdict> {
  const { from, files, installer, updates } = input
  const final = join(updates, files.folder)
  const unfinished = join(updates, `${files.folder}.new`)
  try {
    await mkdir(updates, { recursive: true, mode: input.folderMode })
    if (await isWhole(final, files, installer)) return 'genuine'
    await rm(unfinished, { recursive: true, force: true })
    const space = await statfs(updates)
    if (space.bavail * space.bsize < installer.size) throw new DomainError('store-full')
    await mkdir(unfinished, { mode: input.folderMode })
    reached()
    const copied = await copyVerified({
      from: join(from, installer.name),
      to: join(unfinished, installer.name),
      size: installer.size,
      sha256: installer.sha256,
      mode: modeOf(installer, input.fileMode),
      advance: followed(control, installer.size),
    })
    reached()
    if (!copied) return await abandon(unfinished, 'file-changed')
    for (const [name, bytes] of [[setFiles.manifest, files.manifest], [setFiles.sums, files.sums], [setFiles.signature, files.signature]] as const) {
      if (bytes === null) return await abandon(unfinished, 'incomplete')
      writeDurably(join(unfinished, name), bytes, input.fileMode)
      reached()
    }
    control.check()
    await rm(final, { recursive: true, force: true })
    reached()
    await rename(unfinished, final)
    reached()
    syncFolder(updates)
    await removeOthers(input)
    reached()
    return 'genuine'
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined)
    throw asStoreFault(error)
  }
}

/** An AppImage is started as it lies: whoever may read it may do so. */
function modeOf({ form }: Installer, fileMode: number): number {
  return form === 'AppImage' ? fileMode | ((fileMode & 0o444) >> 2) : fileMode
}

/** The same set lies there already. */
async function isWhole(folder: string, files: SetFiles, installer: Installer): Promise<boolean> {
  const there = await lstat(folder).catch(() => null)
  if (there?.isDirectory() !== true) return false
  const found = await readSetFiles(folder)
  const same = (['manifest', 'sums', 'signature'] as const).every((part) => found[part] !== null && files[part] !== null && equalBytes(found[part], files[part]))
  return same && (await checkInstaller(folder, installer, () => undefined)) === 'genuine'
}

/** Takes away what earlier updates left: by the one form of name alone, so that nothing of a person goes. */
async function removeOthers({ updates, files, running }: TakeUpdateInput): Promise<void> {
  for (const name of await readdir(updates)) {
    const version = versionOfFolder(name.replace(/\.new$/, ''))
    if (version === null || name === files.folder || version === running) continue
    await rm(join(updates, name), { recursive: true, force: true })
  }
}

async function abandon(unfinished: string, verdict: UpdateVerdict): Promise<UpdateVerdict> {
  await rm(unfinished, { recursive: true, force: true })
  return verdict
}

function followed(control: JobControl, total: number): (bytes: number) => void {
  let done = 0
  return (bytes) => {
    done += bytes
    control.progress(done, total)
    control.check()
  }
}
