import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backupFiles, type Backup } from '../../db/backup.ts'
import { numberOf } from '../../db/sqlite.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { keyringLimit, personWraps, readKeyring, recoveryWraps, type Keyring } from '../../shared/person/keyring-format.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { KeyCopies, KeyCopy } from '../../shared/ports/key-copies.ts'
import type { JobControl } from '../../shared/ports/places.ts'
import { formerRemoved } from '../../shared/store/former-pair.ts'
import { syncFolder } from './durable-file.ts'
import { isUndamaged } from './keyring.ts'
import { asideAt } from './store-health.ts'
import type { OpenStore } from './store-opening.ts'
import { layoutOf, type StorePlace } from './store-place.ts'
import { quietControl, type TaskRunner } from './work/task-runner.ts'
import type { ListedBackup } from './backups.ts'

/** What this needs of the rest of the core. */
export interface KeyCopyParts {
  readonly place: StorePlace
  readonly clock: Clock
  readonly runner: () => TaskRunner
  readonly current: () => OpenStore | null
  /** Every backup that can be reached, newest first. */
  readonly backups: () => Promise<readonly ListedBackup[]>
  /** A verified backup in the ring. */
  readonly makeBackup: (control: JobControl) => Promise<Backup>
}

/** Names of what restores, changes of key and repairs put aside in the folder of a record. */
const asideFolder = /^(?:replaced|rekeyed)-/
const asideKeyring = /^keyring(?:\.2)?\.json\.aside-/
const formerFolder = /^rekeyed-/

/** Who can open which copy of the open record, and doing away with copies under a key that was changed. */
export function createKeyCopies(parts: KeyCopyParts): KeyCopies {
  const { folder } = parts.place
  const layout = layoutOf(folder)

  function requireOpen(): OpenStore {
    const open = parts.current()
    if (open === null) throw new DomainError('store-closed')
    return open
  }

  function read(open: OpenStore, keyring: Keyring | null): Pick<KeyCopy, 'key' | 'people' | 'sheet'> {
    if (keyring === null) return { key: 'unreadable', people: [], sheet: 'none' }
    const present = open.keyring()
    const bundles = new Map(personWraps(present).map((wrap) => [wrap.person, JSON.stringify(wrap.bundle)]))
    const sheets = new Set(recoveryWraps(present).map(({ recipient }) => recipient))
    const recovery = recoveryWraps(keyring)
    return {
      key: open.isUnderThisKey(keyring) ? 'present' : 'earlier',
      people: personWraps(keyring).map((wrap) => ({ person: wrap.person, passphrase: bundles.get(wrap.person) === JSON.stringify(wrap.bundle) ? 'present' : 'earlier' })),
      sheet: recovery.length === 0 ? 'none' : recovery.every(({ recipient }) => sheets.has(recipient)) ? 'present' : 'earlier',
    }
  }

  function ofBackup(open: OpenStore, { id, backup, place }: ListedBackup): KeyCopy {
    const { at, why, size } = backup.note
    return { id, name: backup.name, at, why, place, size, ...read(open, keyringAt(join(backup.folder, backupFiles.keyring))) }
  }

  function putAside(open: OpenStore): KeyCopy[] {
    const place = { kind: 'ring', label: '' } as const
    return namesIn(folder).flatMap((name): KeyCopy[] => {
      const path = join(folder, name)
      if (asideKeyring.test(name)) {
        const keyring = keyringAt(path)
        return keyring?.storeId === open.keyring().storeId ? [{ id: null, name, at: asideAt(name), why: null, place, size: sizeOf(path), ...read(open, keyring) }] : []
      }
      if (!asideFolder.test(name)) return []
      const inside = layoutOf(path)
      const keyring = keyringAt(inside.keyring) ?? keyringAt(inside.keyringCopy)
      // Another plant's record that was replaced is not a copy of this one.
      if (keyring !== null && keyring.storeId !== open.keyring().storeId) return []
      return [{ id: null, name, at: asideAt(name), why: null, place, size: sizeOf(inside.store), ...read(open, keyring) }]
    })
  }

  async function ofThisRecord(open: OpenStore): Promise<readonly ListedBackup[]> {
    const { storeId } = open.keyring()
    return (await parts.backups()).filter(({ backup }) => backup.note.storeId === storeId)
  }

  /** A backup in the ring that opens with the present key and is still what was verified. */
  async function goodBackup(open: OpenStore): Promise<Backup | null> {
    for (const listed of await ofThisRecord(open)) {
      if (listed.place.kind !== 'ring' || ofBackup(open, listed).key !== 'present') continue
      if ((await parts.runner().run('checkBackup', { backup: listed.backup }, quietControl)) === 'unchanged') return listed.backup
    }
    return null
  }

  function former(): string[] {
    return namesIn(folder).filter((name) => formerFolder.test(name))
  }

  return {
    async list() {
      const open = requireOpen()
      const backups = await ofThisRecord(open)
      return [...backups.map((listed) => ofBackup(open, listed)), ...putAside(open)].sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
    },
    former,
    async settle(control) {
      const open = requireOpen()
      if (former().length === 0) return []
      if ((await goodBackup(open)) === null) await parts.makeBackup(control)
      // Looked at anew: what was made has to be read back, and the record may have been closed meanwhile.
      if (requireOpen() !== open || (await goodBackup(open)) === null) return former()
      for (const name of former()) {
        const path = join(folder, name)
        const inside = layoutOf(path)
        // What opens it goes first: a deletion that is cut off leaves nothing that a former passphrase opens.
        for (const keyring of [inside.keyring, inside.keyringCopy]) rmSync(keyring, { force: true })
        rmSync(path, { recursive: true, force: true })
        syncFolder(folder)
        const stamp = { session: 'system', actor: 'system', confirmed: false, procedure: formerRemoved, reading: parts.clock.read() }
        open.record.write(stamp, (transaction) => {
          transaction.changed('former-pair', transaction.facts.storeId, { folder: name }, null)
        })
      }
      return former()
    },
    async remove(ids) {
      const open = requireOpen()
      const listed = await ofThisRecord(open)
      const wanted = ids.map((id) => {
        const found = listed.find((one) => one.id === id)
        if (found === undefined) throw new DomainError('not-found', { kind: 'backup' })
        const copy = ofBackup(open, found)
        if (copy.place.kind !== 'ring' || copy.key !== 'earlier') throw new DomainError('conflict', { what: 'backup' })
        return { found, copy }
      })
      if ((await goodBackup(open)) === null) throw new DomainError('conflict', { what: 'backup' })
      for (const { found } of wanted) {
        // The note first: what is then cut off is no longer taken for a backup.
        await rm(join(found.backup.folder, backupFiles.note), { force: true })
        await rm(join(found.backup.folder, backupFiles.keyring), { force: true })
        await rm(found.backup.folder, { recursive: true, force: true })
      }
      syncFolder(layout.backups)
      return wanted.map(({ copy }) => copy)
    },
    size() {
      const { connection } = requireOpen().record
      return numberOf(connection.pragma('page_count', { simple: true })) * numberOf(connection.pragma('page_size', { simple: true }))
    },
  }
}

function keyringAt(path: string): Keyring | null {
  try {
    if (statSync(path).size > keyringLimit) return null
    const reading = readKeyring(readFileSync(path, 'utf8'))
    return reading.kind === 'keyring' && isUndamaged(reading.keyring) ? reading.keyring : null
  } catch {
    return null
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : []
}
