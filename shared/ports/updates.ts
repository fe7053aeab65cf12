import type { UpdateVerdict } from '../update/judge-update.ts'
import type { UpdateManifest } from '../update/update-set.ts'
import type { JobControl } from './places.ts'

/** A set on a stick or in a configured folder, as its small files tell. */
export interface FoundUpdate {
  /** Opaque, and dies with the core. */
  readonly id: string
  /** Label of the drive or folder. */
  readonly place: string
  /** Version that the folder's name tells; believed only with the verdict. */
  readonly named: string
  readonly verdict: UpdateVerdict
  /** Present as soon as the maker's signature was found good. */
  readonly manifest: UpdateManifest | null
  /** Bytes of the installer for this PC. */
  readonly size: number | null
}

/** A set that lies with the record and was found genuine. */
export interface ReadyUpdate {
  readonly version: string
  /** Name of the installer. */
  readonly file: string
  /** Folder in which it lies: a person installs from there where the program cannot do it itself. */
  readonly folder: string
  readonly sha256: string
}

/** Updates by stick. */
export interface Updates {
  /** Fingerprint of the maker's key that this build trusts; `null`: it takes no updates. */
  maker(): string | null
  /** Sets on sticks and in configured folders, the installers not read yet. */
  found(): Promise<readonly FoundUpdate[]>
  /** Compares the installer for this PC with what the maker signed. @throws not-found, update-refused {verdict}, place-removed, cancelled. */
  check(id: string, control: JobControl): Promise<ReadyUpdate>
  /** Copies a set to the record's folder, proving every byte on its way. @throws as check; store-full, store-read-only, store-disk-fault. */
  take(id: string, control: JobControl): Promise<ReadyUpdate>
  /** The set of a version that was taken over, judged again; `null` where there is none (any more). */
  ready(version: string): Promise<ReadyUpdate | null>
}
