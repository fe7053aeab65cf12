import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeCertificate, validityOf } from './certificate-rule.ts'
import { conversionLines } from './conversion.ts'

const day = 86_400_000
const from = Date.UTC(2026, 0, 1)
const to = from + 365 * day
const at = (days: number, until = days, open = false) => ({ earliest: from + days * day, latest: from + until * day, open })
const rsa = { kind: 'rsa', bits: 3072 } as const

describe('a certificate', () => {
  it.each([
    ['in its time', at(10), 'valid'],
    ['close to its end', at(306), 'ending'],
    ['on its last day', at(365), 'ending'],
    ['after it', at(366), 'expired'],
    ['before it', at(-1), 'not-yet-valid'],
    ['perhaps after it', at(360, 366), 'uncertain'],
    ['perhaps before it', at(-1, 3), 'uncertain'],
    ['at a time that has no upper bound', at(10, 10, true), 'uncertain'],
    ['certainly after it, though nobody knows how long', at(366, 366, true), 'expired'],
    ['before it or any time later', at(-5, -5, true), 'uncertain'],
  ])('is judged %s', (_what, now, expected) => {
    expect(validityOf({ from, to }, now)).toBe(expected)
  })

  it('signs only while it is valid at both bounds of the time', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 800 }), fc.nat({ max: 800 }), fc.boolean(), (days, range, open) => {
        const now = at(days, days + range, open)
        const signs = ['valid', 'ending'].includes(validityOf({ from, to }, now))
        return signs === (!open && now.earliest >= from && now.latest <= to)
      }),
    )
  })

  it.each([
    [{ key: rsa, from, to }, 0x80, null],
    [{ key: { kind: 'rsa', bits: 8192 }, from, to } as const, 0x40, null],
    [{ key: { kind: 'ec', curve: 'prime256v1' }, from, to } as const, 0xc0, null],
    [{ key: { kind: 'rsa', bits: 3071 }, from, to } as const, 0x80, 'rsa-too-short'],
    [{ key: { kind: 'rsa', bits: 8193 }, from, to } as const, 0x80, 'key-kind'],
    [{ key: { kind: 'ec', curve: 'secp256k1' }, from, to } as const, 0x80, 'key-kind'],
    [{ key: { kind: 'other' }, from, to } as const, 0x80, 'key-kind'],
    [{ key: rsa, from, to }, 0x20, 'not-for-signing'],
    [{ key: rsa, from, to }, null, 'not-for-signing'],
  ])('may be taken in or is refused: %j, usage %j: %j', (facts, usage, expected) => {
    expect(judgeCertificate(facts, usage, at(10))).toBe(expected)
  })
})

describe('the lines that make another file', () => {
  it('name the file where every shell takes its name as it is', () => {
    expect(conversionLines('legacy-protection', 'werk.pfx')).toEqual(['openssl pkcs12 -legacy -in werk.pfx -out plant.pem', 'openssl pkcs12 -export -in plant.pem -out new.p12'])
    for (const name of ['', '-rf', 'a b.p12', 'a;b', '$(x).p12', '`x`', "a'b", 'ä.p12']) expect(conversionLines('legacy-protection', name)[0]).toContain('-in old.p12 ')
  })

  it('are told only where they help', () => {
    for (const refusal of ['wrong-password', 'rsa-too-short', 'expired', 'no-private-key'] as const) expect(conversionLines(refusal, 'a.p12')).toEqual([])
  })
})
