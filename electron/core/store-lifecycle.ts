import { existsSync } from 'node:fs'
import type { Backup } from '../../db/backup.ts'
import { holdStore } from '../../db/lock.ts'
import { migrations as released } from '../../db/migrations/migrations.ts'
import { DomainError } from '../../shared/contract/error.ts'
import type { StoreKind } from '../../shared/person/keyring-format.ts'
import type { PersonKeys as PersonKeysPort } from '../../shared/ports/person-keys.ts'
import type { Staging } from '../../shared/ports/staging.ts'
import type { RecordStore, StoreLifecycle, StoreStatus } from '../../shared/ports/store.ts'
import { asStoreFault } from './durable-file.ts'
import { readKeyrings } from './keyring-file.ts'
import { openWithRecoveryCode, personToRecover, requireLongEnough, type PersonKeys } from './keyring.ts'
import type { CheckCopy } from './store-restore.ts'
import { signingPublicKey } from './sealing.ts'
import { createSignInDelay } from './sign-in-delay.ts'
import type { OpenStore, StorePorts } from './store-opening.ts'
import { lostStore } from './store-files.ts'
import { isWritable, layoutOf, type StorePlace } from './store-place.ts'
import { createStore, finishInterruptedRestore, openRestored, openStore, openWithKeysOf, recoverStore } from './store-session.ts'
import { createRekeying, type CopyUnderKey } from './store-rekeying.ts'
import { isReplacingUnfinished, type StepWatch } from './store-replacing.ts'
import { createUnderwayBoard } from './underway.ts'

/** Where the store lies and its raw key, for the worker's own connection. */
export interface StoreKey {
  readonly path: string
  readonly key: Uint8Array
}

/** The ports that depend on an open store. All of them throw `store-closed` while there is none. */
export interface StoreHost {
  readonly lifecycle: StoreLifecycle
  readonly store: RecordStore
  readonly staging: Staging
  readonly personKeys: PersonKeysPort
  /** One piece of a staged file for the worker, whoever made it; `null` when it is gone. */
  piece(staged: string, index: number): Uint8Array | null
  /** Size of a staged file that is complete. @throws not-found, store-closed. */
  stagedSize(staged: string): number
  /** The open store itself, or `null`. */
  current(): OpenStore | null
}

/** What else has to happen when the store opens and closes. */
export interface StoreHooks {
  /** The worker may open its connection now. */
  readonly opened?: (key: StoreKey) => Promise<void>
  /** The worker must have closed its connection when this is done. */
  readonly closing?: () => Promise<void>
  /** The backup behind an opaque id, or `null` when it is not there (any more). */
  readonly findBackup?: (id: string) => Promise<Backup | null>
  /** Copies the open record under another key. */
  readonly copyUnderKey?: CopyUnderKey
  /** Checks a copy that is being restored. */
  readonly checkCopy?: CheckCopy
  /** Told before each step on disk of a change of key. */
  readonly reached?: StepWatch
}

