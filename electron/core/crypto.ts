import { createHash, createPrivateKey, createPublicKey, hash, randomBytes, sign, verify } from 'node:crypto'
import type { Hash as NodeDigest } from 'node:crypto'
import { crc32, inflateRawSync } from 'node:zlib'
import type { Ed25519, Hash, Hasher, Random } from '../../shared/ports/crypto.ts'
import type { Inflate } from '../../shared/ports/inflate.ts'

// Fixed DER in front of a raw key: SubjectPublicKeyInfo and PKCS #8 for Ed25519 (RFC 8410).
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Digests by OpenSSL, CRC-32 by zlib. */
export const nodeHash: Hash = {
  sha256: (bytes) => plain(hash('sha256', bytes, 'buffer')),
  sha512: (bytes) => plain(hash('sha512', bytes, 'buffer')),
  startSha256: () => hasher(createHash('sha256')),
  startSha512: () => hasher(createHash('sha512')),
  crc32: (bytes, seed = 0) => crc32(bytes, seed),
}

/** Ed25519 by OpenSSL. */
export const nodeEd25519: Ed25519 = {
  publicKey: (seed) => {
    const der = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' })
    return plain(der.subarray(spkiPrefix.length))
  },
  sign: (seed, message) => plain(sign(null, message, privateKey(seed))),
  verify: (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false
    try {
      const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' })
      return verify(null, message, key, signature)
    } catch {
      return false
    }
  },
}

/** The operating system's random source. */
export const nodeRandom: Random = { bytes: (length) => plain(randomBytes(length)) }

/** Inflate by zlib, stopped at the limit. */
export const nodeInflate: Inflate = {
  raw: (bytes, limit) => {
    try {
      // zlib takes no limit of zero; an empty file is a stream that gives nothing.
      // With `info` the result is {buffer, engine}, which the types of Node do not say.
      const result = inflateRawSync(bytes, { maxOutputLength: Math.max(1, limit), info: true }) as unknown as {
        readonly buffer: Buffer
        readonly engine: { readonly bytesWritten: number }
      }
      const usedAll = result.engine.bytesWritten === bytes.length
      return usedAll && result.buffer.length <= limit ? plain(result.buffer) : null
    } catch {
      return null
    }
  },
}

function privateKey(seed: Uint8Array) {
  if (seed.length !== 32) throw new RangeError('an Ed25519 seed has 32 bytes')
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
}

function hasher(digest: NodeDigest): Hasher {
  return {
    update: (bytes) => {
      digest.update(bytes)
    },
    digest: () => plain(digest.digest()),
  }
}

/** The same bytes without Buffer's own methods: shared code compares and prints plain arrays. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}
