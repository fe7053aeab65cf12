import { randomBytes } from 'node:crypto'
import type { Random } from '../../shared/ports/crypto.ts'

/** Unpredictable bytes from the operating system. */
export const systemRandom: Random = {
  // A copy of its own: a Buffer may share its memory with others, and keys must be wipeable and transferable.
  bytes: (length) => new Uint8Array(randomBytes(length)),
}
