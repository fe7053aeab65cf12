import { constants } from 'node:fs'
import { open, readdir, lstat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { SetFiles, UpdateVerdict } from '../../shared/update/judge-update.ts'
import { setFileLimit, setFiles, versionOfFolder, type Installer } from '../../shared/update/update-set.ts'
import { codeOf } from './durable-file.ts'
import { asPlaceFault } from './place-fault.ts'
import { hashFile } from './transfer-write.ts'

/** Sets that are looked at in one place at most. */
const setLimit = 50

/** Folders of sets right below a folder, by their names alone; links are not followed. Empty where it cannot be read. */
export async function setFoldersIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory() && versionOfFolder(entry.name) !== null)
    .slice(0, setLimit)
    .map(({ name }) => join(root, name))
}

/** The small files of a set. @throws place-removed and what else a place can answer with. */
export async function readSetFiles(folder: string): Promise<SetFiles> {
  const isFolder = (await statOf(folder))?.isDirectory() === true
  const part = (name: string): Promise<Uint8Array | null> => (isFolder ? readSmall(join(folder, name)) : Promise.resolve(null))
  return { folder: basename(folder), manifest: await part(setFiles.manifest), sums: await part(setFiles.sums), signature: await part(setFiles.signature) }
}

/**
 * Compares an installer with what the maker signed: a plain file of that size with that content.
 * @param advance is told how many bytes were read. @throws place-removed and what else a place can answer with.
 */
export async function checkInstaller(folder: string, installer: Installer, advance: (bytes: number) => void): Promise<UpdateVerdict> {
  const path = join(folder, installer.name)
  const found = await statOf(path)
  if (found === null) return 'file-missing'
  if (!found.isFile() || found.size !== installer.size) return 'file-changed'
  let read = 0
  const sha256 = await hashFile(path, (bytes) => {
    read += bytes
    // A file that grows while it is read would never end.
    if (read > installer.size) throw new Grown()
    advance(bytes)
  }).catch((error: unknown) => {
    if (error instanceof Grown) return ''
    throw error
  })
  return sha256 === installer.sha256 ? 'genuine' : 'file-changed'
}

class Grown extends Error {}

async function statOf(path: string) {
  try {
    return await lstat(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw asPlaceFault(error)
  }
}

async function readSmall(path: string): Promise<Uint8Array | null> {
  const found = await statOf(path)
  if (found?.isFile() !== true || found.size > setFileLimit) return null
  try {
    // It may have been exchanged since: no link is followed, a pipe does not hold this up, and no more is read than it may hold.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    try {
      const buffer = new Uint8Array(setFileLimit + 1)
      let filled = 0
      for (;;) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return filled > setFileLimit ? null : buffer.slice(0, filled)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ELOOP') return null
    throw asPlaceFault(error)
  }
}
