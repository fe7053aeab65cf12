import { chmodSync, existsSync, renameSync, statSync } from 'node:fs'
import { lastGoodBackup } from '../../db/backup.ts'
import { checkFile } from '../../db/check.ts'
import { openStoreFile, type OpenOutcome } from '../../db/open.ts'
import type { Connection } from '../../db/sqlite.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { syncFolder } from './durable-file.ts'
import type { StoreLayout, StorePlace } from './store-place.ts'

/** Files up to this size are read whole at every opening, in bytes; larger ones only when the last run did not end in order. */
const alwaysChecked = 64 * 1024 * 1024

/**
 * Opens store.db for writing. The key is known to be right, because the keyring's own authentication has held: whatever goes wrong
 * now is damage, never a wrong passphrase.
 * @throws store-damaged with {what: tables, backup, backupAt}, store-newer, store-locked, store-read-only, store-full, store-missing.
 */
export function openStoreConnection(layout: StoreLayout, storeId: string, key: Uint8Array, knownVersion: number): Connection {
  // Only a run that was cut off leaves a log with content behind.
  const wasCutOff = sizeOf(`${layout.store}-wal`) > 0
  const outcome = openStoreFile(layout.store, key, 'writer', knownVersion)
  if (!outcome.ok) throw faultOf(outcome, layout, storeId)
  if (!wasCutOff && sizeOf(layout.store) > alwaysChecked) return outcome.connection
  const check = checkFile(outcome.connection, wasCutOff ? 'full' : 'quick')
  if (check.intact) return outcome.connection
  outcome.connection.close()
  throw damage(layout, storeId, check.tables)
}

/** The error for a damaged store: it names what is damaged and the last backup that is still as it was verified. */
export function damage(layout: StoreLayout, storeId: string, what: readonly string[]): DomainError {
  const backup = lastGoodBackup(layout.backups, storeId)
  return new DomainError('store-damaged', { what, backup: backup?.name ?? null, backupAt: backup?.note.at ?? null })
}

/** Moves a file out of the way under a name that says when; nothing that may hold somebody's record is ever deleted. */
export function setAside(path: string, at: number): void {
  if (!existsSync(path)) return
  const stamp = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
  for (let number = 1; ; number++) {
    const target = `${path}.aside-${stamp}${number === 1 ? '' : `-${String(number)}`}`
    if (existsSync(target)) continue
    renameSync(path, target)
    return
  }
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
    case 'unreadable':
    case 'damaged':
    case 'not-a-store':
      return damage(layout, storeId, ['store'])
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
