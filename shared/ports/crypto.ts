/** Streaming digest. `digest` may be called once. */
export interface Hasher {
  update(bytes: Uint8Array): void
  digest(): Uint8Array
}

/** Digests as the host provides them. All results are raw bytes. */
export interface Hash {
  sha256(bytes: Uint8Array): Uint8Array
  sha512(bytes: Uint8Array): Uint8Array
  startSha256(): Hasher
  startSha512(): Hasher
  /** CRC-32 (ISO 3309) as an unsigned 32-bit number; `seed` continues an earlier call. */
  crc32(bytes: Uint8Array, seed?: number): number
}

/** Ed25519 (RFC 8032). Seeds and public keys are 32 bytes, signatures 64. */
export interface Ed25519 {
  publicKey(seed: Uint8Array): Uint8Array
  sign(seed: Uint8Array, message: Uint8Array): Uint8Array
  /** False for any malformed key or signature; never throws. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}

/** Unpredictable bytes; the fixed source of tests and of the reproducibility proof is the only other one. */
export interface Random {
  bytes(length: number): Uint8Array
}
