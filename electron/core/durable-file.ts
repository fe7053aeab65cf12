import { closeSync, constants, fstatSync, fsyncSync, openSync, readFileSync, readSync, renameSync, rmSync, writeSync } from 'node:fs'
import { constants as osConstants } from 'node:os'
import { dirname } from 'node:path'
import { storeFault } from '../../db/store-fault.ts'
import { DomainError } from '../../shared/contract/error.ts'

/**
 * Writes a small file so that after a power cut either the old or the new content is there: temporary file, fsync, rename, fsync of the
 * folder, read back. Never used for store.db or store.lock.
 * @throws store-read-only, store-full, store-disk-fault.
 */
export function writeDurably(path: string, bytes: Uint8Array, mode = 0o600): void {
  const temporary = `${path}.new`
  try {
    rmSync(temporary, { force: true })
    const handle = openSync(temporary, 'wx', mode)
    try {
      writeWhole(handle, bytes)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(temporary, path)
    syncFolder(dirname(path))
  } catch (error) {
    try {
      rmSync(temporary, { force: true })
    } catch {
      // The disk refuses this too; the next writing begins by removing it.
    }
    throw asStoreFault(error)
  }
  if (!readFileSync(path).equals(bytes)) throw new Error('a file was not written as asked')
}

/** Appends text and waits until it is on disk. Starts on a new line if a power cut left half of one. @throws store-read-only, store-full. */
export function appendDurably(path: string, line: string, mode = 0o600): void {
  try {
    const handle = openSync(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, mode)
    try {
      const size = fstatSync(handle).size
      const text = size > 0 && !endsWithLineFeed(handle, size) ? `\n${line}\n` : `${line}\n`
      writeWhole(handle, Buffer.from(text, 'utf8'))
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    throw asStoreFault(error)
  }
}

/** Waits until names in a folder are on disk. Windows and FAT cannot do it and keep names safe in their own way. */
export function syncFolder(folder: string): void {
  let handle: number
  try {
    handle = openSync(folder, 'r')
  } catch {
    return
  }
  try {
    fsyncSync(handle)
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'EBADF'].includes(codeOf(error))) throw error
  } finally {
    closeSync(handle)
  }
}

/** Turns an error of the file system or of SQLite about the store's folder into one a sentence exists for; anything else stays as it is. */
export function asStoreFault(error: unknown): unknown {
  switch (codeOf(error)) {
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new DomainError('store-read-only')
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new DomainError('store-full')
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'EBUSY':
    case 'ENOTCONN':
    case 'ECONNABORTED':
    case 'ESTALE':
    case 'ETIMEDOUT':
    // What Windows says when a disk is gone.
    case 'UNKNOWN':
      return new DomainError('store-disk-fault')
    default:
      return storeFault(error) ?? error
  }
}

/** Names of error numbers that Node passes on as `Unknown system error -122`. */
const unnamed = new Map<unknown, string>([
  ...Object.entries(osConstants.errno).map(([name, number]): [number, string] => [-number, name]),
  // No medium in the drive (Linux); the system's own table lacks it.
  [-123, 'ENOMEDIUM'],
])

/** The error code of the operating system, or an empty text. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') return ''
  if (!error.code.startsWith('Unknown system error')) return error.code
  return ('errno' in error ? unnamed.get(error.errno) : undefined) ?? 'UNKNOWN'
}

function writeWhole(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
}

function endsWithLineFeed(handle: number, size: number): boolean {
  const last = Buffer.alloc(1)
  return readSync(handle, last, 0, 1, size - 1) === 1 && last[0] === 0x0a
}
