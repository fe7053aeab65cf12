import { chmodSync, copyFileSync, existsSync, renameSync, statSync } from 'node:fs'
import { lastGoodBackup } from '../../db/backup.ts'
import { checkFile } from '../../db/check.ts'
import { checkLog, type LogEnd } from '../../db/log-check.ts'
import { openStoreFile, type ConnectionRole, type OpenOutcome } from '../../db/open.ts'
import type { Connection } from '../../db/sqlite.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { asStoreFault, syncFolder } from './durable-file.ts'
import { readKeyrings } from './keyring-file.ts'
import type { StoreLayout, StorePlace } from './store-place.ts'

/** Files up to this size are read whole at every opening, in bytes; larger ones only when the last run did not end in order. */
const alwaysChecked = 64 * 1024 * 1024

/** The one connection that writes, and what the log of the last run said before it was opened. */
export interface OpenedFile {
  readonly connection: Connection
  readonly logEnd: LogEnd
}

/**
 * Opens store.db for writing. The key is known to be right, because the keyring's own authentication has held: whatever goes wrong
 * now is damage, never a wrong passphrase. A file that is refused stays as it was found, byte for byte. A log that is not whole is kept
 * as a copy, and the store opens with what can be read of it: that is more than any backup has.
 * @param at wall clock, for the name of what is kept.
 * @throws store-damaged with {what: tables, backup, backupAt}, store-newer, store-locked, store-read-only, store-full, store-missing.
 */
export function openStoreConnection(layout: StoreLayout, storeId: string, key: Uint8Array, knownVersion: number, at: number): OpenedFile {
  const log = `${layout.store}-wal`
  // SQLite deletes the log of an empty file when it opens it, and with it the last of what was confirmed.
  if (existsSync(layout.store) && sizeOf(layout.store) === 0) throw damage(layout, storeId, ['store'])
  // Only a run that was cut off leaves a log with content behind.
  const wasCutOff = sizeOf(log) > 0
  let logEnd: LogEnd = 'whole'
  if (wasCutOff) {
    logEnd = checkLog(log)
    // By a connection that cannot write: one that can would move the log into a damaged file when it is closed.
    requireIntact(openedAs('reader'), 'full').close()
    if (logEnd !== 'whole') keepCopy(log, at)
  }
  const connection = openedAs('writer')
  if (wasCutOff || sizeOf(layout.store) > alwaysChecked) return { connection, logEnd }
  return { connection: requireIntact(connection, 'quick'), logEnd }

  function openedAs(role: ConnectionRole): Connection {
    const outcome = openStoreFile(layout.store, key, role, knownVersion)
    if (!outcome.ok) throw faultOf(outcome, layout, storeId)
    return outcome.connection
  }

  function requireIntact(opened: Connection, depth: 'quick' | 'full'): Connection {
    const check = checkFile(opened, depth)
    if (check.intact) return opened
    opened.close()
    throw damage(layout, storeId, check.tables)
  }
}

/** The error for a damaged store: it names what is damaged and the last backup that is still as it was verified. */
export function damage(layout: StoreLayout, storeId: string, what: readonly string[]): DomainError {
  const backup = lastGoodBackup(layout.backups, storeId)
  return new DomainError('store-damaged', { what, backup: backup?.name ?? null, backupAt: backup?.note.at ?? null })
}

/**
 * Id of a store whose keyring is there and whose file is gone: deleted, or lost by the disk. That is damage, and must not look like a PC
 * that never had one. `null` where there is none, and where a new store was cut off before its file had its name.
 */
export function lostStore(layout: StoreLayout, knownVersion: number): string | null {
  if (existsSync(layout.store) || existsSync(layout.unfinished)) return null
  const found = readKeyrings(layout, knownVersion)
  return found.kind === 'found' ? found.keyrings[0].storeId : null
}

/** Moves a file out of the way under a name that says when; nothing that may hold somebody's record is ever deleted. */
export function setAside(path: string, at: number): void {
  if (existsSync(path)) renameSync(path, nameAside(path, at))
}

/** Keeps a copy of a file as `setAside` names it; the file itself goes on being used. No connection to it may be open. */
function keepCopy(path: string, at: number): void {
  try {
    copyFileSync(path, nameAside(path, at))
  } catch (error) {
    // A copy that finds no room must not keep anybody from the record.
    if (!(asStoreFault(error) instanceof DomainError)) throw error
  }
}

function nameAside(path: string, at: number): string {
  const stamp = stampOf(at)
  for (let number = 1; ; number++) {
    const target = `${path}.aside-${stamp}${number === 1 ? '' : `-${String(number)}`}`
    if (!existsSync(target)) return target
  }
}

/** `20261123T031200Z`: an instant (UTC ms) as it stands in names of files. */
export function stampOf(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
}

/** Gives a finished new store its name. Its connection must be closed. */
export function nameNewStore(layout: StoreLayout, place: StorePlace): void {
  setMode(layout.unfinished, place.fileMode)
  renameSync(layout.unfinished, layout.store)
  syncFolder(layout.folder)
}

/** Sets permission bits where the system has them; SQLite gives its side files those of the store. Never opens the file. */
export function setMode(path: string, mode: number): void {
  try {
    chmodSync(path, mode)
  } catch {
    // Windows, FAT and a file of another owner in a shared folder: the bits it has are then those that count.
  }
}

function faultOf(outcome: OpenOutcome & { ok: false }, layout: StoreLayout, storeId: string): DomainError {
  switch (outcome.why) {
    case 'missing':
      return new DomainError('store-missing')
    case 'newer':
      return new DomainError('store-newer')
    case 'busy':
      return new DomainError('store-locked')
    case 'read-only':
      return new DomainError('store-read-only')
    case 'full':
      return new DomainError('store-full')
    case 'disk-fault':
      return new DomainError('store-disk-fault')
    case 'unreadable':
    case 'damaged':
    case 'not-a-store':
      return damage(layout, storeId, ['store'])
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
