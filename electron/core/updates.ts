import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { DomainError } from '../../shared/contract/error.ts'
import { keyFingerprint } from '../../shared/package/ssh-key.ts'
import type { Random } from '../../shared/ports/crypto.ts'
import type { FoundUpdate, ReadyUpdate, Updates } from '../../shared/ports/updates.ts'
import { judgeUpdate, type Here, type JudgedSet, type SetFiles, type UpdateVerdict } from '../../shared/update/judge-update.ts'
import { readReleaseAnchor } from '../../shared/update/release-anchor.ts'
import { setFolder, versionOfFolder, type Installer } from '../../shared/update/update-set.ts'
import { placeLine } from '../../shared/transfer/place-line.ts'
import { nodeEd25519, nodeHash } from './crypto.ts'
import type { KnownPlaces } from './places.ts'
import { layoutOf, type StorePlace } from './store-place.ts'
import { readSetFiles, setFoldersIn } from './update-folder.ts'
import type { TaskRunner } from './work/task-runner.ts'

/** What updates need of the rest of the core. */
export interface UpdateParts {
  readonly place: StorePlace
  readonly random: Random
  readonly places: KnownPlaces
  readonly runner: () => TaskRunner
  /** Text of the maker's key, `null` in a build without one. */
  readonly anchor: () => string | null
  readonly here: Here
}

interface Located {
  readonly id: string
  readonly place: string
  readonly folder: string
}

/** Updates by stick, on this machine. */
export function createUpdates(parts: UpdateParts): Updates {
  const { place, places, here } = parts
  const { updates } = layoutOf(place.folder)
  const idKey = parts.random.bytes(32)

  const anchor = () => {
    const text = parts.anchor()
    return text === null ? null : readReleaseAnchor(text)
  }

  async function everywhere(): Promise<Located[]> {
    const found: Located[] = []
    for (const { id, label } of await places.list()) {
      const path = (await places.resolve(id))?.path
      if (path === undefined) continue
      for (const folder of await setFoldersIn(path)) found.push({ id: createHmac('sha256', idKey).update(folder).digest('base64url').slice(0, 22), place: placeLine(label), folder })
    }
    return found
  }

  async function judge(folder: string): Promise<{ readonly files: SetFiles; readonly judged: JudgedSet }> {
    const files = await readSetFiles(folder)
    return { files, judged: judgeUpdate(files, anchor(), here, { hash: nodeHash, ed25519: nodeEd25519 }) }
  }

  async function requireGenuine(id: string) {
    if (anchor() === null) throw refused('no-maker')
    const found = (await everywhere()).find((candidate) => candidate.id === id)
    if (found === undefined) throw new DomainError('not-found', { kind: 'update' })
    const { files, judged } = await judge(found.folder)
    if (judged.manifest === null || judged.installer === null) throw refused(judged.verdict)
    return { from: found.folder, files, installer: judged.installer, version: judged.manifest.version }
  }

  function readyAt(version: string, installer: Installer): ReadyUpdate {
    return { version, file: installer.name, folder: join(updates, setFolder(version)), sha256: installer.sha256 }
  }

  return {
    maker() {
      const known = anchor()
      return known === null ? null : keyFingerprint(known.publicKey, nodeHash)
    },
    async found() {
      if (anchor() === null) return []
      return Promise.all(
        (await everywhere()).map(async ({ id, place: label, folder }): Promise<FoundUpdate> => {
          const { files, judged } = await judge(folder)
          return { id, place: label, named: versionOfFolder(files.folder) ?? '', verdict: judged.verdict, manifest: judged.manifest, size: judged.installer?.size ?? null }
        }),
      )
    },
    async check(id, control) {
      const { from, installer, version } = await requireGenuine(id)
      const verdict = await parts.runner().run('checkUpdate', { from, installer }, control)
      if (verdict !== 'genuine') throw refused(verdict)
      return readyAt(version, installer)
    },
    async take(id, control) {
      const { from, files, installer, version } = await requireGenuine(id)
      const { fileMode, folderMode } = place
      const verdict = await parts.runner().run('takeUpdate', { from, files, installer, updates, fileMode, folderMode, running: here.version }, control)
      if (verdict !== 'genuine') throw refused(verdict)
      return readyAt(version, installer)
    },
    async ready(version) {
      const { judged } = await judge(join(updates, setFolder(version)))
      return judged.installer === null || judged.manifest?.version !== version ? null : readyAt(version, judged.installer)
    },
  }
}

function refused(verdict: UpdateVerdict): DomainError {
  return new DomainError('update-refused', { verdict })
}
