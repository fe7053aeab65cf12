import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { readBlock } from '../../shared/package/byte-source.ts'
import type { ByteSource } from '../../shared/package/byte-source.ts'

/**
 * A file on disk as a {@link ByteSource}: one open handle, one block of memory used again and again. Its size is that at opening;
 * a file that shrinks later gives short reads, which readers refuse. Close it when done.
 */
export function openFileSource(path: string): ByteSource & { close(): void } {
  const handle = openSync(path, 'r')
  let block = new Uint8Array(0)
  return {
    size: fstatSync(handle).size,
    read: (offset, length) => {
      if (block.length < length) block = new Uint8Array(Math.max(length, readBlock))
      let done = 0
      while (done < length) {
        const count = readSync(handle, block, done, length - done, offset + done)
        if (count === 0) break
        done += count
      }
      return block.subarray(0, done)
    },
    close: () => {
      closeSync(handle)
    },
  }
}
