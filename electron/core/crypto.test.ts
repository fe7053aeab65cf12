import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex, utf8 } from '../../shared/package/bytes.ts'
import { nodeEd25519, nodeHash, nodeInflate, nodeRandom } from './crypto.ts'

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array(0)

describe('Ed25519', () => {
  // RFC 8032 section 7.1, tests 1 to 3.
  const vectors = [
    ['9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '', 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'],
    ['4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', '72', '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'],
    ['c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7', 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'af82', '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'],
  ] as const

  it('gives the vectors of RFC 8032', () => {
    for (const [seed, publicKey, message, signature] of vectors) {
      expect(toHex(nodeEd25519.publicKey(bytes(seed)))).toBe(publicKey)
      expect(toHex(nodeEd25519.sign(bytes(seed), bytes(message)))).toBe(signature)
      expect(nodeEd25519.verify(bytes(publicKey), bytes(message), bytes(signature))).toBe(true)
      expect(nodeEd25519.verify(bytes(publicKey), bytes(`${message}00`), bytes(signature))).toBe(false)
    }
  })

  it('is false for malformed keys and signatures, and never throws', () => {
    const [, publicKey, , signature] = vectors[0]
    for (const key of ['', '00', 'ff'.repeat(32), publicKey.slice(2)]) expect(nodeEd25519.verify(bytes(key), utf8(''), bytes(signature))).toBe(false)
    for (const sig of ['', '00'.repeat(64), 'ff'.repeat(64), signature.slice(2)]) expect(nodeEd25519.verify(bytes(publicKey), utf8(''), bytes(sig))).toBe(false)
    expect(() => nodeEd25519.sign(new Uint8Array(31), utf8(''))).toThrow(RangeError)
  })
})

describe('digests', () => {
  it('gives the vectors of FIPS 180 for "abc" and the check value of CRC-32', () => {
    expect(toHex(nodeHash.sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(toHex(nodeHash.sha512(utf8('abc'))).slice(0, 32)).toBe('ddaf35a193617abacc417349ae204131')
    expect(nodeHash.crc32(utf8('123456789'))).toBe(0xcbf43926)
    expect(nodeHash.crc32(utf8('56789'), nodeHash.crc32(utf8('1234')))).toBe(0xcbf43926)
  })

  it('streams to the same result', () => {
    for (const [start, whole] of [[nodeHash.startSha256, nodeHash.sha256], [nodeHash.startSha512, nodeHash.sha512]] as const) {
      const hasher = start()
      hasher.update(utf8('a'))
      hasher.update(utf8('bc'))
      expect(hasher.digest()).toEqual(whole(utf8('abc')))
    }
  })

  it('gives plain arrays, not Buffers', () => {
    for (const result of [nodeHash.sha256(utf8('')), nodeRandom.bytes(8), nodeEd25519.publicKey(new Uint8Array(32)), nodeHash.startSha256().digest()]) expect(Object.getPrototypeOf(result)).toBe(Uint8Array.prototype)
    expect(nodeRandom.bytes(16)).not.toEqual(nodeRandom.bytes(16))
  })
})

describe('inflate', () => {
  const packed = new Uint8Array(deflateRawSync(utf8('hello hello hello')))

  it('unpacks within the limit and gives null beyond it', () => {
    expect(nodeInflate.raw(packed, 17)).toEqual(utf8('hello hello hello'))
    expect(nodeInflate.raw(packed, 100)).toEqual(utf8('hello hello hello'))
    for (const limit of [0, 1, 16]) expect(nodeInflate.raw(packed, limit)).toBeNull()
  })

  it('gives null for damage, a cut stream and bytes left over', () => {
    expect(nodeInflate.raw(packed.slice(0, -1), 100)).toBeNull()
    expect(nodeInflate.raw(Uint8Array.of(...packed, 0), 100)).toBeNull()
    expect(nodeInflate.raw(Uint8Array.of(7, 7, 7), 100)).toBeNull()
    expect(nodeInflate.raw(new Uint8Array(0), 100)).toBeNull()
  })

  it('unpacks nothing to nothing', () => {
    expect(nodeInflate.raw(new Uint8Array(deflateRawSync(new Uint8Array(0))), 0)).toEqual(new Uint8Array(0))
  })
})
