import { createHmac } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backupFiles, listBackups, newestFirst, type Backup } from '../../db/backup.ts'
import { migrations } from '../../db/migrations/migrations.ts'
import { readAnchor } from '../../shared/audit/anchor.ts'
import { backupRule, isBackupDue } from '../../shared/backup/backup-rule.ts'
import { DomainError, type ErrorCode } from '../../shared/contract/error.ts'
import { keyringText, readKeyring } from '../../shared/person/keyring-format.ts'
import type { BackupEntry, BackupFailure, BackupPlace, Backups, BackupState, LastKnownHead, MadeBackup } from '../../shared/ports/backups.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Random } from '../../shared/ports/crypto.ts'
import type { Log } from '../../shared/ports/log.ts'
import type { JobControl } from '../../shared/ports/places.ts'
import { readAnchorLines } from './anchor-log.ts'
import { backupRoot, backupsAt } from './backup-folders.ts'
import { readKeyrings } from './keyring-file.ts'
import type { KnownPlaces } from './places.ts'
import type { StoreHost } from './store-lifecycle.ts'
import type { OpenStore } from './store-opening.ts'
import { layoutOf, type StorePlace } from './store-place.ts'
import { quietControl, type TaskRunner } from './work/task-runner.ts'

/** What backups need of the rest of the core. */
export interface BackupParts {
  readonly place: StorePlace
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly places: KnownPlaces
  readonly runner: () => TaskRunner
  readonly host: () => StoreHost
  /** Does away with what a change of key put aside. */
  readonly settle: () => Promise<unknown>
  /** Milliseconds between the opening of a store and the first look whether a backup is due: a start has other things to do first. */
  readonly firstLookAfter: number
}

/** A backup that can be reached, with its opaque id. */
export interface ListedBackup {
  readonly id: string
  readonly backup: Backup
  readonly place: BackupPlace
}

/** The port, and what only the core does with it. */
export interface BackupHost extends Backups {
  /** The folder behind an id, or `null` when it is not there (any more). */
  find(id: string): Promise<Backup | null>
  /** Every backup that can be reached, newest first. */
  all(): Promise<readonly ListedBackup[]>
  /** Makes one in the ring now, as a due one. */
  makeInRing(control: JobControl): Promise<Backup>
  /** Begins to make automatic backups of the store that was just opened. */
  watch(): void
  /** Ends that; what is being made is finished or cancelled with the worker. */
  unwatch(): void
}

/** Time that `found` waits for backups to be read, in milliseconds; what takes longer is told as not checked yet. */
const patience = 1_500
/** A copy on its way to a drive: made here first, where it can be verified fast, and gone when it was carried. */
const outgoingName = '.outgoing'

interface Found {
  readonly backup: Backup
  readonly place: BackupPlace
}

