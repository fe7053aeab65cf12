import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { lstat, mkdir, readFile, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { backupFiles, type Backup } from '../../../db/backup.ts'
import { DomainError } from '../../../shared/contract/error.ts'
import { keyringLimit, readKeyring } from '../../../shared/person/keyring-format.ts'
import type { JobControl, WrittenFile } from '../../../shared/ports/places.ts'
import { codeOf } from '../durable-file.ts'
import { isUndamaged } from '../keyring.ts'
import { asPlaceFault, onPlace } from '../place-fault.ts'
import type { ResolvedPlace } from '../places.ts'
import { hashFile, writeOut, type OutgoingFile } from '../transfer-write.ts'

/** Bytes read from the copy at a time. */
const pieceSize = 1_048_576

/**
 * Carries a finished backup to a drive or folder, each file under its final name only once it is whole, the note last: a backup without
 * its note is not one. @param input.folders names of the folders below the place, outermost first; made where they are missing.
 * @throws as `writeOut`.
 */
export async function carryBackup(
  { backup, place, folders }: { readonly backup: Backup; readonly place: ResolvedPlace; readonly folders: readonly string[] },
  control: JobControl,
): Promise<readonly WrittenFile[]> {
  if (place.mayCreate) await onPlace(() => mkdir(place.path, { recursive: true }))
  const made: string[] = []
  let path = place.path
  for (const name of folders) {
    path = join(path, name)
    // One by one: the folder of a drive that was pulled out must not come into being on the disk of the PC.
    if (await makeOne(path)) made.unshift(path)
    // A link or a file under the name of a folder: what is said to be on the stick would lie elsewhere.
    else if (!(await onPlace(() => lstat(path))).isDirectory()) throw new DomainError('file-exists-different', { name })
  }
  const { keyring, store, note } = backupFiles
  const files = [small(backup, keyring), large(backup, store), small(backup, note)]
  try {
    return await writeOut({ path, mayCreate: false }, files, control)
  } catch (error) {
    // An empty folder would look like a backup that is gone.
    for (const folder of made) await rmdir(folder).catch(() => undefined)
    throw error
  }
}

/** Compares a backup with its note and its keyring with its own sum. @throws place-removed when it cannot be read at all, cancelled. */
export async function checkBackup({ backup }: { readonly backup: Backup }, control: JobControl): Promise<'unchanged' | 'changed'> {
  const keyring = join(backup.folder, backupFiles.keyring)
  const store = join(backup.folder, backupFiles.store)
  for (const file of [keyring, store]) if (!(await isThere(file))) return 'changed'
  if ((await onPlace(() => stat(store))).size !== backup.note.size || (await onPlace(() => stat(keyring))).size > keyringLimit) return 'changed'
  const reading = readKeyring((await onPlace(() => readFile(keyring))).toString('utf8'))
  if (reading.kind !== 'keyring' || !isUndamaged(reading.keyring) || reading.keyring.storeId !== backup.note.storeId) return 'changed'
  let done = 0
  const sha256 = await hashFile(store, (bytes) => {
    done += bytes
    control.progress(done, backup.note.size)
    control.check()
  })
  return sha256 === backup.note.sha256 ? 'unchanged' : 'changed'
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw asPlaceFault(error)
  }
}

async function makeOne(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw asPlaceFault(error)
  }
}

function small(backup: Backup, name: string): OutgoingFile {
  const bytes = readFileSync(join(backup.folder, name))
  return { name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), pieces: () => [bytes] }
}

function large(backup: Backup, name: string): OutgoingFile {
  const path = join(backup.folder, name)
  return { name, size: statSync(path).size, sha256: backup.note.sha256, pieces: () => piecesOf(path) }
}

function* piecesOf(path: string): Generator<Uint8Array, void, undefined> {
  const handle = openSync(path, 'r')
  try {
    // Each piece stays as it is until the next but one was asked for, so memory of its own for each.
    for (;;) {
      const piece = new Uint8Array(pieceSize)
      const read = readSync(handle, piece)
      if (read === 0) return
      yield piece.subarray(0, read)
    }
  } finally {
    closeSync(handle)
  }
}
