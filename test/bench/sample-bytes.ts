import { createCipheriv } from 'node:crypto'

/** 1 MiB pieces, as everything that comes in does. */
export const pieceSize = 1_048_576
/** Pieces of the sample: 100 MB, the largest attachment. */
export const pieces = 100

/** One piece of bytes that nothing can compress or find twice; the same for the same round and index. */
export function samplePiece(round: number, index: number): Uint8Array {
  const key = Buffer.alloc(16)
  key.writeUInt32BE(round, 0)
  key.writeUInt32BE(index, 4)
  return new Uint8Array(createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(pieceSize)))
}
