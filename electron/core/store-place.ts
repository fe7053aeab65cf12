import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, posix, resolve, win32 } from 'node:path'
import { asStoreFault } from './durable-file.ts'

/** Where the store lies. */
export interface StorePlace {
  readonly folder: string
  /** True when only this account of the PC can use it: shift workers with accounts of their own would each have another record. */
  readonly perUser: boolean
  /** Permission bits for files and for the folder: the group of a shared place must be able to write. */
  readonly fileMode: number
  readonly folderMode: number
}

/** What the choice of a place depends on. */
export interface PlaceFacts {
  readonly platform: string
  /** Folder given with `--store`, or `null`. */
  readonly argument: string | null
  /** Folder given in `COFFERDAM_STORE`, or `null`. */
  readonly variable: string | null
  /** `%ProgramData%`, or `null` where there is none. */
  readonly programData: string | null
  /** `%LOCALAPPDATA%`, or `null`. */
  readonly localAppData: string | null
  /** `$XDG_DATA_HOME`, or `null`. */
  readonly xdgDataHome: string | null
  readonly home: string
  /** Whether this account may write in a folder that is meant for the group, and whether a store lies there already. */
  readonly look: (folder: string) => { readonly groupWritable: boolean; readonly hasStore: boolean }
}

/**
 * Chooses the place of the store: what was said, else the folder for the whole PC when the group can write there, else a folder of
 * this account. A store that lies in the account's folder already is never passed over for an empty shared one: it would look lost.
 */
export function choosePlace(facts: PlaceFacts): StorePlace {
  const said = facts.argument ?? facts.variable
  if (said !== null && said !== '') return { folder: resolve(said), perUser: false, fileMode: 0o660, folderMode: 0o770 }
  const shared = sharedFolder(facts)
  const own = ownFolder(facts)
  const atShared = shared === null ? { groupWritable: false, hasStore: false } : facts.look(shared)
  const useShared = shared !== null && atShared.groupWritable && (atShared.hasStore || !facts.look(own).hasStore)
  if (useShared) return { folder: shared, perUser: false, fileMode: 0o660, folderMode: 0o2770 }
  return { folder: own, perUser: true, fileMode: 0o600, folderMode: 0o700 }
}

/** Everything that lies in the folder of a store. */
export interface StoreLayout {
  readonly folder: string
  readonly store: string
  /** A new store until its keyring is written; then it is renamed. */
  readonly unfinished: string
  readonly keyring: string
  readonly keyringCopy: string
  readonly lock: string
  readonly scratch: string
  readonly ballast: string
  readonly backups: string
  /** Folder in which a backup that is being restored is put together, and its name once it is whole and only has to be put in place. */
  readonly restoring: string
  readonly restored: string
  readonly training: string
  /** Updates that were verified and copied here. */
  readonly updates: string
  readonly anchorLog: string
  /** Failed tries to sign in, kept while the record is closed. */
  readonly signIn: string
}

/** Names inside the folder of a store. */
export function layoutOf(folder: string): StoreLayout {
  return {
    folder,
    store: join(folder, 'store.db'),
    unfinished: join(folder, 'store.new.db'),
    keyring: join(folder, 'keyring.json'),
    keyringCopy: join(folder, 'keyring.2.json'),
    lock: join(folder, 'store.lock'),
    scratch: join(folder, 'scratch.db'),
    ballast: join(folder, 'ballast'),
    backups: join(folder, 'backups'),
    restoring: join(folder, 'restore.new'),
    restored: join(folder, 'restore.ready'),
    training: join(folder, 'training'),
    updates: join(folder, 'updates'),
    anchorLog: join(folder, 'anchor.log'),
    signIn: join(folder, 'sign-in.json'),
  }
}

/** Chooses the place on this machine. @param argument folder given with `--store`, or `null`. */
export function findPlace(argument: string | null, environment: Readonly<Record<string, string | undefined>>, platform: string): StorePlace {
  return choosePlace({
    platform,
    argument,
    variable: environment['COFFERDAM_STORE'] ?? null,
    programData: environment['ProgramData'] ?? null,
    localAppData: environment['LOCALAPPDATA'] ?? null,
    xdgDataHome: environment['XDG_DATA_HOME'] ?? null,
    home: homedir(),
    look: (folder) => ({ groupWritable: isGroupWritable(folder, platform), hasStore: existsSync(layoutOf(folder).store) }),
  })
}

/** Makes the folder of a store. @throws store-read-only, store-full. */
export function makeFolder(place: StorePlace): void {
  try {
    mkdirSync(place.folder, { recursive: true, mode: place.folderMode })
  } catch (error) {
    throw asStoreFault(error)
  }
}

/** Whether files can be made in a folder: tried, because permission bits say little on Windows, on shares and on write-protected media. */
export function isWritable(folder: string): boolean {
  // A name that nobody can foresee, and never a file that is there: where others write too, it could be a link to a file of ours.
  const probe = join(folder, `.probe-${randomBytes(8).toString('hex')}`)
  try {
    writeFileSync(probe, '', { flag: 'wx' })
    rmSync(probe)
    return true
  } catch {
    return false
  }
}

function sharedFolder(facts: PlaceFacts): string | null {
  switch (facts.platform) {
    case 'win32':
      return facts.programData === null || facts.programData === '' ? null : win32.join(facts.programData, 'Cofferdam', 'store')
    case 'linux':
      return '/var/lib/cofferdam/store'
    default:
      return null
  }
}

function ownFolder(facts: PlaceFacts): string {
  switch (facts.platform) {
    case 'win32':
      return win32.join(facts.localAppData ?? win32.join(facts.home, 'AppData', 'Local'), 'Cofferdam', 'store')
    case 'darwin':
      return posix.join(facts.home, 'Library', 'Application Support', 'Cofferdam', 'store')
    default: {
      const data = facts.xdgDataHome ?? ''
      // The XDG rule: a relative path is to be ignored.
      return posix.join(data.startsWith('/') ? data : posix.join(facts.home, '.local', 'share'), 'cofferdam', 'store')
    }
  }
}

/**
 * The shared folder counts only when an administrator made it (or the folder above it) for a group: then all shifts can use it.
 * On Windows the installer makes it and sets who may write; there permission bits say nothing, so writing is tried.
 */
function isGroupWritable(folder: string, platform: string): boolean {
  const existing = [folder, join(folder, '..')].find((path) => existsSync(path))
  if (existing === undefined) return false
  if (platform === 'win32') return isWritable(existing)
  try {
    accessSync(existing, constants.W_OK | constants.X_OK)
    return (statSync(existing).mode & 0o020) !== 0
  } catch {
    return false
  }
}
