import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHex } from './bytes.ts'
import { canonicalBytes, canonicalJson } from './canonical-json.ts'
import type { JsonValue } from './canonical-json.ts'

describe('canonical JSON', () => {
  it('gives the example of RFC 8785 section 3.2.2 and 3.2.3', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}')
  })

  it('sorts keys by UTF-16 code units, not by code points or locale', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const text = canonicalJson(Object.fromEntries(keys.map((key, i) => [key, i])))
    expect([...text.matchAll(/:(\d)/g)].map((match) => keys[Number(match[1])])).toEqual(['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'])
  })

  it('writes minus zero as zero, and refuses what JSON cannot carry', () => {
    expect(canonicalJson([-0, 1e21, 1e-7])).toBe('[0,1e+21,1e-7]')
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', ['\udc00x'], { a: '\ud800\ud800\udc00' }]) expect(() => canonicalJson(value)).toThrow(RangeError)
  })

  it('leaves out undefined and encodes UTF-8', () => {
    expect(canonicalJson({ b: undefined, a: 'ü' })).toBe('{"a":"ü"}')
    expect(toHex(canonicalBytes('ü'))).toBe('22c3bc22')
  })

  it('says the same as the value, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue().filter((value) => !JSON.stringify(value).includes('-0')), (value) => {
        const text = canonicalJson(value as JsonValue)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value as JsonValue))).toBe(text)
        expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text)
      }),
      { seed: 1 },
    )
  })
})

function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as JsonValue[]).map(reversed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, reversed(item as JsonValue)]))
}
