/**
 * Random access to a file of known size. Synchronous, because a verifier runs on a worker thread and reads mostly forward.
 * The bytes returned are valid only until the next `read`: keep a copy (`slice`) of what must live longer.
 */
export interface ByteSource {
  readonly size: number
  /** Up to `length` bytes from `offset`; fewer only at the end of the file. An I/O error is thrown as the host has it. */
  read(offset: number, length: number): Uint8Array
}

/** A file that is already in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)) }
}

/** How much is read and hashed at a time: 1 MiB, the chunk size of stored attachments. */
export const readBlock = 1024 * 1024
