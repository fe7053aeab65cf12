import { existsSync } from 'node:fs'
import type { Backup } from '../../db/backup.ts'
import { foundStoreFile } from '../../db/meta.ts'
import { holdStore, type StoreLock } from '../../db/lock.ts'
import { migrateStore } from '../../db/migrate.ts'
import { migrations as released } from '../../db/migrations/migrations.ts'
import { createStoreFile } from '../../db/open.ts'
import { deleteScratch } from '../../db/scratch.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { toHex } from '../../shared/package/bytes.ts'
import type { Keyring, StoreKind } from '../../shared/person/keyring-format.ts'
import { recoveryCode, recoverySecretLength } from '../../shared/person/recovery-code.ts'
import { readKeyrings, writeKeyrings } from './keyring-file.ts'
import { createKeyring, isAuthentic, openWithPassphrase, openWithRecoveryCode, personToRecover, requireLongEnough, storeKeyOf, type PersonKeys } from './keyring.ts'
import { damage, lostStore, nameNewStore, setAside } from './store-files.ts'
import { openHeldStore, type OpenStore, type StorePorts } from './store-opening.ts'
import { layoutOf, makeFolder, type StoreLayout, type StorePlace } from './store-place.ts'
import { clearUndecided, finishReplacing, isReplacingUnfinished } from './store-replacing.ts'
import { restoreKeys, restoreStore, type RestoreInput, type RestoreWatch } from './store-restore.ts'

/**
 * Makes a new store and leaves it open. The file gets its name only after its keyring is on disk: a power cut in between leaves no
 * store that nobody can open.
 * @throws store-exists, store-locked, store-read-only, store-full, passphrase-too-short.
 */
