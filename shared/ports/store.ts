import type { ClockReading } from './clock.ts'
import type { Repositories } from './repositories.ts'

/** What a write is stamped with; it becomes the audit row. */
export interface WriteStamp {
  readonly session: string
  /** Person id, `station` or `system`. */
  readonly actor: string
  readonly confirmed: boolean
  readonly procedure: string
  readonly reading: ClockReading
}

/** JSON-safe picture of a record before or after a change. */
export type Picture = Readonly<Record<string, unknown>> | null

/** Writing access, alive only inside one BEGIN IMMEDIATE. */
export interface Transaction extends Repositories {
  readonly stamp: WriteStamp
  /** Notes a changed record for the audit row; the fields that differ are kept in its body. `null` before: new; `null` after: removed. */
  changed(kind: string, id: string, before: Picture, after: Picture): void
  /** States why, for the audit body. */
  because(reason: string): void
}

/** The open store's two doors. Both throw `store-closed` when none is open. */
export interface RecordStore {
  read<T>(work: (repositories: Repositories) => T): T
  /** One transaction with one audit row. Rolls back and rethrows when `work` throws. */
  write<T>(stamp: WriteStamp, work: (transaction: Transaction) => T): T
  /** For the one kind of command that leaves no row: saving drafts. */
  writeUnaudited<T>(stamp: WriteStamp, work: (transaction: Transaction) => T): T
}

/** What is at the store's place before it is opened. */
export interface StoreStatus {
  readonly state: 'missing' | 'closed' | 'open' | 'in-use' | 'newer' | 'keyring-missing' | 'keyring-damaged' | 'read-only' | 'damaged'
  readonly kind: 'real' | 'demo' | null
  /** A notice about the place: the store is private to one account of this PC. */
  readonly perUser: boolean
}

/** Opens and closes the store. Passphrases exist only as arguments; nothing keeps them. */
export interface StoreLifecycle {
  status(): Promise<StoreStatus>
  /**
   * Makes a new, empty store with one person's bundle and a recovery key.
   * @returns the person's id and code, the recovery key as printed, and leaves the store open.
   * @throws store-exists, store-locked, store-read-only, store-full, passphrase-too-short.
   */
  create(input: { passphrase: string; kind: 'real' | 'demo'; person: string }): Promise<{ recoveryKey: string; personPublicKey: Uint8Array }>
  /** @returns the person whose bundle the passphrase opened. @throws wrong-passphrase, store-damaged, store-newer, store-locked, keyring-missing, keyring-damaged, store-missing. */
  open(input: { passphrase: string }): Promise<{ person: string }>
  /** Opens with the printed recovery key and gives the person a new bundle. @throws wrong-recovery-key and as `open`. */
  recover(input: { recoveryKey: string; passphrase: string; person: string | null }): Promise<{ person: string; personPublicKey: Uint8Array }>
  /** Makes a new recovery key and forgets the old one. @throws wrong-passphrase. */
  renewRecoveryKey(input: { passphrase: string; person: string }): Promise<{ recoveryKey: string }>
  close(): Promise<void>
  isOpen(): boolean
  /** Ed25519 seed of a person whose bundle is unwrapped now, else `null`. */
  personSeed(person: string): Uint8Array | null
  /** A synced line in anchor.log, e.g. at release or export. What keeps it from being written goes to the log. @throws store-closed. */
  anchor(why: 'open' | 'close' | 'release' | 'export' | 'backup' | 'minute'): void
}
