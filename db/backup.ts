import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { backupReasons } from '../shared/backup/backup-rule.ts'
import { codeSchema, idSchema, instantSchema, sha256Schema } from '../shared/contract/schema.ts'
import { canonicalJson, type JsonValue } from '../shared/package/canonical-json.ts'
import type { Hash } from '../shared/ports/crypto.ts'
import { auditHead } from './audit.ts'
import { expiredBackups } from './backup-ring.ts'
import { checkFile } from './check.ts'
import { readMeta } from './meta.ts'
import { openStoreFile, schemaVersion } from './open.ts'
import { numberOf, type Connection } from './sqlite.ts'

/** What a backup says about itself, beside the encrypted pair {store, keyring}. Nothing in it is secret. */
export const backupNoteSchema = z.looseObject({
  v: z.literal(1),
  why: z.enum(backupReasons),
  at: instantSchema,
  storeId: idSchema,
  /** Code of the entity whose record it is, where the one who made it told. */
  entity: codeSchema.optional(),
  storeVersion: z.number().int().min(1),
  line: z.string(),
  sequence: z.number().int().min(0),
  head: sha256Schema,
  size: z.number().int().min(1),
  /** SHA-256 of store.db: shows later damage without a key. */
  sha256: sha256Schema,
})
export type BackupNote = z.output<typeof backupNoteSchema>

/** A finished backup: its folder bears its final name only after it was reopened and checked. */
export interface Backup {
  readonly name: string
  readonly folder: string
  readonly note: BackupNote
}

/** Names inside a backup's folder. */
export const backupFiles = { store: 'store.db', keyring: 'keyring.json', note: 'backup.json' } as const

const unfinished = '.part'
/** Largest note that is read, in bytes. */
const largestNote = 65_536

/**
 * Makes a backup with VACUUM INTO: one consistent copy under the same key, compact, not in WAL, so that it can be read from a
 * write-protected stick. It is then opened again, checked and compared; only after that does its folder get its name.
 * @param connection any connection to the store, the worker's as a rule: the writer goes on meanwhile.
 * @param keyringText the keyring that opens this copy.
 * @throws Error when the copy does not come out whole; nothing of it is left then.
 */
export function backUpStore(
  connection: Connection,
  input: { readonly folder: string; readonly key: Uint8Array; readonly keyringText: string; readonly at: number; readonly why: BackupNote['why']; readonly entity?: string },
  hash: Pick<Hash, 'sha256'>,
): Backup {
  const name = backupName(input.at, input.why, input.folder)
  const target = join(input.folder, name)
  const part = `${target}${unfinished}`
  mkdirSync(input.folder, { recursive: true })
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part)
  try {
    const file = join(part, backupFiles.store)
    connection.prepare('VACUUM INTO ?').run(file)
    syncPath(file, 'r+')
    const note = verifiedNote(connection, file, input, hash)
    writeSynced(join(part, backupFiles.keyring), input.keyringText)
    writeSynced(join(part, backupFiles.note), `${canonicalJson(note as unknown as JsonValue)}\n`)
    syncPath(part, 'r')
    renameSync(part, target)
    syncPath(input.folder, 'r')
    return { name, folder: target, note }
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    throw error
  }
}

/** Finished backups of a folder, newest first. Unfinished and unreadable ones are left out. */
export function listBackups(folder: string): Backup[] {
  const found: Backup[] = []
  for (const name of namesIn(folder)) {
    const backup = readBackup(join(folder, name))
    if (backup !== null) found.push(backup)
  }
  return found.sort(newestFirst)
}

/** Names in a folder; none where there is none or it cannot be read: backups that cannot be seen must not stop anything else. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The finished backup whose folder this is, or `null`. */
export function readBackup(folder: string): Backup | null {
  const name = basename(folder)
  if (name.endsWith(unfinished)) return null
  const note = readNote(join(folder, backupFiles.note))
  return note === null ? null : { name, folder, note }
}

