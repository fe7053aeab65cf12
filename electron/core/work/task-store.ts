import type { ByteSource } from '../../../shared/package/byte-source.ts'
import type { JobControl } from '../../../shared/ports/places.ts'
import type { Repositories } from '../../../shared/ports/repositories.ts'
import type { RecordCheck } from '../../../shared/ports/work.ts'

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

/** The store as tasks see it: nothing can be written. */
export interface TaskStore {
  /** One consistent view. @throws store-closed. */
  read<T>(work: (repositories: Repositories) => T): T
  /** Bytes of a staged file. @throws not-found from `read` when it was dropped meanwhile. */
  staged(file: StagedFile): ByteSource
  /** Checks the database file and the whole audit chain. @throws store-closed, cancelled. */
  check(control: JobControl): RecordCheck
}

/** One piece (1 MiB, the last one shorter) of a staged file, or `null` when it is gone. */
export type ReadPiece = (staged: string, index: number) => Uint8Array | null
