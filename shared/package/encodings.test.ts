import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase32, toBase32 } from './base32.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { byByte, concatBytes, equalBytes, fromHex, readUtf8, toHex, utf8 } from './bytes.ts'

const plainText = (text: string) => utf8(text)

describe('base64', () => {
  it('gives the vectors of RFC 4648 section 10', () => {
    const vectors = { '': '', f: 'Zg==', fo: 'Zm8=', foo: 'Zm9v', foob: 'Zm9vYg==', fooba: 'Zm9vYmE=', foobar: 'Zm9vYmFy' }
    for (const [text, encoded] of Object.entries(vectors)) {
      expect(toBase64(plainText(text))).toBe(encoded)
      expect(fromBase64(encoded)).toEqual(plainText(text))
    }
  })

  it('refuses everything but the one canonical form', () => {
    for (const text of ['Zg', 'Zg=', 'Zh==', 'Zm9=', 'Zm 9', 'Zm9v\n', '====', 'Z===', 'Zm9-', '=Zm9']) expect(fromBase64(text)).toBeNull()
  })

  it('agrees with the runtime on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(fromBase64(toBase64(bytes))).toEqual(bytes)
      }),
    )
  })
})

describe('base32', () => {
  it('gives the vectors of RFC 4648 section 10, lower case and without padding', () => {
    const vectors = { '': '', f: 'my', fo: 'mzxq', foo: 'mzxw6', foob: 'mzxw6yq', fooba: 'mzxw6ytb', foobar: 'mzxw6ytboi' }
    for (const [text, encoded] of Object.entries(vectors)) {
      expect(toBase32(plainText(text))).toBe(encoded)
      expect(fromBase32(encoded)).toEqual(plainText(text))
    }
  })

  it('makes 26 characters of 128 bits, and refuses other forms', () => {
    expect(toBase32(new Uint8Array(16))).toHaveLength(26)
    for (const text of ['m', 'MY', 'mz', 'm1', 'my=', 'mzxw6yr', 'a1b']) expect(fromBase32(text)).toBeNull()
  })

  it('comes back from any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(fromBase32(toBase32(bytes))).toEqual(bytes)
      }),
    )
  })
})

describe('bytes', () => {
  it('hex comes back, and only lower case is hex', () => {
    expect(toHex(Uint8Array.of(0, 15, 255))).toBe('000fff')
    expect(fromHex('000fff')).toEqual(Uint8Array.of(0, 15, 255))
    for (const text of ['0', 'FF', 'g0', '0x']) expect(fromHex(text)).toBeNull()
  })

  it('compares and joins', () => {
    expect(equalBytes(concatBytes(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2)), Uint8Array.of(1, 2))).toBe(true)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
    expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(false)
  })

  it('refuses ill-formed UTF-8 and shows a byte order mark', () => {
    expect(readUtf8(Uint8Array.of(0xc3, 0x28))).toBeNull()
    expect(readUtf8(Uint8Array.of(0xed, 0xa0, 0x80))).toBeNull()
    expect(readUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa')
  })

  it('orders by byte: upper case before lower case', () => {
    expect(['b', 'a', 'B', 'SHA256SUMS.sig', 'SHA256SUMS', 'a/b', 'a.b'].sort(byByte)).toEqual(['B', 'SHA256SUMS', 'SHA256SUMS.sig', 'a', 'a.b', 'a/b', 'b'])
  })
})