/** Order of a list of backups. */
export function newestFirst(a: Backup, b: Backup): number {
  return b.note.at - a.note.at || (a.name < b.name ? 1 : -1)
}

/** Whether the bytes of a backup are still those that were verified. Needs no key. */
export function isUnchanged(backup: Backup): boolean {
  const file = join(backup.folder, backupFiles.store)
  return existsSync(file) && statSync(file).size === backup.note.size && sha256OfFile(file) === backup.note.sha256
}

/** The newest backup of a store whose bytes are still those that were verified; `null` when there is none. */
export function lastGoodBackup(folder: string, storeId: string): Backup | null {
  return listBackups(folder).find((backup) => backup.note.storeId === storeId && isUnchanged(backup)) ?? null
}

/** Deletes backups that the ring no longer keeps, and what unfinished ones left. @returns the names deleted. */
export function pruneBackups(folder: string): string[] {
  const expired = expiredBackups(listBackups(folder).map(({ name, note }) => ({ name, at: note.at, why: note.why })))
  for (const name of expired) rmSync(join(folder, name), { recursive: true, force: true })
  if (existsSync(folder)) for (const name of readdirSync(folder)) if (name.endsWith(unfinished)) rmSync(join(folder, name), { recursive: true, force: true })
  return expired
}

function verifiedNote(
  connection: Connection,
  file: string,
  input: { readonly key: Uint8Array; readonly at: number; readonly why: BackupNote['why']; readonly entity?: string },
  hash: Pick<Hash, 'sha256'>,
): BackupNote {
  const meta = readMeta(connection)
  if (meta === null) throw new Error('the store has lost its identity')
  const version = schemaVersion(connection)
  const opened = openStoreFile(file, input.key, 'copy', version)
  if (!opened.ok) throw new Error(`the backup does not open: ${opened.why} ${opened.detail}`)
  try {
    const check = checkFile(opened.connection, 'full')
    if (!check.intact) throw new Error(`the backup is damaged: ${check.messages.join('; ')}`)
    if (schemaVersion(opened.connection) !== version) throw new Error('the backup has another schema')
    const head = auditHead(opened.connection, hash)
    const rows = numberOf(opened.connection.prepare('SELECT count(*) FROM audit_row').pluck().get())
    if (rows !== head.sequence) throw new Error('the backup lacks rows of the record')
    return {
      v: 1,
      why: input.why,
      at: input.at,
      storeId: meta.storeId,
      ...(input.entity === undefined ? {} : { entity: input.entity }),
      storeVersion: version,
      line: head.line,
      sequence: head.sequence,
      head: head.hash,
      size: statSync(file).size,
      sha256: sha256OfFile(file),
    }
  } finally {
    opened.connection.close()
  }
}

/** `20261123T105300Z-daily`, with a number behind it where two fall into one second. */
function backupName(at: number, why: BackupNote['why'], folder: string): string {
  const name = `${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}-${why}`
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${String(number)}`
    if (!existsSync(join(folder, candidate))) return candidate
  }
}

function readNote(path: string): BackupNote | null {
  try {
    // On a stick anything may have this name; a pipe would be waited for, and a device read without end.
    const found = statSync(path)
    if (!found.isFile() || found.size > largestNote) return null
    const parsed = backupNoteSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Only for closed copies: opening the store's own files by fs would drop its locks. */
function sha256OfFile(path: string): string {
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(1024 * 1024)
  const handle = openSync(path, 'r')
  try {
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) hash.update(buffer.subarray(0, read))
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
}

function writeSynced(path: string, text: string): void {
  writeFileSync(path, text)
  syncPath(path, 'r+')
}

/** Waits until a file or folder is on disk; folders cannot be synced everywhere. */
function syncPath(path: string, flags: 'r' | 'r+'): void {
  try {
    const handle = openSync(path, flags)
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    if (flags === 'r+') throw error
  }
}
