/** Raw DEFLATE (RFC 1951), needed only to read files that something re-compressed on the way. */
export interface Inflate {
  /**
   * Unpacks a complete raw stream. Null when the stream is damaged, does not use all of `bytes`, or would give more than
   * `limit` bytes; never throws and never allocates much beyond `limit`.
   */
  raw(bytes: Uint8Array, limit: number): Uint8Array | null
}