export async function createStore(
  place: StorePlace,
  input: { readonly passphrase: string; readonly kind: StoreKind; readonly person: string },
  ports: StorePorts,
): Promise<{ open: OpenStore; recoveryKey: string }> {
  requireLongEnough(input.passphrase)
  const layout = layoutOf(place.folder)
  finishInterruptedRestore(layout, ports)
  if (existsSync(layout.store)) throw new DomainError('store-exists')
  makeFolder(place)
  const lock = hold(layout, ports)
  try {
    clearUndecided(layout)
    if (existsSync(layout.store)) throw new DomainError('store-exists')
    const storeId = ports.ids.id()
    const dataKey = ports.random.bytes(32)
    const recoverySecret = ports.random.bytes(recoverySecretLength)
    const steps = ports.migrations ?? released
    const { keyring, keys } = await createKeyring(
      { storeId, storeVersion: steps.length, storeKind: input.kind, person: input.person, passphrase: input.passphrase, dataKey, recoverySecret },
      ports,
    )
    const at = ports.clock.read().at
    // A keyring without a store may still open somebody's backups.
    setAside(layout.keyring, at)
    setAside(layout.keyringCopy, at)
    // Behind a store of the same name it would be taken for its log.
    setAside(`${layout.store}-wal`, at)
    deleteScratch(layout.unfinished)
    makeStoreFile(layout, storeKeyOf(dataKey), { storeId, kind: input.kind, createdAt: at }, ports)
    writeKeyrings(layout, keyring, place.fileMode)
    nameNewStore(layout, place)
    const open = openHeldStore({ place, layout, lock, keyring, dataKey, needsRepair: false, ports })
    open.keep(input.person, keys)
    return { open, recoveryKey: recoveryCode(recoverySecret) }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * Opens the store with a passphrase.
 * @throws wrong-passphrase, store-missing, store-locked, store-newer, store-damaged, store-read-only, store-full, keyring-missing,
 * keyring-damaged.
 */
export async function openStore(place: StorePlace, passphrase: string, ports: StorePorts): Promise<{ open: OpenStore; person: string }> {
  return holding(place, ports, async (held) => {
    const { keyring, opened } = await firstAuthentic(held.keyrings, (candidate) => openWithPassphrase(candidate, passphrase, ports))
    const needsRepair = held.needsRepair || keyring !== held.keyrings[0]
    const open = requireFounded(openHeldStore({ ...held, place, keyring, dataKey: opened.dataKey, ports, needsRepair }), ports)
    open.keep(opened.person, opened.keys)
    return { open, person: opened.person }
  })
}

/**
 * Opens the store with the printed recovery key and gives a person a new bundle under a new passphrase.
 * @param input.person whose bundle; `null` takes the first person of the keyring.
 * @throws wrong-recovery-key, passphrase-too-short, not-found (no such person), and as `openStore`.
 */
export async function recoverStore(
  place: StorePlace,
  input: { readonly recoveryKey: string; readonly passphrase: string; readonly person: string | null },
  ports: StorePorts,
): Promise<{ open: OpenStore; person: string; keys: PersonKeys }> {
  requireLongEnough(input.passphrase)
  return holding(place, ports, async (held) => {
    const { keyring, opened } = await firstAuthentic(held.keyrings, (candidate) =>
      Promise.resolve({ dataKey: openWithRecoveryCode(candidate, input.recoveryKey) }),
    )
    const person = personToRecover(keyring, input.person)
    const open = requireFounded(openHeldStore({ ...held, place, keyring, dataKey: opened.dataKey, ports }), ports)
    try {
      return { open, person, keys: await open.setPassphrase(person, input.passphrase) }
    } catch (error) {
      open.close()
      throw error
    }
  })
}

/**
 * Restores a backup in the place of whatever lies there, and leaves it open. What lay there is kept in a folder beside.
 * @throws store-locked, and as `restoreStore`.
 */
export async function openRestored(
  place: StorePlace,
  backup: Backup,
  input: RestoreInput,
  ports: StorePorts,
  watch?: RestoreWatch,
): Promise<{ open: OpenStore; person: string; keys: PersonKeys }> {
  const layout = layoutOf(place.folder)
  finishInterruptedRestore(layout, ports)
  makeFolder(place)
  const lock = hold(layout, ports)
  try {
    const { keyring, dataKey, person, keys } = await restoreStore(place, layout, backup, input, ports, watch)
    const open = openHeldStore({ place, layout, lock, keyring, dataKey, needsRepair: false, ports })
    open.keep(person, keys)
    return { open, person, keys }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * Opens a store that is still there with the keys of a backup, and leaves it open.
 * @throws store-missing, conflict when its own keys are whole, store-locked, and as `restoreKeys`.
 */
export async function openWithKeysOf(place: StorePlace, backup: Backup, input: RestoreInput, ports: StorePorts): Promise<{ open: OpenStore; person: string; keys: PersonKeys }> {
  const layout = layoutOf(place.folder)
  finishInterruptedRestore(layout, ports)
  if (!existsSync(layout.store)) throw new DomainError('store-missing')
  const present = readKeyrings(layout, (ports.migrations ?? released).length).kind
  if (present === 'found' || present === 'newer') throw new DomainError('conflict', { what: 'keyring' })
  const lock = hold(layout, ports)
  try {
    const { keyring, dataKey, person, keys } = await restoreKeys(place, layout, backup, input, ports)
    const open = openHeldStore({ place, layout, lock, keyring, dataKey, needsRepair: false, ports })
    open.keep(person, keys)
    return { open, person, keys }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Ends what a power cut left of a restore that was decided, before anything else is looked at. @throws store-locked, store-read-only, store-full. */
export function finishInterruptedRestore(layout: StoreLayout, ports: StorePorts): void {
  if (!isReplacingUnfinished(layout)) return
  const lock = hold(layout, ports)
  try {
    finishReplacing(layout)
  } finally {
    lock.release()
  }
}

interface Held {
  readonly layout: StoreLayout
  readonly lock: StoreLock
  readonly keyrings: readonly [Keyring, ...Keyring[]]
  readonly needsRepair: boolean
}

/** Looks at the keyring, holds the store, runs `work`; lets go again when it throws. A newer store is left before anything is touched. */
async function holding<T>(place: StorePlace, ports: StorePorts, work: (held: Held) => Promise<T>): Promise<T> {
  const layout = layoutOf(place.folder)
  finishInterruptedRestore(layout, ports)
  const knownVersion = (ports.migrations ?? released).length
  const gone = lostStore(layout, knownVersion)
  if (gone !== null) throw damage(layout, gone, ['store'])
  if (!existsSync(layout.store)) throw new DomainError('store-missing')
  const found = readKeyrings(layout, knownVersion)
  switch (found.kind) {
    case 'missing':
      throw new DomainError('keyring-missing')
    case 'damaged':
      throw new DomainError('keyring-damaged', { what: 'file' })
    case 'newer':
      throw new DomainError('store-newer')
    case 'found':
      break
  }
  const lock = hold(layout, ports)
  try {
    clearUndecided(layout)
    return await work({ layout, lock, keyrings: found.keyrings, needsRepair: found.needsRepair })
  } catch (error) {
    lock.release()
    throw error
  }
}

function hold(layout: StoreLayout, ports: StorePorts): StoreLock {
  let outcome = holdStore(layout.lock)
  if (!outcome.ok && outcome.why === 'damaged') {
    // The lock file has no content of its own; damage to it must not keep anybody from a record that is whole.
    setAside(layout.lock, ports.clock.read().at)
    outcome = holdStore(layout.lock)
  }
  if (outcome.ok) return outcome.lock
  switch (outcome.why) {
    case 'held':
      throw new DomainError('store-locked')
    case 'full':
      throw new DomainError('store-full')
    case 'disk-fault':
      throw new DomainError('store-disk-fault')
    case 'damaged':
    case 'read-only':
      throw new DomainError('store-read-only')
  }
}

/** Opens the highest generation that both opens and proves to be written by a holder of the data key. */
async function firstAuthentic<T extends { readonly dataKey: Uint8Array }>(
  keyrings: readonly Keyring[],
  openOne: (keyring: Keyring) => Promise<T>,
): Promise<{ keyring: Keyring; opened: T }> {
  let fault: unknown = new DomainError('keyring-damaged', { what: 'hmac' })
  let firstTry = true
  for (const keyring of keyrings) {
    try {
      const opened = await openOne(keyring)
      if (isAuthentic(keyring, opened.dataKey)) return { keyring, opened }
    } catch (error) {
      // An older copy may still fit an older passphrase; only the newest one says whether this one is wrong.
      if (firstTry) fault = error
      if (error instanceof DomainError && error.code === 'wrong-passphrase') break
    }
    firstTry = false
  }
  throw fault
}

function makeStoreFile(layout: StoreLayout, key: Uint8Array, meta: { storeId: string; kind: StoreKind; createdAt: number }, ports: StorePorts): void {
  const connection = createStoreFile(layout.unfinished, key)
  try {
    migrateStore(connection, () => undefined, ports.migrations ?? released)
    connection.exec('BEGIN IMMEDIATE')
    foundStoreFile(connection, meta, toHex(ports.random.bytes(8)))
    connection.exec('COMMIT')
    connection.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    connection.close()
  }
}

/**
 * A store without a single row of events was cut off before its first record was written, so nothing in it was ever confirmed to
 * anybody. It is put aside and a new one can be made. @throws store-missing.
 */
function requireFounded(open: OpenStore, ports: StorePorts): OpenStore {
  if (open.head().sequence > 0) return open
  open.close()
  const at = ports.clock.read().at
  setAside(open.layout.store, at)
  setAside(open.layout.keyring, at)
  setAside(open.layout.keyringCopy, at)
  throw new DomainError('store-missing')
}
