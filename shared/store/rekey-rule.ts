/**
 * How long changing the key of a record takes and how much room it needs.
 *
 * Source: none of law. Measured on a 2-core PC with a fast disk: copying under a new key 75 MB/s, checking every page of the copy 150 MB/s.
 * The rate here is far below, because the PC of a plant has an older disk and its chain of events is hashed too. It is what a person is
 * told before it starts.
 */
export const rekeyRule = {
  /** Bytes of the record per second, copy and check together. */
  bytesPerSecond: 12_000_000,
  /** What takes as long for an empty record, in milliseconds: deriving the key of the passphrase, opening and closing files. */
  atLeast: 5_000,
  /** The new record and a backup of it lie beside the present one until that is deleted: so many times its size. */
  copies: 2,
} as const

/** Milliseconds for which nothing can be written. @param size bytes of the record. */
export function rekeyTime(size: number): number {
  return rekeyRule.atLeast + Math.round((size / rekeyRule.bytesPerSecond) * 1_000)
}
