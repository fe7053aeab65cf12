import type { Hash } from '../shared/ports/crypto.ts'
import { plainBytes } from './mapping.ts'
import type { Connection } from './sqlite.ts'
import { statements } from './statements.ts'

/** Largest chunk in bytes: 1 MiB. */
export const chunkLimit = 1_048_576

/** One piece of a file as the store keeps it. */
export interface ChunkFacts {
  /** SHA-256, by which it is found. */
  readonly sha256: Uint8Array
  readonly crc32: number
  readonly size: number
}

/** Puts a piece of at most 1 MiB into the store, unless the same bytes lie there already (a trigger sees to that). Must run inside a transaction. */
export function putChunk(connection: Connection, hash: Pick<Hash, 'sha256' | 'crc32'>, bytes: Uint8Array): ChunkFacts {
  const chunk: ChunkFacts = { sha256: hash.sha256(bytes), crc32: hash.crc32(bytes), size: bytes.length }
  statements(connection)
    .write('INSERT INTO chunk (sha256, crc32, size, bytes) VALUES (?, ?, ?, ?)')
    .run(chunk.sha256, chunk.crc32, chunk.size, bytes)
  return chunk
}

/** The bytes of a chunk, or `null`. */
export function readChunk(connection: Connection, sha256: Uint8Array): Uint8Array | null {
  const row = statements(connection).read<{ bytes: Uint8Array }>('SELECT bytes FROM chunk WHERE sha256 = ?').get(sha256)
  return row === undefined ? null : plainBytes(row.bytes)
}

/** Deletes one chunk unless a file of the record refers to it. Must run inside a transaction. */
export function dropChunk(connection: Connection, sha256: Uint8Array): void {
  statements(connection)
    .write('DELETE FROM chunk WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM file_chunk WHERE chunk = chunk.sha256)')
    .run(sha256)
}

/**
 * Deletes chunks that no file refers to: what an interrupted intake left behind. Only right after opening, when no intake is running.
 * Must run inside a transaction. @returns how many.
 */
export function sweepChunks(connection: Connection): number {
  return statements(connection)
    .write('DELETE FROM chunk WHERE NOT EXISTS (SELECT 1 FROM file_chunk WHERE file_chunk.chunk = chunk.sha256)')
    .run()
}
