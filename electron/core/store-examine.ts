import { openStoreFile } from '../../db/open.ts'
import { backupFiles, lastGoodBackup } from '../../db/backup.ts'
import { checkRecord } from '../../db/check-record.ts'
import { holdStore } from '../../db/lock.ts'
import { migrations } from '../../db/migrations/migrations.ts'
import type { Connection } from '../../db/sqlite.ts'
import { join } from 'node:path'
import { DomainError } from '../../shared/contract/error.ts'
import type { Hash } from '../../shared/ports/crypto.ts'
import type { RecordCheck } from '../../shared/ports/work.ts'
import type { RescueResult } from '../../shared/store/rescue.ts'
import { readAnchorLines } from './anchor-log.ts'
import { readKeyrings } from './keyring-file.ts'
import { openWithPassphrase, storeKeyOf, type KeyringPorts } from './keyring.ts'
import { layoutOf, type StoreLayout, type StorePlace } from './store-place.ts'
import { rescue } from './store-rescue.ts'
import { quietControl } from './work/task-runner.ts'

/** What a record that is not in use can be examined with. */
export interface ExaminePorts extends KeyringPorts {
  readonly hash: Hash
}

/**
 * Checks a record that nobody has open, without writing anything to it: its file, its chain, anchor.log and its content. A damaged file is a
 * result, not an error.
 * @throws wrong-passphrase, store-locked, store-missing, store-newer, store-read-only, keyring-missing, keyring-damaged.
 */
export async function examineRecord(place: StorePlace, passphrase: string, ports: ExaminePorts): Promise<RecordCheck> {
  return holding(place, passphrase, ports, (layout, key) => {
    const anchorLines = readAnchorLines(layout.anchorLog)
    const opened = openStoreFile(layout.store, key, 'reader', migrations.length)
    if (!opened.ok) {
      if (opened.why === 'missing') throw new DomainError('store-missing')
      if (opened.why === 'newer') throw new DomainError('store-newer')
      if (opened.why === 'read-only') throw new DomainError('store-read-only')
      return { intact: false, rows: 0, erasedBodies: 0, head: '', fault: 'file-damaged', faultSequence: null }
    }
    try {
      return checkRecord(opened.connection, ports.hash, anchorLines, quietControl)
    } finally {
      opened.connection.close()
    }
  })
}

/**
 * Reads what is reachable of a damaged record into a file beside it and tells what the last good backup lacks of it. The record stays as it is.
 * @param at wall clock, UTC ms, for the name of the file. @throws as `examineRecord`.
 */
export async function rescueRecord(place: StorePlace, passphrase: string, at: number, ports: ExaminePorts): Promise<RescueResult> {
  return holding(place, passphrase, ports, (layout, key, storeId) => {
    const backup = openedBackup(layout, key, storeId)
    try {
      return rescue({ source: layout.store, folder: layout.folder, key, at }, backup)
    } finally {
      backup?.close()
    }
  })
}

function openedBackup(layout: StoreLayout, key: Uint8Array, storeId: string): Connection | null {
  const backup = lastGoodBackup(layout.backups, storeId)
  if (backup === null) return null
  const opened = openStoreFile(join(backup.folder, backupFiles.store), key, 'copy', migrations.length)
  return opened.ok ? opened.connection : null
}

/** Finds the key, holds the record while `work` reads it, and forgets the key. */
async function holding<T>(place: StorePlace, passphrase: string, ports: ExaminePorts, work: (layout: StoreLayout, key: Uint8Array, storeId: string) => T): Promise<T> {
  const layout = layoutOf(place.folder)
  const found = readKeyrings(layout, migrations.length)
  if (found.kind === 'missing') throw new DomainError('keyring-missing')
  if (found.kind === 'damaged') throw new DomainError('keyring-damaged', { what: 'file' })
  if (found.kind === 'newer') throw new DomainError('store-newer')
  const [keyring] = found.keyrings
  const { dataKey } = await openWithPassphrase(keyring, passphrase, ports)
  const key = storeKeyOf(dataKey)
  dataKey.fill(0)
  const held = holdStore(layout.lock, 0)
  try {
    // A damaged lock file keeps nobody from looking; the next start makes a new one.
    if (!held.ok && held.why !== 'damaged') throw new DomainError(held.why === 'held' ? 'store-locked' : held.why === 'full' ? 'store-full' : 'store-read-only')
    return work(layout, key, keyring.storeId)
  } finally {
    if (held.ok) held.lock.release()
    key.fill(0)
  }
}
