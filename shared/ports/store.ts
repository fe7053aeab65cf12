import type { ClockReading } from './clock.ts'
import type { JobControl } from './places.ts'
import type { ErasureOrder } from '../retention/erasure.ts'
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
  /**
   * Erases things with proof, once this transaction's audit row stands: the row names each of them. Whoever calls it has the file written
   * anew afterwards (`StoreLifecycle.overwriteErased`): copies may lie in its log and in unused parts of its pages.
   */
  erase(order: ErasureOrder): void
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

/** Long work on the record as a whole; there is one at a time. */
export interface Underway {
  readonly kind: 'rekey' | 'restore'
  /** `place`: the new files are being put in place, which cannot be stopped. */
  readonly step: 'copy' | 'check' | 'place'
  /** Bytes; `total` 0 while it is not known. */
  readonly done: number
  readonly total: number
  /** Milliseconds since it began. */
  readonly since: number
  readonly stoppable: boolean
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
  /**
   * Puts a backup in the place of whatever lies there, starts its new line and leaves it open; what lay there is kept beside it.
   * `keys`: only its keyring is put back, beside a store that is still there.
   * @param input.backup opaque id of `Backups`. @param input.recoveryKey with it `passphrase` is the new one.
   * @throws store-exists (open, or a whole record of another plant), not-found, backup-damaged, wrong-passphrase, sign-in-delayed, wrong-recovery-key,
   * store-newer, store-locked, store-full, store-read-only, place-removed, cancelled through `stopUnderway`.
   */
  restore(input: { backup: string; what: 'record' | 'keys'; passphrase: string; recoveryKey: string | null; stamp: Pick<WriteStamp, 'session' | 'procedure'> }): Promise<{ person: string; backup: string }>
  /** Makes a new recovery key and forgets the old one. @throws wrong-passphrase. */
  renewRecoveryKey(input: { passphrase: string; person: string }): Promise<{ recoveryKey: string }>
  /**
   * Writes the record once more under a new key and puts it in place of the present one. Writing is refused with `store-key-changing`
   * meanwhile, reading goes on; whoever is signed in stays so. Only `people` can open it afterwards, with the passphrases they have.
   * @param input.person whose passphrase is asked again. @param input.newSheet makes a new recovery key; the present one ends with the old key.
   * @param input.note writes into the row of events that tells of it. @param decided told when it can no longer be cancelled.
   * @returns the new recovery key as printed, and the folder of the former pair, which is still there.
   * @throws wrong-passphrase, sign-in-delayed, busy, access-ended for a person not among `people`, space-low, store-newer, keyring-damaged,
   * cancelled, store-full, store-read-only, store-disk-fault.
   */
  rekey(
    input: {
      passphrase: string
      person: string
      people: readonly string[]
      newSheet: boolean
      stamp: Omit<WriteStamp, 'reading'>
      note: (transaction: Transaction, aside: string) => void
    },
    control: JobControl,
    decided: () => void,
  ): Promise<{ recoveryKey: string | null; aside: string }>
  /** What is being done to the record as a whole, or `null`. */
  underway(): Underway | null
  /** Stops that. @returns whether it was still possible. */
  stopUnderway(): boolean
  close(): Promise<void>
  isOpen(): boolean
  /** Ed25519 seed of a person whose bundle is unwrapped now, else `null`. */
  personSeed(person: string): Uint8Array | null
  /**
   * Writes the record's file anew and cuts its log: copies of what was erased, or of a key that was forgotten, may lie in both. Takes about
   * 25 s per GB. What keeps it from being done goes to the log.
   * @returns whether no copy is left; else closing does it again where something was erased with proof. @throws store-closed.
   */
  overwriteErased(): boolean
  /** A synced line in anchor.log, e.g. at release or export. What keeps it from being written goes to the log. @throws store-closed. */
  anchor(why: 'open' | 'close' | 'release' | 'export' | 'backup' | 'minute'): void
}
