import { DomainError } from '../shared/contract/error.ts'
import { attachmentLimit, type StoredFile } from '../shared/file/file.ts'
import { toHex } from '../shared/package/bytes.ts'
import type { Hash, Hasher } from '../shared/ports/crypto.ts'
import type { Ids } from '../shared/ports/ids.ts'
import type { Staging } from '../shared/ports/staging.ts'
import { chunkLimit, dropChunk, putChunk, readChunk } from './chunks.ts'
import type { WritableRecord } from './record-store.ts'
import { addFile } from './repos/files.ts'
import type { Scratch } from './scratch.ts'

/** Largest package that is taken in only to be looked at, in bytes. */
export const inspectionLimit = 4 * attachmentLimit

/** Bytes on their way in, while the store is open. */
interface Staged {
  readonly session: string
  readonly owner: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly purpose: 'attachment' | 'inspection'
  readonly hasher: Hasher
  /** SHA-256 of each piece of an attachment, in order. */
  readonly chunks: Uint8Array[]
  pieces: number
  received: number
  crc32: number
  /** Hex, once finished. */
  sha256: string | null
}

/** Staging with what the core itself needs besides. */
export interface StoreStaging extends Staging {
  /** Bytes of one piece for the worker, whoever made them; `null` when there is no such piece. */
  piece(staged: string, index: number): Uint8Array | null
  /** Size and number of pieces of a finished one. @throws not-found. */
  finished(staged: string): { readonly size: number; readonly pieces: number; readonly sha256: string }
}

/**
 * Attachments go straight into the store's content-addressed chunks, where they lie unreferenced until `adopt`: copying them out of a
 * second encrypted file would double the cost (docs/adr/0003-chunks-are-staged-in-the-store.md). Everything else goes to scratch.
 */
export function createStaging(parts: { readonly record: WritableRecord; readonly scratch: Scratch; readonly hash: Hash; readonly ids: Ids }): StoreStaging {
  const { record, scratch, hash, ids } = parts
  const known = new Map<string, Staged>()

  function require(staged: string, owner: string): Staged {
    const found = known.get(staged)
    // Somebody else's file is as good as none: its existence is nobody's business.
    if (found === undefined || found.owner !== owner) throw new DomainError('not-found', { kind: 'staged-file' })
    return found
  }

  function add(id: string, file: Staged, bytes: Uint8Array): void {
    if (file.purpose === 'attachment') file.chunks.push(record.inTransaction(() => putChunk(record.connection, hash, bytes)).sha256)
    else scratch.put(id, file.pieces, bytes)
    file.hasher.update(bytes)
    file.crc32 = hash.crc32(bytes, file.crc32)
    file.pieces += 1
    file.received += bytes.length
  }

  function piece(id: string, file: Staged, index: number): Uint8Array | null {
    if (file.purpose === 'inspection') return scratch.get(id, index)
    const chunk = file.chunks[index]
    return chunk === undefined ? null : readChunk(record.connection, chunk)
  }

  function discard(id: string, file: Staged): void {
    known.delete(id)
    if (file.purpose === 'inspection') {
      scratch.drop(id)
      return
    }
    const inUse = new Set([...known.values()].flatMap((other) => other.chunks.map(toHex)))
    record.inTransaction(() => {
      for (const chunk of file.chunks) if (!inUse.has(toHex(chunk))) dropChunk(record.connection, chunk)
    })
  }

  function begin(input: Parameters<Staging['begin']>[0]): string {
    const limit = input.purpose === 'attachment' ? attachmentLimit : inspectionLimit
    if (input.size > limit) throw new DomainError('too-large', { limit })
    const id = ids.id()
    known.set(id, { ...input, hasher: hash.startSha256(), chunks: [], pieces: 0, received: 0, crc32: 0, sha256: null })
    return id
  }

  return {
    begin,
    append({ staged, owner, index, bytes }) {
      const file = require(staged, owner)
      if (file.sha256 !== null || index !== file.pieces || bytes.length === 0) throw new DomainError('invalid-input', { fields: ['index'] })
      if (bytes.length > chunkLimit || file.received + bytes.length > file.size) throw new DomainError('too-large', { limit: file.size })
      // Only the last piece may be short: `read` and the zip find a byte by its place.
      const isLast = file.received + bytes.length === file.size
      if (bytes.length !== chunkLimit && !isLast) throw new DomainError('invalid-input', { fields: ['bytes'] })
      add(staged, file, bytes)
    },
    finish({ staged, owner }) {
      const file = require(staged, owner)
      if (file.received !== file.size) throw new DomainError('invalid-input', { fields: ['size'] })
      file.sha256 ??= toHex(file.hasher.digest())
      return { size: file.size, sha256: file.sha256 }
    },
    read({ staged, owner, index }) {
      const found = piece(staged, require(staged, owner), index)
      if (found === null) throw new DomainError('not-found', { kind: 'piece' })
      return found
    },
    info({ staged, owner }) {
      const { name, mediaType, size, sha256 } = require(staged, owner)
      return { name, mediaType, size, sha256 }
    },
    adopt({ staged, owner, id, createdAt, author }, transaction) {
      const file = require(staged, owner)
      if (file.purpose !== 'attachment' || file.sha256 === null) throw new DomainError('invalid-input', { fields: ['file'] })
      const stored: StoredFile = { id, name: file.name, mediaType: file.mediaType, size: file.size, sha256: file.sha256, crc32: file.crc32, createdAt, author }
      // The transaction is the record's own: this writes through the same connection, and rolls back with it.
      addFile(record.connection, stored, file.chunks)
      transaction.changed('file', id, null, { ...stored })
      return stored
    },
    put({ bytes, ...input }) {
      const id = begin({ ...input, size: bytes.length, purpose: 'inspection' })
      const file = require(id, input.owner)
      for (let at = 0; at < bytes.length; at += chunkLimit) add(id, file, bytes.subarray(at, at + chunkLimit))
      file.sha256 = toHex(file.hasher.digest())
      return id
    },
    drop({ staged, owner }) {
      discard(staged, require(staged, owner))
    },
    piece(staged, index) {
      const file = known.get(staged)
      return file === undefined ? null : piece(staged, file, index)
    },
    finished(staged) {
      const file = known.get(staged)
      if (file?.sha256 === undefined || file.sha256 === null) throw new DomainError('not-found', { kind: 'staged-file' })
      return { size: file.size, pieces: file.pieces, sha256: file.sha256 }
    },
  }
}
