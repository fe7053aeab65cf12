import { DomainError } from '../../../shared/contract/error.ts'
import { chunkSize } from '../../../shared/contract/wire.ts'
import type { ByteSource } from '../../../shared/package/byte-source.ts'
import type { ReadPiece, StagedFile } from './task-store.ts'

/** Random access to a staged file that is kept in pieces of 1 MiB. The piece read last is kept. */
export function stagedSource(file: StagedFile, readPiece: ReadPiece): ByteSource {
  let kept: { readonly index: number; readonly bytes: Uint8Array } | null = null

  function piece(index: number): Uint8Array {
    if (kept?.index === index) return kept.bytes
    const bytes = readPiece(file.id, index)
    if (bytes === null) throw new DomainError('not-found', { kind: 'staged-file' })
    kept = { index, bytes }
    return bytes
  }

  return {
    size: file.size,
    read(offset, length) {
      const end = Math.min(file.size, offset + length)
      if (end <= offset) return new Uint8Array(0)
      const first = Math.floor(offset / chunkSize)
      const within = offset - first * chunkSize
      if (end <= (first + 1) * chunkSize) return piece(first).subarray(within, within + end - offset)
      const whole = new Uint8Array(end - offset)
      for (let at = offset; at < end; ) {
        const index = Math.floor(at / chunkSize)
        const part = piece(index).subarray(at - index * chunkSize, Math.min(chunkSize, end - index * chunkSize))
        whole.set(part, at - offset)
        at += part.length
      }
      return whole
    },
  }
}