/** Backups of the record of this place. */
export function createBackups(parts: BackupParts): BackupHost {
  const { place, clock, log, places } = parts
  const layout = layoutOf(place.folder)
  const outgoing = join(layout.backups, outgoingName)
  const idKey = parts.random.bytes(32)
  const checked = new Map<string, 'unchanged' | 'changed'>()
  const checking = new Map<string, Promise<void>>()
  let making: Promise<unknown> = Promise.resolve()
  let reading: Promise<unknown> = Promise.resolve()
  let failure: BackupFailure | null = null
  let timer: NodeJS.Timeout | null = null

  function idOf(backup: Backup): string {
    return createHmac('sha256', idKey).update(backup.folder).digest('base64url').slice(0, 22)
  }

  function entryOf({ backup, place: where }: Found): BackupEntry {
    const { why, at, storeId, entity, line, sequence, size } = backup.note
    return { id: idOf(backup), name: backup.name, why, at, storeId, entity: entity ?? null, kind: kindOf(backup), line, sequence, size, place: where }
  }

  function ofRing(): Found[] {
    return listBackups(layout.backups).map((backup) => ({ backup, place: { kind: 'ring', label: '' } }))
  }

  async function everywhere(): Promise<Found[]> {
    const found = ofRing()
    for (const { id, kind, label } of await places.list()) {
      const path = (await places.resolve(id))?.path
      if (path === undefined) continue
      for (const backup of await backupsAt(path)) found.push({ backup, place: { kind, label } })
    }
    // A configured folder may lie on a drive that was found too.
    const seen = new Set<string>()
    return found.filter(({ backup: { folder } }) => !seen.has(folder) && seen.add(folder)).sort((a, b) => newestFirst(a.backup, b.backup))
  }

  /** What the content of a backup was found to be; a file that was written since counts as another one. */
  function contentKey(backup: Backup): string {
    const file = statSync(join(backup.folder, backupFiles.store), { throwIfNoEntry: false })
    const keyring = statSync(join(backup.folder, backupFiles.keyring), { throwIfNoEntry: false })
    return [backup.folder, backup.note.sha256, file?.size, file?.mtimeMs, keyring?.size, keyring?.mtimeMs].join('\0')
  }

  function check(backup: Backup, key: string): Promise<void> {
    const running = checking.get(key)
    if (running !== undefined) return running
    // One after the other: two at once on one stick take longer than both in a row.
    const mine = reading.then(async () => {
      try {
        checked.set(key, await parts.runner().run('checkBackup', { backup }, quietControl))
      } catch (error) {
        if (!(error instanceof DomainError)) log.fault('backup', error)
      } finally {
        checking.delete(key)
      }
    })
    checking.set(key, mine)
    reading = mine
    return mine
  }

  function stateOf(backup: Backup, key: string): BackupState {
    return isNewer(backup) ? 'newer' : (checked.get(key) ?? 'not-checked')
  }

  function requireOpen(): OpenStore {
    const open = parts.host().current()
    if (open === null) throw new DomainError('store-closed')
    return open
  }

  /** Makes one at a time: the names of two could fall into one second. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = making.then(work)
    making = mine.catch(() => undefined)
    return mine
  }

  async function makeIn(folder: string, why: 'daily' | 'asked', control: JobControl): Promise<Backup> {
    const open = requireOpen()
    return parts.runner().run('backUp', { folder, why, at: clock.read().at, keyringText: keyringText(open.keyring()), prunes: why === 'daily' }, control)
  }

  async function makeOutside(id: string, entity: string, control: JobControl): Promise<MadeBackup> {
    const target = await places.resolve(id)
    if (target === null) throw new DomainError('place-missing')
    rmSync(outgoing, { recursive: true, force: true })
    try {
      const backup = await makeIn(outgoing, 'asked', control)
      control.check()
      const written = await parts.runner().run('carryBackup', { backup, place: target, folders: [backupRoot, entity, backup.name] }, control)
      return madeOf(backup, written.every(({ outcome }) => outcome === 'already-there') ? 'already-there' : 'written')
    } finally {
      rmSync(outgoing, { recursive: true, force: true })
    }
  }

  async function makeWhenDue(): Promise<void> {
    const open = parts.host().current()
    // One that is made while the key is changed would be under the key that goes.
    if (open === null || parts.host().lifecycle.underway() !== null) return
    try {
      const now = clock.read().at
      const notes = listBackups(layout.backups).map(({ note }) => note)
      if (!isBackupDue(notes, { storeId: open.keyring().storeId, line: open.head().line }, now)) return
      await inTurn(() => makeIn(layout.backups, 'daily', quietControl))
      failure = null
      parts.host().lifecycle.anchor('backup')
    } catch (error) {
      // The record was closed meanwhile: nothing failed.
      if (timer === null || parts.host().current() !== open) return
      log.fault('backup', error)
      failure = { at: clock.read().at, code: error instanceof DomainError ? error.code : ('internal' satisfies ErrorCode) }
    }
  }

  async function settle(): Promise<void> {
    const open = parts.host().current()
    // While the key is being changed there is nothing to settle, and the worker is busy.
    if (open === null || parts.host().lifecycle.underway() !== null) return
    try {
      await parts.settle()
    } catch (error) {
      if (timer !== null && parts.host().current() === open) log.fault('backup', error)
    }
  }

  function watch(): void {
    unwatch()
    const next = (after: number): void => {
      timer = setTimeout(() => {
        next(backupRule.lookEvery)
        void makeWhenDue().then(settle)
      }, after)
      timer.unref()
    }
    next(parts.firstLookAfter)
  }

  function unwatch(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    failure = null
  }

  async function find(id: string): Promise<Found | null> {
    return (await everywhere()).find(({ backup }) => idOf(backup) === id) ?? null
  }

  return {
    ring: () => ofRing().map(entryOf),
    list: async () => (await everywhere()).map(entryOf),
    async found() {
      const all = (await everywhere()).map((found) => ({ found, key: contentKey(found.backup) }))
      const open = all.filter(({ found, key }) => stateOf(found.backup, key) === 'not-checked')
      if (open.length > 0) await atMost(patience, Promise.all(open.map(({ found, key }) => check(found.backup, key))))
      return all.map(({ found, key }) => ({ ...entryOf(found), state: stateOf(found.backup, key) }))
    },
    here() {
      const storeId = ownStoreId()
      return storeId === null ? null : { storeId, last: lastKnown(storeId) }
    },
    make: (target, entity, control) =>
      inTurn(async () => (target === null ? madeOf(await makeIn(layout.backups, 'asked', control), 'written') : makeOutside(target, entity, control))),
    async remove(id) {
      const found = await find(id)
      if (found === null) throw new DomainError('not-found', { kind: 'backup' })
      if (found.backup.note.why !== 'asked') throw new DomainError('conflict', { what: 'backup' })
      // The note first: what is then cut off is no longer taken for a backup.
      await rm(join(found.backup.folder, backupFiles.note))
      await rm(found.backup.folder, { recursive: true, force: true })
      return entryOf(found)
    },
    failure: () => failure,
    find: async (id) => (await find(id))?.backup ?? null,
    all: async () => (await everywhere()).map((found) => ({ id: idOf(found.backup), ...found })),
    makeInRing: (control) => inTurn(() => makeIn(layout.backups, 'daily', control)),
    watch,
    unwatch,
  }

  /** Whose record lies here: from its keyring, else from what was noted beside it. */
  function ownStoreId(): string | null {
    try {
      const keyrings = readKeyrings(layout, Number.MAX_SAFE_INTEGER)
      if (keyrings.kind === 'found') return keyrings.keyrings[0].storeId
    } catch {
      // Not readable: the rest may still tell.
    }
    if (!existsSync(layout.store)) return null
    return anchorsNewestFirst().at(0)?.storeId ?? listBackups(layout.backups).at(0)?.note.storeId ?? null
  }

  function lastKnown(storeId: string): LastKnownHead | null {
    const last = anchorsNewestFirst().find((anchor) => anchor.storeId === storeId)
    return last === undefined ? null : { line: last.line, sequence: last.sequence, at: last.at }
  }

  function anchorsNewestFirst() {
    try {
      return readAnchorLines(layout.anchorLog).flatMap((line) => readAnchor(line) ?? []).reverse()
    } catch {
      return []
    }
  }
}

function madeOf({ name, note }: Backup, outcome: MadeBackup['outcome']): MadeBackup {
  return { name, at: note.at, sequence: note.sequence, head: note.head, size: note.size, sha256: note.sha256, outcome }
}

/** What a store is for, as its keyring says without a key. */
function kindOf(backup: Backup): 'real' | 'demo' | null {
  const keyring = keyringOf(backup)
  return keyring?.storeKind === 'real' || keyring?.storeKind === 'demo' ? keyring.storeKind : null
}

function isNewer(backup: Backup): boolean {
  return Math.max(backup.note.storeVersion, keyringOf(backup)?.storeVersion ?? 0) > migrations.length
}

function keyringOf(backup: Backup) {
  try {
    const path = join(backup.folder, backupFiles.keyring)
    const found = statSync(path)
    const reading = !found.isFile() || found.size > 1_048_576 ? null : readKeyring(readFileSync(path, 'utf8'))
    return reading?.kind === 'keyring' ? reading.keyring : null
  } catch {
    return null
  }
}

async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const out = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)))
  await Promise.race([work, out])
  clearTimeout(timer)
}
