import { lstatSync } from 'node:fs'
import { backUpStore } from '../../db/backup.ts'
import { sweepChunks } from '../../db/chunks.ts'
import { isToOverwrite, noteOverwritten } from '../../db/erase.ts'
import type { StoreLock } from '../../db/lock.ts'
import { readMeta } from '../../db/meta.ts'
import { migrateStore, type MigrationResult } from '../../db/migrate.ts'
import { migrations as released, type Migration } from '../../db/migrations/migrations.ts'
import { createRecordStore, type WritableRecord } from '../../db/record-store.ts'
import { reopenStoreFile } from '../../db/reopen.ts'
import { openScratch, type Scratch } from '../../db/scratch.ts'
import { createStaging, type StoreStaging } from '../../db/staging.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { keyringText, type Keyring } from '../../shared/person/keyring-format.ts'
import { recoveryCode, recoverySecretLength } from '../../shared/person/recovery-code.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Hash, Random } from '../../shared/ports/crypto.ts'
import type { Ids } from '../../shared/ports/ids.ts'
import type { Log } from '../../shared/ports/log.ts'
import type { AuditHead } from '../../shared/ports/repositories.ts'
import { logDamageFound, logDamageSubject } from '../../shared/store/log-damage.ts'
import { openAnchorLog, type AnchorLog } from './anchor-log.ts'
import type { KeyDerivation } from './key-derivation.ts'
import { brokenKeyrings, writeKeyrings } from './keyring-file.ts'
import { isAuthentic, isUndamaged, nextGeneration, openWithPassphrase, storeKeyOf, withPerson, withRecoverySecret, type PersonKeys } from './keyring.ts'
import { createPersonBundles, type PersonBundles } from './person-bundles.ts'
import type { PinBox } from './pins.ts'
import { damage, openStoreConnection, setAside, setMode } from './store-files.ts'
import type { StoreLayout, StorePlace } from './store-place.ts'

/** What a store needs of the world. */
export interface StorePorts {
  readonly clock: Clock
  readonly ids: Ids
  readonly random: Random
  readonly hash: Hash
  readonly log: Log
  readonly keyDerivation: KeyDerivation
  /** Milliseconds to wait after so many failed tries to sign in, instead of the product's. */
  readonly delayAfter?: (failures: number) => number
  /** Gives up what is kept in reserve on a full disk. @returns whether there was any. */
  readonly makeRoom?: () => boolean
  /** The schema's steps; tests put others in. */
  readonly migrations?: readonly Migration[]
}

/** One opening of the store, from the right passphrase to `close`. */
export interface OpenStore {
  readonly layout: StoreLayout
  readonly record: WritableRecord
  readonly staging: StoreStaging
  readonly anchors: AnchorLog
  /** Where the chain of the record ends now. */
  head(): AuditHead
  /** The keyring as it stands on disk. */
  keyring(): Keyring
  /** Raw key of store.db, for the worker's own connection. */
  readonly storeKey: Uint8Array
  /** Keys of the persons whose bundles are unwrapped. */
  readonly persons: ReadonlyMap<string, PersonKeys>
  /** Bundles of single persons: adding, checking, changing, taking away. */
  readonly bundles: PersonBundles
  /** Opens one more person's bundle in a store that is open already. @throws wrong-passphrase. */
  unwrap(passphrase: string): Promise<{ person: string }>
  /** Keeps a person's unwrapped keys until `close`. */
  keep(person: string, keys: PersonKeys): void
  /** Gives a person a new bundle and keeps its keys. @throws passphrase-too-short. */
  setPassphrase(person: string, passphrase: string): Promise<PersonKeys>
  /** Makes a new recovery key and forgets the old one. @returns it as printed. */
  renewRecovery(): string
  /**
   * Writes the file anew and cuts the log: copies of what was erased, or of a key that was forgotten, may lie in both.
   * @returns whether no copy is left; else closing does it again, where something was erased with proof. @throws store-full, store-disk-fault, busy.
   */
  overwriteErased(): boolean
  /** Whether a keyring was sealed under the data key of this store: a copy of the record beside it opens with the same key. */
  isUnderThisKey(keyring: Keyring): boolean
  /** Nothing is written to record and keyring while their copy under another key is made; `false`: written again. Reading goes on. */
  holdWriting(held: boolean): void
  /** Closes every file and forgets the data key, for an opening that follows at once: the lock stays held. Other connections must be closed before. */
  handOver(): HandedOver
  /** Writes the last anchor, closes every file and forgets every key. Other connections must be closed before. */
  close(): void
}

/** What goes on when a store is opened again under another key. */
export interface HandedOver {
  readonly lock: StoreLock
  readonly persons: ReadonlyMap<string, PersonKeys>
  readonly pins: PinBox
}

