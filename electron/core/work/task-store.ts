import type { Backup } from '../../../db/backup.ts'
import type { RekeyedCopy, RekeyInput } from '../../../db/rekeyed-copy.ts'
import type { BackupReason } from '../../../shared/backup/backup-rule.ts'
import type { ByteSource } from '../../../shared/package/byte-source.ts'
import type { JobControl } from '../../../shared/ports/places.ts'
import type { Repositories } from '../../../shared/ports/repositories.ts'
import type { RecordCheck } from '../../../shared/ports/work.ts'
import type { RescueResult } from '../../../shared/store/rescue.ts'

/** What it takes to read an open store over a connection of one's own. */
export interface ReaderKey {
  readonly path: string
  /** The raw 32-byte key of the file. */
  readonly key: Uint8Array
}

/** A staged file that is complete. Its bytes lie in a scratch database that only one connection can open. */
export interface StagedFile {
  readonly id: string
  readonly size: number
}

/** What a backup of the open store is made with. */
export interface BackUpInput {
  /** Folder in which it gets a folder of its own. */
  readonly folder: string
  /** The keyring that opens this copy. */
  readonly keyringText: string
  readonly at: number
  readonly why: BackupReason
  /** Lets the ring go of what it no longer keeps, once this one is there. */
  readonly prunes: boolean
}

/** Where a copy under another key goes. */
export type CopyInput = Pick<RekeyInput, 'folder' | 'target' | 'targetKey'>

/** The store as tasks see it: nothing can be written. */
export interface TaskStore {
  /** One consistent view. @throws store-closed. */
  read<T>(work: (repositories: Repositories) => T): T
  /** Bytes of a staged file. @throws not-found from `read` when it was dropped meanwhile. */
  staged(file: StagedFile): ByteSource
  /** Makes a backup and verifies it. @throws store-closed, store-full. */
  backUp(input: BackUpInput): Backup
  /** Writes the record once more under another key and compares the copy with it. Nobody may write to the record meanwhile. @throws store-closed, cancelled. */
  copyUnderKey(input: CopyInput, control: JobControl): RekeyedCopy
  /** Reads what a restore put aside, and what of it this record lacks; `null` when nothing was put aside. @throws store-closed. */
  rescue(now: number): RescueResult | null
  /** Checks the database file and the whole audit chain. @throws store-closed, cancelled. */
  check(control: JobControl): RecordCheck
}

/** One piece (1 MiB, the last one shorter) of a staged file, or `null` when it is gone. */
export type ReadPiece = (staged: string, index: number) => Uint8Array | null