/** Opens and closes the store at a place, one step after the other: two sign-ins at once never open it twice. */
export function createStoreHost(place: StorePlace, ports: StorePorts, hooks: StoreHooks = {}): StoreHost {
  const layout = layoutOf(place.folder)
  let open: OpenStore | null = null
  let foundDamaged = false
  let last: Promise<unknown> = Promise.resolve()
  const delay = createSignInDelay({
    path: layout.signIn,
    mode: place.fileMode,
    log: ports.log,
    now: () => ports.clock.read().at,
    uptime: () => ports.clock.read().uptime,
    ...(ports.delayAfter === undefined ? {} : { delayAfter: ports.delayAfter }),
  })

  const underway = createUnderwayBoard()
  const rekey = createRekeying({
    place,
    ports,
    delay,
    underway,
    copyUnderKey: hooks.copyUnderKey ?? (() => Promise.reject(new Error('nothing copies this record'))),
    inTurn,
    current: () => open,
    become: (next) => {
      open = next
    },
    closing: async () => hooks.closing?.(),
    async opened(next) {
      try {
        await hooks.opened?.({ path: layout.store, key: next.storeKey.slice() })
      } catch (error) {
        await close()
        throw error
      }
    },
    reached: hooks.reached ?? (() => undefined),
  })

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  function require(): OpenStore {
    if (open === null) throw new DomainError('store-closed')
    return open
  }

  async function opening<T extends { readonly open: OpenStore }>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await withReserve(work)
      open = result.open
      foundDamaged = false
      await hooks.opened?.({ path: layout.store, key: result.open.storeKey.slice() })
      return result
    } catch (error) {
      // A restore that did not succeed leaves the damaged file as damaged as it was.
      foundDamaged ||= error instanceof DomainError && error.code === 'store-damaged'
      await close()
      throw asStoreFault(error)
    }
  }

  /** On a full disk the store opens with what was kept in reserve, so that an incident can be recorded. */
  async function withReserve<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const fault = asStoreFault(error)
      if (!(fault instanceof DomainError) || fault.code !== 'store-full' || ports.makeRoom?.() !== true) throw error
      return work()
    }
  }

  async function close(): Promise<void> {
    if (open === null) return
    const closing = open
    try {
      await hooks.closing?.()
    } finally {
      open = null
      closing.close()
    }
  }

  /** A record that is whole is never replaced by that of another plant: whoever holds a stick would put it away. */
  function requireReplaceable(backup: Backup): void {
    if (foundDamaged || !existsSync(layout.store)) return
    const present = readKeyrings(layout, (ports.migrations ?? released).length)
    if (present.kind === 'found' && present.keyrings[0].storeId !== backup.note.storeId) throw new DomainError('store-exists')
  }

  const lifecycle: StoreLifecycle = {
    status: () => inTurn(() => Promise.resolve(lookAt(place, ports, open, foundDamaged))),
    create: ({ passphrase, kind, person }) =>
      inTurn(async () => {
        if (open !== null) throw new DomainError('store-exists')
        const made = await opening(() => createStore(place, { passphrase, kind, person }, ports))
        return { recoveryKey: made.recoveryKey, personPublicKey: publicKeyOf(made.open.persons.get(person)) }
      }),
    open: ({ passphrase }) =>
      inTurn(() =>
        delay.guard(async () => {
          if (open !== null) return open.unwrap(passphrase)
          const { person } = await opening(() => openStore(place, passphrase, ports))
          return { person }
        }),
      ),
    recover: ({ recoveryKey, passphrase, person: wanted }) =>
      inTurn(async () => {
        if (open === null) {
          const { person, keys } = await opening(() => recoverStore(place, { recoveryKey, passphrase, person: wanted }, ports))
          return { person, personPublicKey: publicKeyOf(keys) }
        }
        requireLongEnough(passphrase)
        openWithRecoveryCode(open.keyring(), recoveryKey).fill(0)
        const person = personToRecover(open.keyring(), wanted)
        return { person, personPublicKey: publicKeyOf(await open.setPassphrase(person, passphrase)) }
      }),
    restore: ({ backup: id, what, passphrase, recoveryKey, stamp }) =>
      inTurn(async () => {
        if (open !== null) throw new DomainError('store-exists')
        const backup = (await hooks.findBackup?.(id)) ?? null
        if (backup === null) throw new DomainError('not-found', { kind: 'backup' })
        const input = { passphrase, recoveryKey, stamp }
        if (what === 'record') requireReplaceable(backup)
        const work = underway.begin('restore', 'copy')
        try {
          // The keyring of a backup opens by the passphrases of the record: trying them there must not be faster.
          const { person } = await delay.guard(() => opening(() => (what === 'record' ? openRestored(place, backup, input, ports, { work, ...(hooks.checkCopy === undefined ? {} : { checkCopy: hooks.checkCopy }) }) : openWithKeysOf(place, backup, input, ports))))
          return { person, backup: backup.name }
        } finally {
          work.end()
        }
      }),
    renewRecoveryKey: ({ passphrase, person }) =>
      inTurn(async () => {
        const opened = require()
        // Whoever holds the passphrase of somebody else must not print a sheet in this person's name.
        await delay.guard(async () => {
          if ((await opened.unwrap(passphrase)).person !== person) throw new DomainError('wrong-passphrase')
        })
        return { recoveryKey: opened.renewRecovery() }
      }),
    rekey,
    underway: underway.look,
    stopUnderway: underway.stop,
    close() {
      // What is being done to the record ends with it, where that is still possible.
      underway.stop()
      return inTurn(close)
    },
    isOpen: () => open !== null,
    personSeed: (person) => open?.persons.get(person)?.signing.slice() ?? null,
    overwriteErased() {
      const opened = require()
      try {
        return opened.overwriteErased()
      } catch (error) {
        // What was erased is erased and on disk; that its copies could not be overwritten now must not make it look undone.
        ports.log.fault('erasing', error)
        return false
      }
    },
    anchor(why) {
      const opened = require()
      try {
        opened.anchors.write(opened.head(), ports.clock.read().at, why)
      } catch (error) {
        // What it tells of is done and on disk; that it could not be anchored must not undo that answer.
        ports.log.fault('anchor', error)
      }
    },
  }

  const personKeys: PersonKeysPort = {
    prepare: (input) =>
      inTurn(async () => {
        const bundle = await require().bundles.prepare(input)
        return { publicKey: bundle.publicKey, keep: () => inTurn(() => bundle.keep()) }
      }),
    confirm: ({ person, passphrase }) => inTurn(() => delay.guard(() => require().bundles.confirm(person, passphrase))),
    change: ({ person, passphrase }) => inTurn(() => require().bundles.change(person, passphrase)),
    remove: (person) =>
      inTurn(() => {
        require().bundles.remove(person)
        return Promise.resolve()
      }),
    lead: (persons) =>
      inTurn(() => {
        require().bundles.lead(persons)
        return Promise.resolve()
      }),
    forget: (person) => open?.bundles.forget(person),
    has: (person) => require().bundles.has(person),
    isGiven: (person) => require().bundles.isGiven(person),
    pins: {
      set: (person, pin) => {
        require().bundles.pins.set(person, pin)
      },
      check: (person, pin) => require().bundles.pins.check(person, pin),
      remove: (person) => {
        require().bundles.pins.remove(person)
      },
      persons: () => require().bundles.pins.persons(),
    },
  }

  return {
    lifecycle,
    personKeys,
    store: {
      read: (work) => require().record.read(work),
      write: (stamp, work) => require().record.write(stamp, work),
      writeUnaudited: (stamp, work) => require().record.writeUnaudited(stamp, work),
    },
    staging: {
      begin: (input) => require().staging.begin(input),
      append: (input) => {
        require().staging.append(input)
      },
      finish: (input) => require().staging.finish(input),
      read: (input) => require().staging.read(input),
      info: (input) => require().staging.info(input),
      adopt: (input, transaction) => require().staging.adopt(input, transaction),
      put: (input) => require().staging.put(input),
      drop: (input) => {
        require().staging.drop(input)
      },
    },
    piece: (staged, index) => require().staging.piece(staged, index),
    stagedSize: (staged) => require().staging.finished(staged).size,
    current: () => open,
  }
}