/** A store that is held and whose data key is known. */
export interface HeldStore {
  readonly place: StorePlace
  readonly layout: StoreLayout
  readonly lock: StoreLock
  readonly keyring: Keyring
  /** Belongs to the opened store from now on, which wipes it at `close`. */
  readonly dataKey: Uint8Array
  /** One of the two keyring files is missing, damaged or older. */
  readonly needsRepair: boolean
  readonly ports: StorePorts
  /** PINs of an opening that goes on. */
  readonly pins?: PinBox
}

/**
 * Opens everything of a store that is held: checks the file, migrates, sweeps what an interrupted intake left, anchors the head.
 * The lock is released by `close` only; when this throws, the caller still has it.
 * @throws store-damaged, store-newer, store-locked, store-read-only, store-full.
 */
export function openHeldStore(held: HeldStore): OpenStore {
  const { place, layout, dataKey, ports } = held
  const steps = ports.migrations ?? released
  const storeKey = storeKeyOf(dataKey)
  const { connection, logEnd } = openStoreConnection(layout, held.keyring.storeId, storeKey, steps.length, ports.clock.read().at)
  let scratch: Scratch | null = null
  try {
    if (readMeta(connection)?.storeId !== held.keyring.storeId) throw damage(layout, held.keyring.storeId, ['meta'])
    const keyrings = keepKeyring(held)
    const migrated = migrate()
    // Whatever a folder of that name holds is not ours to delete.
    if (lstatSync(layout.scratch, { throwIfNoEntry: false })?.isDirectory() === true) setAside(layout.scratch, ports.clock.read().at)
    scratch = openScratch(layout.scratch, ports.random.bytes(32))
    setMode(layout.scratch, place.fileMode)
    const anchors = openAnchorLog(layout.anchorLog, held.keyring.storeId, place.fileMode)
    const record = createRecordStore(connection, {
      hash: ports.hash,
      random: ports.random,
      reopen: () => reopenStoreFile(layout.store, storeKey, { storeId: held.keyring.storeId, version: steps.length }),
      ...(ports.makeRoom === undefined ? {} : { makeRoom: ports.makeRoom }),
      committed: () => {
        // What a commit is followed by must not undo the answer that it was saved.
        attempt(ports.log, () => {
          anchors.writeEachMinute(head, () => ports.clock.read().at)
        })
      },
    })
    const head = (): AuditHead => record.read(({ audit }) => audit.head())
    // Nobody waits for the room that this makes, and on a full disk it may need some first.
    attempt(ports.log, () => record.inTransaction(() => sweepChunks(record.connection)))
    if (migrated.from !== migrated.to) noteMigration(record, migrated, held)
    if (logEnd !== 'whole') noteLogEnd(record, logEnd, head().sequence, ports)
    // Without its anchors the record can prove less; without opening it an incident cannot be reported at all.
    attempt(ports.log, () => {
      anchors.write(head(), ports.clock.read().at, 'open')
    })
    const staging = createStaging({ record, scratch, hash: ports.hash, ids: ports.ids })
    return assemble({ held, storeKey, keyrings, record, staging, anchors, scratch, head })

    function migrate(): MigrationResult {
      return migrateStore(
        connection,
        (from) => {
          const at = ports.clock.read().at
          backUpStore(connection, { folder: layout.backups, key: storeKey, keyringText: keyrings.textFor(from), at, why: 'before-migration' }, ports.hash)
          // The keyring tells the newer version before the store has it: an older program then leaves both alone, whatever happens between.
          if (keyrings.current().storeVersion !== steps.length) keyrings.change({ storeVersion: steps.length })
        },
        steps,
      )
    }
  } catch (error) {
    scratch?.close()
    connection.close()
    throw error
  }
}

/** The keyring of an open store, on disk and in memory. */
interface KeptKeyring {
  current(): Keyring
  /** @throws store-key-changing while it is held. */
  replace(next: Keyring): void
  hold(held: boolean): void
  change(change: Parameters<typeof nextGeneration>[1]): void
  /** Text of a keyring that opens a copy of the store with an earlier schema. */
  textFor(storeVersion: number): string
}

function keepKeyring({ layout, place, dataKey, needsRepair, keyring: found, ports }: HeldStore): KeptKeyring {
  let keyring = found
  let held = false
  function replace(next: Keyring): void {
    if (held) throw keyChanging()
    writeKeyrings(layout, next, place.fileMode)
    keyring = next
  }
  // One whole copy opens the store; that the other cannot be mended now is for the log.
  if (needsRepair) {
    attempt(ports.log, () => {
      for (const path of brokenKeyrings(layout, keyring)) setAside(path, ports.clock.read().at)
      replace(keyring)
    })
  }
  return {
    current: () => keyring,
    replace,
    hold(now) {
      held = now
    },
    change(change) {
      replace(nextGeneration(keyring, change, dataKey))
    },
    textFor: (storeVersion) => keyringText(keyring.storeVersion === storeVersion ? keyring : nextGeneration(keyring, { storeVersion }, dataKey)),
  }
}

