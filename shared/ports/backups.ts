import type { BackupReason } from '../backup/backup-rule.ts'
import type { ErrorCode } from '../contract/error.ts'
import type { Instant } from './clock.ts'
import type { JobControl } from './places.ts'

/** Where a backup lies: in the ring of the store's own folder, on a drive, or in a configured folder. */
export interface BackupPlace {
  readonly kind: 'ring' | 'removable' | 'folder'
  /** Empty for the ring. */
  readonly label: string
}

/**
 * Whether a backup is still what was verified when it was made. Found without a key: its note holds the check value of the copy, its
 * keyring holds its own.
 */
export type BackupState =
  /** Being read; ask again. */
  | 'not-checked'
  | 'unchanged'
  /** Copy or keyring are missing, damaged or altered. */
  | 'changed'
  /** Written by a newer program. */
  | 'newer'

/** One backup as its note tells of it. */
export interface BackupEntry {
  /** Opaque, and dies with the core. */
  readonly id: string
  readonly name: string
  readonly why: BackupReason
  readonly at: Instant
  readonly storeId: string
  /** Code of the entity, where the note names it. */
  readonly entity: string | null
  /** From its keyring; `null` when that cannot be read. */
  readonly kind: 'real' | 'demo' | null
  readonly line: string
  /** Last row of the record that it holds. */
  readonly sequence: number
  /** Bytes of the copy. */
  readonly size: number
  readonly place: BackupPlace
}

/** The last automatic backup did not succeed. */
export interface BackupFailure {
  readonly at: Instant
  readonly code: ErrorCode
}

/** A backup that was just made and verified. */
export interface MadeBackup {
  readonly name: string
  readonly at: Instant
  readonly sequence: number
  readonly head: string
  readonly size: number
  /** SHA-256 of the copy, lower-case hex. */
  readonly sha256: string
  readonly outcome: 'written' | 'already-there'
}

/** Where the chain of the record that lies here was last known to stand, from anchor.log: read without a key. */
export interface LastKnownHead {
  readonly line: string
  readonly sequence: number
  readonly at: Instant
}

/** Backups of the record: made on the worker, kept in the ring, carried to drives. */
export interface Backups {
  /** Newest first, of the ring alone. */
  ring(): readonly BackupEntry[]
  /** Ring and places that can be reached, newest first. */
  list(): Promise<readonly BackupEntry[]>
  /** As `list`, each compared with its note; what takes longer than a moment is `not-checked` and goes on being read. */
  found(): Promise<readonly (BackupEntry & { readonly state: BackupState })[]>
  /** Whose record lies here and how far it is known to go; `null` where nothing tells. */
  here(): { readonly storeId: string; readonly last: LastKnownHead | null } | null
  /**
   * Makes a backup and verifies it: into the ring (`null`) or, as a folder of its own, to a place.
   * @throws store-closed, store-full, place-missing, place-removed, place-full, place-read-only, file-exists-different, too-large, cancelled.
   */
  make(place: string | null, entity: string, control: JobControl): Promise<MadeBackup>
  /** Deletes a backup that somebody asked for. @throws not-found, conflict for those that the ring keeps. */
  remove(id: string): Promise<BackupEntry>
  /** Why the last automatic backup did not succeed; `null` after one that did. */
  failure(): BackupFailure | null
}
