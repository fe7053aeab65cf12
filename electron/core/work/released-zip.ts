import { createHash } from 'node:crypto'
import { DomainError } from '../../../shared/contract/error.ts'
import { planZip, zipChunks } from '../../../shared/package/zip-write.ts'
import type { ZipPart } from '../../../shared/ports/work.ts'
import type { Release } from '../../../shared/report/release.ts'
import type { OutgoingFile } from '../transfer-write.ts'
import type { TaskStore } from './task-store.ts'

/** Name of the sheet that also lies beside the zip, for portals that take one file. */
const sheetPath = 'report.pdf'

/** The content of each entry of a zip; stored files are read chunk by chunk as they are needed. */
export function contentOf(parts: readonly ZipPart[], store: TaskStore): (path: string) => Iterable<Uint8Array> {
  const byPath = new Map(parts.map((part) => [part.path, part]))
  return (path) => {
    const part = byPath.get(path)
    if (part === undefined) throw new Error('a zip entry without its part')
    return part.bytes === null ? storedChunks(part, store) : [part.bytes]
  }
}

function* storedChunks(part: ZipPart, store: TaskStore): Generator<Uint8Array, void, undefined> {
  const { file, path } = part
  if (file === null) throw new DomainError('store-damaged', { path })
  for (let index = 0, rest = part.size; rest > 0; index += 1) {
    const chunk = store.read((repositories) => repositories.files.chunk(file, index))
    if (chunk === null || chunk.length === 0) throw new DomainError('store-damaged', { path })
    rest -= chunk.length
    yield chunk
  }
}

/**
 * The files of a release in the order in which they get their names: signature and sheet first, and last the zip, whose presence
 * says that all is there. @throws not-found, erased.
 */
export function releasedFiles(id: string, store: TaskStore): OutgoingFile[] {
  const { release, parts } = store.read((repositories) => {
    const found = repositories.releases.find(id)
    if (found === null) throw new DomainError('not-found', { kind: 'release' })
    return { release: found, parts: repositories.releases.files(id) }
  })
  // What was erased cannot be composed again; copies that left stay genuine.
  if (parts.some((part) => part.bytes === null && part.file === null)) throw new DomainError('erased')
  const sheet = parts.find((part) => part.path === sheetPath)?.bytes ?? null
  return [
    wholeFile(`${release.name}.zip.sig`, new TextEncoder().encode(release.zipSignature)),
    ...(sheet === null ? [] : [wholeFile(`${release.name}.pdf`, sheet)]),
    zipOf(release, parts, store),
  ]
}

function zipOf(release: Release, parts: readonly ZipPart[], store: TaskStore): OutgoingFile {
  return { name: `${release.name}.zip`, size: release.zipSize, sha256: release.zipSha256, pieces: () => zipChunks(planZip(parts), contentOf(parts, store)) }
}

/** A file of bytes at hand. */
export function wholeFile(name: string, bytes: Uint8Array): OutgoingFile {
  return { name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), pieces: () => [bytes] }
}