function noteMigration(record: WritableRecord, { from, to }: MigrationResult, { keyring, ports }: HeldStore): void {
  const stamp = { session: 'system', actor: 'system', confirmed: false, procedure: 'store.migrate', reading: ports.clock.read() }
  record.write(stamp, (transaction) => {
    transaction.changed('store', keyring.storeId, { schema: from }, { schema: to })
  })
}

/**
 * Notes that the log of the last run was not whole. Damage goes into the record, where every later check finds it; a torn end is as a
 * rule a change that nobody was told was saved, so it goes to the program's log only.
 */
function noteLogEnd(record: WritableRecord, logEnd: 'torn' | 'damaged', sequence: number, ports: StorePorts): void {
  ports.log.note('store', `the log of the last run is ${logEnd} behind row ${String(sequence)}; a copy of it was kept`)
  if (logEnd === 'torn') return
  const stamp = { session: 'system', actor: 'system', confirmed: false, procedure: logDamageFound, reading: ports.clock.read() }
  record.write(stamp, (transaction) => {
    transaction.changed(logDamageSubject.kind, logDamageSubject.id, null, { lastRow: sequence })
  })
}

interface Assembled {
  readonly held: HeldStore
  readonly storeKey: Uint8Array
  readonly keyrings: KeptKeyring
  readonly record: WritableRecord
  readonly staging: StoreStaging
  readonly anchors: AnchorLog
  readonly scratch: Scratch
  readonly head: () => AuditHead
}

/** What every write is refused with meanwhile. */
function keyChanging(): DomainError {
  return new DomainError('store-key-changing')
}

function assemble({ held, storeKey, keyrings, record, staging, anchors, scratch, head }: Assembled): OpenStore {
  const { layout, lock, dataKey, ports } = held
  const persons = new Map<string, PersonKeys>()
  const bundles = createPersonBundles(keyrings, persons, dataKey, ports, held.pins)
  let closed = false

  function forgetPersons(): void {
    for (const keys of persons.values()) {
      keys.agreement.fill(0)
      keys.signing.fill(0)
    }
    persons.clear()
  }

  function overwriteErased(): boolean {
    if (!record.compact()) return false
    record.inTransaction(() => {
      noteOverwritten(record.connection, ports.clock.read().at)
    })
    return true
  }

  function closeFiles(): void {
    try {
      // A store that failed while running may not be readable any more; closing it must still work.
      attempt(ports.log, () => {
        anchors.write(head(), ports.clock.read().at, 'close')
      })
      attempt(ports.log, () => isToOverwrite(record.connection) && overwriteErased())
      attempt(ports.log, () => record.checkpoint())
    } finally {
      record.connection.close()
      scratch.close()
    }
  }

  return {
    layout,
    record,
    staging,
    anchors,
    head,
    storeKey,
    persons,
    bundles,
    keyring: keyrings.current,
    isUnderThisKey: (keyring) => isUndamaged(keyring) && isAuthentic(keyring, dataKey),
    holdWriting(held) {
      keyrings.hold(held)
      record.refuse(held ? keyChanging() : null)
    },
    handOver() {
      closed = true
      try {
        closeFiles()
      } catch (error) {
        lock.release()
        forgetPersons()
        throw error
      } finally {
        dataKey.fill(0)
        storeKey.fill(0)
      }
      return { lock, persons, pins: bundles.pins }
    },
    keep(person, keys) {
      persons.set(person, keys)
    },
    async unwrap(passphrase) {
      const found = await openWithPassphrase(keyrings.current(), passphrase, ports)
      persons.set(found.person, found.keys)
      return { person: found.person }
    },
    async setPassphrase(person, passphrase) {
      const made = await withPerson(keyrings.current(), { person, passphrase, dataKey }, ports)
      keyrings.replace(made.keyring)
      persons.set(person, made.keys)
      return made.keys
    },
    renewRecovery() {
      const secret = ports.random.bytes(recoverySecretLength)
      keyrings.replace(withRecoverySecret(keyrings.current(), secret, dataKey, ports.random))
      return recoveryCode(secret)
    },
    overwriteErased,
    close() {
      if (closed) return
      closed = true
      try {
        closeFiles()
      } finally {
        lock.release()
        forgetPersons()
        dataKey.fill(0)
        storeKey.fill(0)
      }
    },
  }
}

function attempt(log: Log, work: () => unknown): void {
  try {
    work()
  } catch (error) {
    log.fault('store', error)
  }
}
