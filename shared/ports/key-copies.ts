import type { BackupReason } from '../backup/backup-rule.ts'
import type { BackupPlace } from './backups.ts'
import type { Instant } from './clock.ts'
import type { JobControl } from './places.ts'

/** One copy of the record with its own keyring beside it: who can open it does not change with the record. */
export interface KeyCopy {
  /** Opaque, and dies with the core; `null` for what was put aside in the folder of the record. */
  readonly id: string | null
  readonly name: string
  /** When it was made or put aside; `null` where its name does not say. */
  readonly at: Instant | null
  /** `null` for what was put aside. */
  readonly why: BackupReason | null
  readonly place: BackupPlace
  /** Bytes. */
  readonly size: number
  /** `present`: it opens with the key that the record has now. `unreadable`: its keyring is damaged or gone, so nobody opens it. */
  readonly key: 'present' | 'earlier' | 'unreadable'
  /** Persons in its keyring, and whether each opens it with the passphrase of today or one of then. */
  readonly people: readonly { readonly person: string; readonly passphrase: 'present' | 'earlier' }[]
  readonly sheet: 'present' | 'earlier' | 'none'
}

/** Copies of the open record that were made under other keys or for other people. All of it throws `store-closed` while none is open. */
export interface KeyCopies {
  /** Copies that can be reached now: ring, drives, configured folders, and what was put aside; newest first. */
  list(): Promise<readonly KeyCopy[]>
  /** Names of folders in which a change of key put the former pair, which are still there. */
  former(): readonly string[]
  /**
   * Deletes what changes of the key put aside, once a backup under the present key is verified; makes one where there is none.
   * @returns what is still there.
   */
  settle(control: JobControl): Promise<readonly string[]>
  /**
   * Deletes backups under an earlier key from the ring.
   * @throws not-found; conflict for one that is not of an earlier key or not in the ring, and without a verified backup under the present key.
   */
  remove(ids: readonly string[]): Promise<readonly KeyCopy[]>
  /** Bytes of the record. */
  size(): number
}
