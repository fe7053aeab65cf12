import { createHmac } from 'node:crypto'
import { constants } from 'node:fs'
import { access, readdir, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Random } from '../../shared/ports/crypto.ts'
import type { Place, Places } from '../../shared/ports/places.ts'
import { findDrives, type Drive } from './drives.ts'

/** A place as only the core knows it. */
export interface ResolvedPlace {
  readonly path: string
  /** Whether the folder may be made when it is first used: a configured folder, never a drive. */
  readonly mayCreate: boolean
}

/** Places with the way back from the opaque id, for the worker that writes. */
export interface KnownPlaces extends Places {
  /** The folder behind an id, or `null` when there is no such place now (the stick was taken out). */
  resolve(id: string): Promise<ResolvedPlace | null>
}

/** Where places come from. */
export interface PlaceParts {
  readonly random: Random
  /** Folders that were configured at start. */
  readonly folders: readonly string[]
  /** Folders whose subfolders count as drives, instead of what the machine says is removable; `null` asks the machine. */
  readonly mediaRoots: readonly string[] | null
}

/**
 * Removable drives and configured folders, looked up anew each time. An id is a keyed hash of the path with a key that dies with
 * the core: it stays the same between two listings and tells a screen nothing.
 */
export function createPlaces(parts: PlaceParts): KnownPlaces {
  const key = parts.random.bytes(32)

  function idOf(kind: Place['kind'], path: string): string {
    return createHmac('sha256', key).update(`${kind}\0${path}`).digest('base64url').slice(0, 22)
  }

  function drives(): Promise<readonly Drive[]> {
    return parts.mediaRoots === null ? findDrives() : subfolders(parts.mediaRoots)
  }

  return {
    async list() {
      const removable = await Promise.all(
        (await drives()).map(async (drive): Promise<Place> => {
          return { id: idOf('removable', drive.path), label: drive.label, kind: 'removable', ...(await stateOf(drive.path)) }
        }),
      )
      const folders = await Promise.all(
        parts.folders.map(async (path): Promise<Place> => ({ id: idOf('folder', path), label: path, kind: 'folder', ...(await stateOf(await nearestExisting(path))) })),
      )
      return [...removable, ...folders]
    },
    async resolve(id) {
      const folder = parts.folders.find((path) => idOf('folder', path) === id)
      if (folder !== undefined) return { path: folder, mayCreate: true }
      const drive = (await drives()).find(({ path }) => idOf('removable', path) === id)
      return drive === undefined ? null : { path: drive.path, mayCreate: false }
    },
  }
}

async function subfolders(roots: readonly string[]): Promise<Drive[]> {
  const found: Drive[] = []
  for (const root of roots) {
    const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
    for (const entry of entries) if (entry.isDirectory()) found.push({ path: join(root, entry.name), label: entry.name })
  }
  return found
}

/** The folder itself, or the nearest one above it that exists: that is where it would be made. */
async function nearestExisting(path: string): Promise<string> {
  for (let current = path; ; current = dirname(current)) {
    if (current === dirname(current)) return current
    try {
      await access(current)
      return current
    } catch {
      // not there: one up
    }
  }
}

/** Free bytes and whether files can be made, without touching the medium. */
async function stateOf(path: string): Promise<{ freeBytes: number | null; writable: boolean }> {
  const [space, writable] = await Promise.all([
    statfs(path).catch(() => null),
    access(path, constants.W_OK).then(
      () => true,
      () => false,
    ),
  ])
  const free = space === null ? null : space.bavail * space.bsize
  return { freeBytes: free !== null && Number.isSafeInteger(free) ? free : null, writable }
}
