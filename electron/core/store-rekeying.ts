import { closeSync, fsyncSync, openSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { basename } from 'node:path'
import { chainEnd } from '../../db/audit.ts'
import { migrations as released } from '../../db/migrations/migrations.ts'
import { openStoreFile } from '../../db/open.ts'
import { requireFullSync } from '../../db/pragmas.ts'
import { createRecordStore } from '../../db/record-store.ts'
import { openRefusal } from '../../db/reopen.ts'
import type { RekeyedCopy } from '../../db/rekeyed-copy.ts'
import { numberOf } from '../../db/sqlite.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { toHex } from '../../shared/package/bytes.ts'
import { personWraps } from '../../shared/person/keyring-format.ts'
import { recoveryCode, recoverySecretLength } from '../../shared/person/recovery-code.ts'
import type { JobControl } from '../../shared/ports/places.ts'
import type { StoreLifecycle } from '../../shared/ports/store.ts'
import { hasRoom, spaceRule } from '../../shared/space/space-rule.ts'
import { rekeyRule } from '../../shared/store/rekey-rule.ts'
import { asStoreFault } from './durable-file.ts'
import { writeKeyrings } from './keyring-file.ts'
import { rekeyedKeyring } from './keyring-rekey.ts'
import { openBundleOf, storeKeyOf } from './keyring.ts'
import type { SignInDelay } from './sign-in-delay.ts'
import { setMode } from './store-files.ts'
import { openHeldStore, type OpenStore, type StorePorts } from './store-opening.ts'
import { layoutOf, type StorePlace } from './store-place.ts'
import { clearUndecided, decideReplacing, finishReplacing, isReplacingUnfinished, replacedName, type StepWatch } from './store-replacing.ts'
import type { UnderwayBoard, UnderwayWork } from './underway.ts'

/** What makes the copy under the new key: the worker, which reads the record over a connection of its own. */
export type CopyUnderKey = (input: { readonly folder: string; readonly target: string; readonly targetKey: Uint8Array }, control: JobControl) => Promise<RekeyedCopy>

/** What a change of the key needs of the host of the open store. */
export interface RekeyingParts {
  readonly place: StorePlace
  readonly ports: StorePorts
  readonly delay: Pick<SignInDelay, 'guard'>
  readonly underway: UnderwayBoard
  readonly copyUnderKey: CopyUnderKey
  inTurn<T>(work: () => Promise<T>): Promise<T>
  current(): OpenStore | null
  become(open: OpenStore | null): void
  closing(): Promise<void>
  opened(open: OpenStore): Promise<void>
  /** Told before each step on disk, so that a test can cut the power there. */
  readonly reached: StepWatch
}

/** How often the growing copy is asked for its size, in milliseconds. */
const lookEvery = 250

/**
 * Changes the key of the open record. A copy under a new key is made and checked in a folder beside, while the record is only read; it
 * gets its row of events and its keyring there, and one rename decides (store-replacing.ts). Until then nothing of the present pair is
 * touched. What is put aside can still be opened by everybody who could before, so it is deleted later, once a verified backup of the new
 * pair exists (earlier-keys.ts).
 */
export function createRekeying(parts: RekeyingParts): StoreLifecycle['rekey'] {
  const { place, ports, underway, reached } = parts
  const layout = layoutOf(place.folder)
  const staging = layoutOf(layout.restoring)

  return async (input, control, decided) => {
    const open = requireCurrent(null)
    await confirm(open, input)
    const work = underway.begin('rekey', 'copy', control, decided)
    const dataKey = ports.random.bytes(32)
    const key = storeKeyOf(dataKey)
    const secret = input.newSheet ? ports.random.bytes(recoverySecretLength) : null
    try {
      open.holdWriting(true)
      const keyring = rekeyedKeyring(open.keyring(), dataKey, { people: input.people, recoverySecret: secret }, ports.random)
      if (!personWraps(keyring).some(({ person }) => person === input.person)) throw new DomainError('access-ended')
      const size = await requireRoom(open)
      work.control.check()
      clearUndecided(layout)
      reached('copy')
      const copy = await copyIt(key, size, work)
      return await parts.inTurn(async () => {
        requireCurrent(open)
        work.decide()
        work.step('place')
        const aside = replacedName(layout, ports.clock.read().at, 'rekeyed')
        reached('row')
        writeRow(open, key, copy, (record) => {
          record.write({ ...input.stamp, reading: ports.clock.read() }, (transaction) => {
            input.note(transaction, aside)
          })
        })
        reached('keyring')
        writeKeyrings(staging, keyring, place.fileMode)
        decideReplacing(layout, aside, reached)
        await parts.closing()
        await goOn(open, keyring, dataKey)
        return { recoveryKey: secret === null ? null : recoveryCode(secret), aside }
      })
    } catch (error) {
      dataKey.fill(0)
      await giveUp(open)
      throw asStoreFault(error)
    } finally {
      key.fill(0)
      secret?.fill(0)
      if (parts.current() === open) open.holdWriting(false)
      work.end()
    }
  }

  function requireCurrent(wanted: OpenStore | null): OpenStore {
    const open = parts.current()
    if (open === null) throw wanted === null ? new DomainError('store-closed') : new DomainError('cancelled')
    if (wanted !== null && open !== wanted) throw new DomainError('cancelled')
    return open
  }

  /** The passphrase of the person itself, whoever else's would open the record. */
  function confirm(open: OpenStore, { person, passphrase }: { readonly person: string; readonly passphrase: string }): Promise<void> {
    return parts.inTurn(() =>
      parts.delay.guard(async () => {
        const keys = await openBundleOf(open.keyring(), person, passphrase, ports)
        if (keys === null) throw new DomainError('wrong-passphrase')
        keys.agreement.fill(0)
        keys.signing.fill(0)
      }),
    )
  }

  async function requireRoom(open: OpenStore): Promise<number> {
    const { connection } = open.record
    const size = numberOf(connection.pragma('page_count', { simple: true })) * numberOf(connection.pragma('page_size', { simple: true }))
    const { bavail, bsize } = await statfs(layout.folder)
    const free = bavail * bsize
    const needed = rekeyRule.copies * size
    if (!hasRoom(free, needed, spaceRule)) throw new DomainError('space-low', { free, needed: needed + spaceRule.refuseBelow.bytes })
    return size
  }

  /** While the worker copies it reads no messages and tells nothing, so the growing file is asked for its size. */
  async function copyIt(targetKey: Uint8Array, size: number, work: UnderwayWork): Promise<RekeyedCopy> {
    work.control.progress(0, 2 * size)
    const timer = setInterval(() => {
      const now = statSync(staging.store, { throwIfNoEntry: false })?.size ?? 0
      if (underway.look()?.step === 'copy') work.control.progress(Math.min(now, size), 2 * size)
    }, lookEvery)
    timer.unref()
    try {
      return await parts.copyUnderKey(
        { folder: layout.restoring, target: basename(staging.store), targetKey },
        {
          check: work.control.check,
          progress(done, total) {
            work.step('check')
            work.control.progress(size + Math.round((size * done) / Math.max(1, total)), 2 * size)
          },
        },
      )
    } finally {
      clearInterval(timer)
    }
  }

  /** Writes the row that tells of it into the copy, which then lies on disk whole and without a log beside it. */
  function writeRow(open: OpenStore, key: Uint8Array, copy: RekeyedCopy, write: (record: ReturnType<typeof createRecordStore>) => void): void {
    const outcome = openStoreFile(staging.store, key, 'writer', (ports.migrations ?? released).length)
    if (!outcome.ok) throw openRefusal(outcome.why)
    const { connection } = outcome
    try {
      const end = chainEnd(connection, ports.hash)
      const head = open.head()
      const isSame = end.sequence === head.sequence && end.line === head.line && toHex(end.hash) === head.hash && copy.sequence === head.sequence && copy.head === head.hash
      if (!isSame) throw new Error('the copy ends elsewhere than the record')
      const record = createRecordStore(connection, ports)
      write(record)
      requireFullSync(connection)
      if (!record.checkpoint()) throw new Error('the log of the copy could not be brought into it')
    } finally {
      connection.close()
    }
    if ((statSync(`${staging.store}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) throw new Error('the copy has kept a log')
    setMode(staging.store, place.fileMode)
    const handle = openSync(staging.store, 'r+')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  }

  /** Closes the former pair, moves the files, opens the new pair. Whoever is signed in stays so, with the keys and PINs of before. */
  async function goOn(former: OpenStore, keyring: ReturnType<OpenStore['keyring']>, dataKey: Uint8Array): Promise<void> {
    parts.become(null)
    const { lock, persons, pins } = former.handOver()
    let open: OpenStore
    try {
      finishReplacing(layout, reached)
      reached('open')
      open = openHeldStore({ place, layout, lock, keyring, dataKey, needsRepair: false, ports, pins })
    } catch (error) {
      lock.release()
      for (const keys of persons.values()) wipe(keys)
      throw error
    }
    for (const [person, keys] of persons) {
      if (open.bundles.has(person)) open.keep(person, keys)
      else wipe(keys)
    }
    for (const person of pins.persons()) if (!open.bundles.has(person)) pins.remove(person)
    parts.become(open)
    await parts.opened(open)
  }

  /**
   * What could not be finished: before the deciding step the copy goes and the present pair stays open; after it nothing may be written to
   * the former pair any more, so the record is closed, and whoever opens it next finishes.
   */
  async function giveUp(open: OpenStore): Promise<void> {
    if (!isReplacingUnfinished(layout)) {
      if (parts.current() === open) clearUndecided(layout)
      return
    }
    if (parts.current() !== open) return
    await parts.closing().catch((error: unknown) => ports.log.fault('store', error))
    parts.become(null)
    open.close()
  }
}

function wipe(keys: { readonly agreement: Uint8Array; readonly signing: Uint8Array }): void {
  keys.agreement.fill(0)
  keys.signing.fill(0)
}