/** What is at the place, found without a key and, for a newer store, without touching anything. */
function lookAt(place: StorePlace, ports: StorePorts, open: OpenStore | null, foundDamaged: boolean): StoreStatus {
  const { perUser } = place
  if (open !== null) return { state: 'open', kind: shownKind(open.keyring().storeKind), perUser }
  const layout = layoutOf(place.folder)
  if (isReplacingUnfinished(layout)) {
    try {
      finishInterruptedRestore(layout, ports)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return { state: error.code === 'store-locked' ? 'in-use' : 'read-only', kind: null, perUser }
    }
  }
  if (lostStore(layout, (ports.migrations ?? released).length) !== null) return { state: 'damaged', kind: null, perUser }
  if (!existsSync(layout.store)) {
    const readOnly = existsSync(place.folder) && !isWritable(place.folder)
    return { state: readOnly ? 'read-only' : 'missing', kind: null, perUser }
  }
  const found = readKeyrings(layout, (ports.migrations ?? released).length)
  switch (found.kind) {
    case 'missing':
      return { state: 'keyring-missing', kind: null, perUser }
    case 'damaged':
      return { state: 'keyring-damaged', kind: null, perUser }
    case 'newer':
      return { state: 'newer', kind: null, perUser }
    case 'found':
      break
  }
  const kind = shownKind(found.keyrings[0].storeKind)
  if (!isWritable(place.folder)) return { state: 'read-only', kind, perUser }
  const held = holdStore(layout.lock, 0)
  // A damaged lock is mended by the next opening.
  if (!held.ok && held.why !== 'damaged') return { state: held.why === 'held' ? 'in-use' : 'read-only', kind, perUser }
  if (held.ok) held.lock.release()
  return { state: foundDamaged ? 'damaged' : 'closed', kind, perUser }
}

function shownKind(kind: StoreKind): 'real' | 'demo' | null {
  return kind === 'real' || kind === 'demo' ? kind : null
}

function publicKeyOf(keys: PersonKeys | undefined): Uint8Array {
  if (keys === undefined) throw new Error('the keys of this person are not unwrapped')
  return signingPublicKey(keys.signing)
}
