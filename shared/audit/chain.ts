import { concatBytes, utf8 } from '../package/bytes.ts'
import type { Hash } from '../ports/crypto.ts'

/** Digests the chain needs. */
export type ChainHash = Pick<Hash, 'sha256'>

/** `prev` of sequence 1: SHA-256('cofferdam-audit-v1' || storeId), both as UTF-8. */
export function originHash(hash: ChainHash, storeId: string): Uint8Array {
  return hash.sha256(concatBytes(utf8('cofferdam-audit-v1'), utf8(storeId)))
}

/** SHA-256 of a row's text as stored. */
export function rowHash(hash: ChainHash, rowText: string): Uint8Array {
  return hash.sha256(utf8(rowText))
}

/** SHA-256(salt16 || text of the body). */
export function bodyHash(hash: ChainHash, salt: Uint8Array, bodyText: string): Uint8Array {
  return hash.sha256(concatBytes(salt, utf8(bodyText)))
}

/** `h = SHA-256(0x01 || u64be(seq) || prev || rowHash)`. */
export function linkHash(hash: ChainHash, sequence: number, previous: Uint8Array, ofRow: Uint8Array): Uint8Array {
  const input = new Uint8Array(9 + previous.length + ofRow.length)
  input[0] = 1
  new DataView(input.buffer).setBigUint64(1, BigInt(sequence))
  input.set(previous, 9)
  input.set(ofRow, 9 + previous.length)
  return hash.sha256(input)
}
