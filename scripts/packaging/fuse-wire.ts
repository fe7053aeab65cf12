import { readFileSync } from 'node:fs'

/** Marks the place of the fuses in an Electron binary; after it come a version, a length and one byte per fuse. */
export const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/**
 * The fuses of a binary as its bytes say, `0` off, `1` on, `r` removed; read without any tool.
 * @throws Error unless there is exactly one wire of version 1 with nine fuses
 */
export function readFuseWire(binary: string): string {
  const bytes = readFileSync(binary)
  const place = bytes.indexOf(fuseSentinel)
  if (place < 0) throw new Error(`${binary} has no fuses`)
  if (bytes.indexOf(fuseSentinel, place + 1) >= 0) throw new Error(`${binary} has fuses in two places`)
  const wire = place + fuseSentinel.length
  if (bytes[wire] !== 1 || bytes[wire + 1] !== 9) throw new Error(`${binary} has a fuse wire of another kind`)
  return bytes.toString('latin1', wire + 2, wire + 11)
}
