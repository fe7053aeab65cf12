import { createHash, randomBytes } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, statfs, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '../../shared/contract/error.ts'
import type { JobControl, WrittenFile } from '../../shared/ports/places.ts'
import { codeOf } from './durable-file.ts'
import { asPlaceFault, onPlace } from './place-fault.ts'
import type { ResolvedPlace } from './places.ts'

/** A file to carry out. Its size and hash are known before a byte is written. */
export interface OutgoingFile {
  readonly name: string
  readonly size: number
  /** SHA-256, lower-case hex. */
  readonly sha256: string
  /** The bytes in order, in pieces of any size. Each piece stays unchanged until the next but one was asked for. */
  readonly pieces: () => Iterable<Uint8Array>
}

/** Largest file of a FAT32 volume, in bytes. */
const fat32Limit = 0xffff_ffff
/** What statfs calls FAT on Linux. */
const fatType = 0x4d44
/** Bytes between two calls of fdatasync, so that the last one does not have everything left to do. */
const syncEvery = 16 * 1_048_576
/** Bytes read at a time when a file is read back. */
const readSize = 1_048_576

/**
 * Writes files to a drive or folder so that a final name never holds anything but its whole content, in this order: all temporary
 * files, fsync, rename in the order given (the file that counts last), fsync of the folder, read back and compare. An equal file
 * that is there already counts as done; an unequal one is never replaced. Temporary files are removed when that is still possible.
 * @throws place-removed, place-full, place-read-only, file-exists-different {name}, too-large {name}, file-unreadable {name}, cancelled.
 */
export async function writeOut(place: ResolvedPlace, files: readonly OutgoingFile[], control: JobControl): Promise<WrittenFile[]> {
  const { path: folder } = place
  if (place.mayCreate) await onPlace(() => mkdir(folder, { recursive: true }))
  const total = 2 * files.reduce((sum, file) => sum + file.size, 0)
  let done = 0
  const advance = (bytes: number): void => {
    done += bytes
    control.progress(Math.min(done, total), total)
    control.check()
  }

  await removeStaleTemporaries(folder, files)
  const missing: OutgoingFile[] = []
  for (const file of files) {
    if (await isThere(folder, file)) advance(2 * file.size)
    else missing.push(file)
  }
  await requireRoom(folder, missing)

  const temporaries = new Map<OutgoingFile, string>()
  try {
    for (const file of missing) {
      const temporary = join(folder, temporaryName(file.name))
      temporaries.set(file, temporary)
      await writeTemporary(temporary, file, advance)
    }
    control.check()
    for (const file of missing) await publish(folder, file, temporaries)
    await syncFolder(folder)
  } catch (error) {
    // Best effort: a stick that is gone takes them with it, and the next export removes what is left.
    await Promise.all([...temporaries.values()].map((temporary) => unlink(temporary).catch(() => undefined)))
    throw error
  }
  for (const file of missing) await readBack(folder, file, advance)
  return files.map(({ name, size, sha256 }) => {
    return { name, size, sha256, outcome: missing.some((file) => file.name === name) ? 'written' : 'already-there' }
  })
}

/**
 * Reads files back and compares them with what they must be.
 * @throws place-removed, file-unreadable {name} when one is missing or shorter than it must be, file-exists-different {name}, cancelled.
 */
export async function checkOut(place: ResolvedPlace, files: readonly Omit<OutgoingFile, 'pieces'>[], control: JobControl): Promise<WrittenFile[]> {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  let done = 0
  await onPlace(() => lstat(place.path))
  for (const file of files) {
    const state = await lookAt(place.path, file, (bytes) => {
      done += bytes
      control.progress(done, total)
      control.check()
    })
    if (state === 'missing') throw new DomainError('file-unreadable', { name: file.name })
    if (state === 'different') throw new DomainError('file-exists-different', { name: file.name })
  }
  return files.map(({ name, size, sha256 }) => ({ name, size, sha256, outcome: 'already-there' }))
}

function temporaryName(name: string): string {
  return `${name}.${randomBytes(4).toString('hex')}.part`
}

/** Leftovers of an export that was cut off: ours by their whole name, and nothing else. */
async function removeStaleTemporaries(folder: string, files: readonly OutgoingFile[]): Promise<void> {
  const entries = await onPlace(() => readdir(folder))
  const names = new Set(files.map((file) => file.name))
  for (const entry of entries) {
    const match = /^(.+)\.[0-9a-f]{8}\.part$/.exec(entry)
    if (match?.[1] !== undefined && names.has(match[1])) await unlink(join(folder, entry)).catch(() => undefined)
  }
}

/** Whether the same file is there already. @throws file-exists-different when another one has its name. */
async function isThere(folder: string, file: OutgoingFile): Promise<boolean> {
  const state = await lookAt(folder, file, () => undefined)
  if (state === 'different') throw new DomainError('file-exists-different', { name: file.name })
  return state === 'equal'
}

