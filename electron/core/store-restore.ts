import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { open, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { appendAudit, chainEnd } from '../../db/audit.ts'
import { backupFiles, type Backup, type BackupNote } from '../../db/backup.ts'
import type { CopyCheck } from '../../db/check-copy.ts'
import { checkChain, checkFile } from '../../db/check.ts'
import { beginLine, readMeta } from '../../db/meta.ts'
import { migrateStore } from '../../db/migrate.ts'
import { migrations as released } from '../../db/migrations/migrations.ts'
import { openStoreFile } from '../../db/open.ts'
import { requireFullSync } from '../../db/pragmas.ts'
import { createRepositories } from '../../db/repos/repositories.ts'
import type { Connection } from '../../db/sqlite.ts'
import { changesBetween } from '../../shared/audit/change.ts'
import { backupRule } from '../../shared/backup/backup-rule.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { toHex } from '../../shared/package/bytes.ts'
import { keyringLimit, personWraps, readKeyring, type Keyring } from '../../shared/person/keyring-format.ts'
import { accessMoment, hasAccess } from '../../shared/person/account.ts'
import type { ClockReading } from '../../shared/ports/clock.ts'
import type { JobControl } from '../../shared/ports/places.ts'
import type { WriteStamp } from '../../shared/ports/store.ts'
import { codeOf } from './durable-file.ts'
import { readKeyrings, writeKeyrings } from './keyring-file.ts'
import { isAuthentic, isUndamaged, nextGeneration, openWithPassphrase, openWithRecoveryCode, personToRecover, requireLongEnough, storeKeyOf, withPerson, type PersonKeys } from './keyring.ts'
import { onPlace } from './place-fault.ts'
import { damage, setAside, setMode } from './store-files.ts'
import type { StorePorts } from './store-opening.ts'
import { layoutOf, type StoreLayout, type StorePlace } from './store-place.ts'
import { clearUndecided, decideReplacing, finishReplacing, hasPresentFiles, replacedName, type StepWatch } from './store-replacing.ts'
import type { UnderwayWork } from './underway.ts'
import { quietControl } from './work/task-runner.ts'

/** What a person gives to restore a backup. */
export interface RestoreInput {
  /** The passphrase of the day the backup was made; with a recovery key, the new passphrase. */
  readonly passphrase: string
  /** The key on the printed sheet, or `null`. */
  readonly recoveryKey: string | null
  /** Who asks, for the row that tells of it; the person is known once the keyring is open. */
  readonly stamp: Pick<WriteStamp, 'session' | 'procedure'>
}

/** Who follows a restore. */
export interface RestoreWatch {
  readonly reached?: StepWatch
  readonly work?: Pick<UnderwayWork, 'control' | 'step' | 'decide'>
  /** Checks the copy elsewhere, so that this thread can go on answering. Without it the copy is checked here. */
  readonly checkCopy?: CheckCopy
}

/** Checks a closed copy of a record off this thread. */
export type CheckCopy = (input: { readonly file: string; readonly key: Uint8Array; readonly version: number }, control: JobControl) => Promise<CopyCheck>

const quietWork: Required<RestoreWatch>['work'] = { control: quietControl, step: () => undefined, decide: () => undefined }
/** A backup that lies in the place of the store now. */
export interface Restored {
  readonly keyring: Keyring
  readonly dataKey: Uint8Array
  readonly person: string
  readonly keys: PersonKeys
  /** Name of the folder that holds the files that lay here before; `null` when there were none. */
  readonly replaced: string | null
}

/**
 * Restores a backup in the place of a store that is held and closed. The copy is made, opened with the keyring beside it, checked whole and
 * given its new line and its row of events in a folder beside; only then it takes the place of the present files, which are kept. Until that
 * moment nothing of them is touched, and a fault leaves them as they were.
 * @param watch.reached told before each step on disk. @param watch.work reports how far it is and can stop it until the deciding step.
 * @throws wrong-passphrase, wrong-recovery-key, passphrase-too-short, access-ended, backup-damaged {name}, store-newer, store-full, store-read-only,
 * place-removed, cancelled.
 */
export async function restoreStore(
  place: StorePlace,
  layout: StoreLayout,
  backup: Backup,
  input: RestoreInput,
  ports: StorePorts,
  { reached = () => undefined, work = quietWork, checkCopy }: RestoreWatch = {},
): Promise<Restored> {
  const steps = ports.migrations ?? released
  const keyring = readBackupKeyring(backup, steps.length)
  const opened = await openBackupKeyring(keyring, backup, input, ports)
  const { dataKey } = opened
  try {
    await requireRoom(layout, backup.note)
    clearUndecided(layout)
    mkdirSync(layout.restoring, { mode: place.folderMode })
    reached('copy')
    const staging = layoutOf(layout.restoring)
    const file = staging.store
    await copyVerified(backup, file, work.control)
    reached('check')
    work.step('check')
    const key = storeKeyOf(dataKey)
    const checked = (await checkCopy?.({ file, key, version: steps.length }, checkControl(work, backup.note.size))) ?? { whole: false, chain: false }
    key.fill(0)
    work.control.check()
    const replaced = hasPresentFiles(layout) ? replacedName(layout, ports.clock.read().at) : null
    beginRestoredLine(file, backup, { ...opened, replaced, recovered: input.recoveryKey !== null, stamp: input.stamp }, checked, ports)
    setMode(file, place.fileMode)
    syncFile(file)
    reached('keyring')
    const { keyring: restored, keys } = await renewKeyring(keyring, layout, opened, steps.length, input, ports)
    writeKeyrings(staging, restored, place.fileMode)
    // A person who pressed Stop during the check is heard before it is decided.
    await pause(0)
    work.decide()
    work.step('place')
    decideReplacing(layout, replaced ?? replacedName(layout, ports.clock.read().at), reached)
    finishReplacing(layout, reached)
    return { keyring: restored, dataKey, person: opened.person, keys, replaced }
  } catch (error) {
    dataKey.fill(0)
    // Without effect once it was decided: then the folder has another name.
    clearUndecided(layout)
    throw error
  }
}

/**
 * Puts the keyring of a backup back beside a store that is still there: nothing of the record is lost. The present keyring files, damaged
 * as they are, are set aside.
 * @throws store-damaged when the store does not open with these keys, and as `restoreStore`.
 */
export async function restoreKeys(place: StorePlace, layout: StoreLayout, backup: Backup, input: RestoreInput, ports: StorePorts): Promise<Omit<Restored, 'replaced'>> {
  const steps = ports.migrations ?? released
  const keyring = readBackupKeyring(backup, steps.length)
  const opened = await openBackupKeyring(keyring, backup, input, ports)
  try {
    const key = storeKeyOf(opened.dataKey)
    const outcome = openStoreFile(layout.store, key, 'reader', steps.length)
    key.fill(0)
    if (!outcome.ok && outcome.why === 'disk-fault') throw new DomainError('store-disk-fault')
    if (!outcome.ok) throw outcome.why === 'newer' ? new DomainError('store-newer') : damage(layout, keyring.storeId, ['store'])
    outcome.connection.close()
    const { keyring: restored, keys } = await renewKeyring(keyring, layout, opened, Math.max(keyring.storeVersion, outcome.version), input, ports)
    const at = ports.clock.read().at
    for (const path of [layout.keyring, layout.keyringCopy]) setAside(path, at)
    writeKeyrings(layout, restored, place.fileMode)
    return { keyring: restored, dataKey: opened.dataKey, person: opened.person, keys }
  } catch (error) {
    opened.dataKey.fill(0)
    throw error
  }
}

/**
 * The keyring of a backup as the next generation above every one that lies here: should one of them come back, this one wins. With a
 * recovery key the person gets a new bundle.
 */
async function renewKeyring(
  keyring: Keyring,
  layout: StoreLayout,
  opened: { readonly dataKey: Uint8Array; readonly person: string; readonly keys: PersonKeys | null },
  storeVersion: number,
  input: RestoreInput,
  ports: StorePorts,
): Promise<{ keyring: Keyring; keys: PersonKeys }> {
  const { person, dataKey } = opened
  const above = { ...keyring, generation: Math.max(keyring.generation, presentGeneration(layout)) }
  const renewed = opened.keys === null ? await withPerson(above, { person, passphrase: input.passphrase, dataKey }, ports) : { keyring: above, keys: opened.keys }
  return { keyring: nextGeneration(renewed.keyring, { storeVersion }, dataKey), keys: renewed.keys }
}

function damaged(backup: Backup): DomainError {
  return new DomainError('backup-damaged', { name: backup.name })
}

/** The keyring beside a copy. Its sha256 holds without a key; whether it belongs to this copy shows when it opens it. */
function readBackupKeyring(backup: Backup, knownVersion: number): Keyring {
  const path = join(backup.folder, backupFiles.keyring)
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const reading = size > 0 && size <= keyringLimit ? readKeyring(readFileSync(path, 'utf8')) : null
  if (reading?.kind === 'newer') throw new DomainError('store-newer')
  if (reading?.kind !== 'keyring' || !isUndamaged(reading.keyring) || reading.keyring.storeId !== backup.note.storeId) throw damaged(backup)
  if (reading.keyring.storeVersion > knownVersion || backup.note.storeVersion > knownVersion) throw new DomainError('store-newer')
  return reading.keyring
}

async function openBackupKeyring(
  keyring: Keyring,
  backup: Backup,
  input: RestoreInput,
  ports: StorePorts,
): Promise<{ dataKey: Uint8Array; person: string; keys: PersonKeys | null }> {
  let opened: { dataKey: Uint8Array; person: string; keys: PersonKeys | null }
  if (input.recoveryKey === null) opened = await openWithPassphrase(keyring, input.passphrase, ports)
  else {
    requireLongEnough(input.passphrase)
    if (personWraps(keyring).length === 0) throw damaged(backup)
    opened = { dataKey: openWithRecoveryCode(keyring, input.recoveryKey), person: personToRecover(keyring, null), keys: null }
  }
  if (!isAuthentic(keyring, opened.dataKey)) throw damaged(backup)
  return opened
}

/** The highest generation of the keyrings that lie here and are whole; 0 without one. */
function presentGeneration(layout: StoreLayout): number {
  try {
    const present = readKeyrings(layout, Number.MAX_SAFE_INTEGER)
    return present.kind === 'found' ? present.keyrings[0].generation : 0
  } catch {
    return 0
  }
}

async function requireRoom(layout: StoreLayout, note: BackupNote): Promise<void> {
  const space = await statfs(layout.folder)
  const needed = note.size + backupRule.leavesFree
  if (space.bavail * space.bsize < needed) throw new DomainError('store-full', { needed })
}

/** Copies the store of a backup while comparing it with its note. @throws backup-damaged, place-removed, store-full. */
async function copyVerified(backup: Backup, target: string, control: JobControl): Promise<void> {
  const path = join(backup.folder, backupFiles.store)
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw damaged(backup)
  const source = await onPlace(() => open(path, 'r'))
  try {
    const copy = await open(target, 'wx', 0o600)
    const hash = createHash('sha256')
    try {
      const buffer = Buffer.allocUnsafe(1_048_576)
      let size = 0
      for (;;) {
        const { bytesRead } = await onPlace(() => source.read(buffer, 0, buffer.length))
        if (bytesRead === 0) break
        size += bytesRead
        if (size > backup.note.size) throw damaged(backup)
        control.progress(size, backup.note.size)
        control.check()
        hash.update(buffer.subarray(0, bytesRead))
        for (let at = 0; at < bytesRead; ) at += (await copy.write(buffer, at, bytesRead - at)).bytesWritten
      }
      await copy.sync()
    } finally {
      await copy.close()
    }
    if (hash.digest('hex') !== backup.note.sha256) throw damaged(backup)
  } catch (error) {
    if (['ENOSPC', 'EDQUOT'].includes(codeOf(error))) throw new DomainError('store-full')
    throw error
  } finally {
    await source.close().catch(() => undefined)
  }
}

/** Checks the copy whole, brings it to the present schema and starts its new line together with the row that says so. */
function beginRestoredLine(
  file: string,
  backup: Backup,
  by: { readonly dataKey: Uint8Array; readonly person: string; readonly replaced: string | null; readonly recovered: boolean; readonly stamp: RestoreInput['stamp'] },
  checked: CopyCheck,
  ports: StorePorts,
): void {
  const steps = ports.migrations ?? released
  const key = storeKeyOf(by.dataKey)
  const outcome = openStoreFile(file, key, 'writer', steps.length)
  key.fill(0)
  if (!outcome.ok) {
    if (outcome.why === 'newer') throw new DomainError('store-newer')
    if (outcome.why === 'full') throw new DomainError('store-full')
    if (outcome.why === 'disk-fault') throw new DomainError('store-disk-fault')
    throw damaged(backup)
  }
  const { connection } = outcome
  try {
    // What was not found whole elsewhere is looked at here, and named by what is found.
    if (!checked.whole && !checkFile(connection, 'full').intact) throw damaged(backup)
    if (readMeta(connection)?.storeId !== backup.note.storeId) throw damaged(backup)
    const { from } = migrateStore(connection, () => undefined, steps)
    if (!checked.chain && !checkChain(connection, ports.hash, quietControl).intact) throw damaged(backup)
    const reading = ports.clock.read()
    // The recovery sheet lets somebody in whoever that is.
    if (!by.recovered) requireAccess(connection, by.person, reading, ports)
    const end = chainEnd(connection, ports.hash)
    if (end.line !== backup.note.line || end.sequence !== backup.note.sequence || toHex(end.hash) !== backup.note.head) throw damaged(backup)
    const line = toHex(ports.random.bytes(8))
    const before = { line: end.line, schema: from }
    const after = { line, schema: steps.length, backup: backup.name, madeAt: backup.note.at, continues: end.sequence, replaced: by.replaced }
    connection.exec('BEGIN IMMEDIATE')
    try {
      beginLine(connection, line, end, reading.at)
      appendAudit(
        connection,
        ports,
        { ...by.stamp, actor: by.person, confirmed: true, reading },
        { subject: [{ kind: 'store', id: backup.note.storeId }], changes: changesBetween('store', backup.note.storeId, before, after), reason: null },
      )
      connection.exec('COMMIT')
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      throw error
    }
    requireFullSync(connection)
    connection.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    connection.close()
  }
}

/** Whose access has an end that is past must not put a backup in the place of a record. @throws access-ended. */
function requireAccess(connection: Connection, person: string, reading: ClockReading, ports: Pick<StorePorts, 'hash'>): void {
  const repositories = createRepositories(connection, ports.hash)
  const known = repositories.people.find(person)
  if (known !== null && !hasAccess(known, accessMoment(repositories, reading))) throw new DomainError('access-ended')
}

/** Rows of the chain as bytes of the copy: one measure from the beginning to the end. */
function checkControl({ control }: Pick<UnderwayWork, 'control'>, size: number): JobControl {
  return {
    check: control.check,
    progress(done, total) {
      control.progress(Math.round((size * done) / Math.max(1, total)), size)
    },
  }
}

/** Waits until a closed file is on disk. Never the store's own: this one has no name that anybody opens. */
function syncFile(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
