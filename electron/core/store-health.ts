import { existsSync, readdirSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { platform } from 'node:process'
import { isUnchanged, listBackups } from '../../db/backup.ts'
import { holdStore } from '../../db/lock.ts'
import { migrations } from '../../db/migrations/migrations.ts'
import { readAnchor } from '../../shared/audit/anchor.ts'
import type { HealthFacts } from '../../shared/store/doctor.ts'
import { readAnchorLines } from './anchor-log.ts'
import { brokenKeyrings, readKeyrings } from './keyring-file.ts'
import { lostStore } from './store-files.ts'
import { isWritable, layoutOf, type StoreLayout, type StorePlace } from './store-place.ts'

/** Newest backups whose bytes are compared with what was verified: each of them is read whole. */
const comparedBackups = 3

/**
 * Looks at the folder of a record without a key and without changing anything. Files of the database are never opened here, only asked for
 * their size.
 * @param now wall clock, UTC ms. @param own whether this process has the record open: then its lock is not tried.
 */
export async function lookAtPlace(place: StorePlace, now: number, own: boolean): Promise<HealthFacts> {
  const layout = layoutOf(place.folder)
  const { keyring, generation } = lookAtKeyring(layout)
  return {
    folder: !existsSync(place.folder) ? 'missing' : isWritable(place.folder) ? 'writable' : 'read-only',
    perUser: place.perUser,
    store: storeOf(layout),
    ...permissionsOf(layout),
    lock: own ? 'own' : lockOf(layout),
    keyring,
    generation,
    cutOff: (statSync(`${layout.store}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0,
    replaced: replacedFolders(place.folder).length > 0,
    aside: asideOf(place.folder),
    backups: backupsOf(layout),
    freeBytes: await freeBytesOf(place.folder),
    now,
    lastAnchorAt: lastAnchorOf(layout),
  }
}

function storeOf(layout: StoreLayout): HealthFacts['store'] {
  if (existsSync(layout.store)) return 'there'
  return lostStore(layout, migrations.length) === null ? 'none' : 'gone'
}

/** Only where the system keeps such bits: on Windows the folder's own rights count, which the installer sets. */
function permissionsOf(layout: StoreLayout): Pick<HealthFacts, 'readableByAll' | 'writableByAll'> {
  if (platform === 'win32') return { readableByAll: 0, writableByAll: 0 }
  const modes = [layout.store, `${layout.store}-wal`, layout.keyring, layout.keyringCopy, layout.anchorLog].flatMap((path) => statSync(path, { throwIfNoEntry: false })?.mode ?? [])
  // Whoever may not enter the folder reaches none of them.
  const open = ((statSync(layout.folder, { throwIfNoEntry: false })?.mode ?? 0) & 0o001) !== 0
  if (!open) return { readableByAll: 0, writableByAll: 0 }
  return { readableByAll: modes.filter((mode) => (mode & 0o004) !== 0).length, writableByAll: modes.filter((mode) => (mode & 0o002) !== 0).length }
}

function lockOf(layout: StoreLayout): HealthFacts['lock'] {
  // Trying would make the file, and a place without a record must stay as it is.
  if (!existsSync(layout.lock)) return 'free'
  const held = holdStore(layout.lock, 0)
  if (held.ok) {
    held.lock.release()
    return 'free'
  }
  return held.why === 'held' ? 'held' : held.why === 'damaged' ? 'damaged' : 'free'
}

function lookAtKeyring(layout: StoreLayout): Pick<HealthFacts, 'keyring' | 'generation'> {
  const found = readKeyrings(layout, migrations.length)
  if (found.kind !== 'found') return { keyring: found.kind, generation: null }
  const [best] = found.keyrings
  const both = existsSync(layout.keyring) && existsSync(layout.keyringCopy) && brokenKeyrings(layout, best).length === 0
  return { keyring: both ? 'good' : 'one-copy', generation: best.generation }
}

function asideOf(folder: string): number {
  if (!existsSync(folder)) return 0
  return readdirSync(folder).filter((name) => name.includes('.aside-') || /^(?:replaced|rescued)-/.test(name)).length
}

function backupsOf(layout: StoreLayout): HealthFacts['backups'] {
  return listBackups(layout.backups)
    .slice(0, comparedBackups)
    .map((backup) => ({ name: backup.name, at: backup.note.at, unchanged: isUnchanged(backup) }))
}

async function freeBytesOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    const bytes = bavail * bsize
    return Number.isSafeInteger(bytes) ? bytes : null
  } catch {
    return null
  }
}

/** The latest time that anchor.log names: the clock has been there. */
function lastAnchorOf(layout: StoreLayout): number | null {
  let latest: number | null = null
  for (const text of readAnchorLines(layout.anchorLog)) {
    const at = readAnchor(text)?.at ?? null
    if (at !== null && (latest === null || at > latest)) latest = at
  }
  return latest
}

/** When a folder of a put aside record got its name, UTC ms; `null` for a name that does not say. */
export function replacedAt(name: string): number | null {
  return name.startsWith('replaced-') ? asideAt(name) : null
}

/** When something that was put aside got its name, UTC ms; `null` for a name that does not say. */
export function asideAt(name: string): number | null {
  const [, year, month, day, hour, minute, second] = /-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z/.exec(name) ?? []
  if (second === undefined) return null
  const at = Date.parse(`${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${second}Z`)
  return Number.isNaN(at) ? null : at
}

/** Folders of records that a restore has put aside, newest first. */
export function replacedFolders(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.startsWith('replaced-') && existsSync(layoutOf(join(folder, name)).store))
    .sort()
    .reverse()
}