async function lookAt(folder: string, file: Omit<OutgoingFile, 'pieces'>, advance: (bytes: number) => void): Promise<'missing' | 'equal' | 'different'> {
  const path = join(folder, file.name)
  const found = await statOf(path)
  if (found === null) return 'missing'
  if (!found.isFile() || found.size !== file.size) return 'different'
  return (await hashFile(path, advance)) === file.sha256 ? 'equal' : 'different'
}

/** What stands under a name, without following a link; `null` when nothing does. */
async function statOf(path: string): Promise<Stats | null> {
  try {
    return await lstat(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw asPlaceFault(error)
  }
}

/** Refuses before anything is written what cannot fit. */
async function requireRoom(folder: string, files: readonly OutgoingFile[]): Promise<void> {
  const space = await onPlace(() => statfs(folder))
  const tooLarge = space.type === fatType ? files.find((file) => file.size > fat32Limit) : undefined
  if (tooLarge !== undefined) throw new DomainError('too-large', { name: tooLarge.name, limit: fat32Limit })
  const needed = files.reduce((sum, file) => sum + file.size, 0)
  if (space.bavail * space.bsize < needed) throw new DomainError('place-full', { needed })
}

/**
 * Writes and syncs one temporary file. While the system writes a piece, the next one is read from the store and hashed.
 * The hash is compared before the file gets its name: what the store gave must be what was released.
 */
async function writeTemporary(path: string, file: OutgoingFile, advance: (bytes: number) => void): Promise<void> {
  const hash = createHash('sha256')
  const handle = await onPlace(() => open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o644))
  let size = 0
  let unsynced = 0
  let writing: Promise<void> = Promise.resolve()
  let syncing: Promise<void> = Promise.resolve()
  try {
    for (const piece of file.pieces()) {
      hash.update(piece)
      await writing
      writing = onPlace(() => writeWhole(handle, piece))
      // Its failure is told by the next `await`; until then nobody else waits for it.
      writing.catch(() => undefined)
      size += piece.length
      unsynced += piece.length
      if (unsynced >= syncEvery) {
        unsynced = 0
        await syncing
        syncing = onPlace(() => handle.datasync())
        syncing.catch(() => undefined)
      }
      advance(piece.length)
    }
    await writing
    await syncing
    if (size !== file.size || hash.digest('hex') !== file.sha256) throw new DomainError('store-damaged', { name: file.name })
    await onPlace(() => handle.sync())
  } finally {
    await Promise.allSettled([writing, syncing])
    await handle.close().catch(() => undefined)
  }
}

async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten
}

/** Gives a temporary file its name. `rename` would replace silently, so what came there meanwhile is looked for last of all. */
async function publish(folder: string, file: OutgoingFile, temporaries: Map<OutgoingFile, string>): Promise<void> {
  const temporary = temporaries.get(file)
  if (temporary === undefined) throw new Error('a file without its temporary')
  const path = join(folder, file.name)
  if ((await statOf(path)) !== null) throw new DomainError('file-exists-different', { name: file.name })
  await onPlace(() => rename(temporary, path))
  temporaries.delete(file)
}

/** Waits until names are on disk. Windows and FAT cannot do it for a folder and keep names safe in their own way. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle
  try {
    handle = await open(folder, 'r')
  } catch (error) {
    if (['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes(codeOf(error))) return
    throw asPlaceFault(error)
  }
  try {
    await handle.sync()
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'ENOSYS', 'EBADF'].includes(codeOf(error))) throw asPlaceFault(error)
  } finally {
    await handle.close().catch(() => undefined)
  }
}

async function readBack(folder: string, file: OutgoingFile, advance: (bytes: number) => void): Promise<void> {
  const path = join(folder, file.name)
  if ((await hashFile(path, advance)) === file.sha256) return
  // The medium gave back other bytes than it took: under this name nobody may find them.
  await unlink(path).catch(() => undefined)
  throw new DomainError('file-unreadable', { name: file.name })
}

/** SHA-256 (hex) of a file. Two buffers: one is filled while the other is hashed. */
export async function hashFile(path: string, advance: (bytes: number) => void): Promise<string> {
  const handle = await onPlace(() => open(path, 'r'))
  try {
    const hash = createHash('sha256')
    const buffers = [Buffer.allocUnsafe(readSize), Buffer.allocUnsafe(readSize)] as const
    let turn = 0
    let reading = handle.read(buffers[0], 0, readSize)
    for (;;) {
      const { bytesRead, buffer } = await onPlace(() => reading)
      if (bytesRead === 0) return hash.digest('hex')
      turn = 1 - turn
      reading = handle.read(buffers[turn === 0 ? 0 : 1], 0, readSize)
      reading.catch(() => undefined)
      hash.update(buffer.subarray(0, bytesRead))
      advance(bytesRead)
    }
  } finally {
    await handle.close().catch(() => undefined)
  }
}
