import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRecoveryCode, recoveryCode } from './recovery-code.ts'

const secret = fc.uint8Array({ minLength: 20, maxLength: 20 })
const sample = recoveryCode(new Uint8Array(20).map((_, index) => index * 7))

test('is eight groups of five characters that cannot be mistaken', () => {
  expect(sample).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){7}$/)
})

test('comes back from paper whatever it is', () => {
  fc.assert(
    fc.property(secret, (bytes) => {
      expect(readRecoveryCode(recoveryCode(bytes))).toEqual({ ok: true, secret: bytes })
    }),
  )
})

test('forgives case, spaces, missing dashes and letters that look like digits', () => {
  fc.assert(
    fc.property(secret, (bytes) => {
      const typed = recoveryCode(bytes).toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o').replaceAll('1', 'l')
      expect(readRecoveryCode(`\n${typed} `)).toEqual({ ok: true, secret: bytes })
      expect(readRecoveryCode(recoveryCode(bytes).replaceAll('-', '').replaceAll('1', 'I'))).toEqual({ ok: true, secret: bytes })
    }),
  )
})

describe('a slip', () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

  test('of one character is found, and its group is named', () => {
    fc.assert(
      fc.property(secret, fc.nat({ max: 39 }), fc.nat({ max: 30 }), (bytes, at, shift) => {
        const letters = recoveryCode(bytes).replaceAll('-', '')
        const wrong = alphabet.charAt((alphabet.indexOf(letters.charAt(at)) + 1 + shift) % 32)
        const typed = letters.slice(0, at) + wrong + letters.slice(at + 1)
        expect(readRecoveryCode(typed)).toEqual({ ok: false, why: 'check', group: Math.floor(at / 5) + 1 })
      }),
    )
  })

  test('of two swapped characters in a group is found', () => {
    fc.assert(
      fc.property(secret, fc.nat({ max: 7 }), fc.nat({ max: 4 }), fc.nat({ max: 4 }), (bytes, group, a, b) => {
        const letters = [...recoveryCode(bytes).replaceAll('-', '')]
        const [x, y] = [letters[group * 5 + a] ?? '', letters[group * 5 + b] ?? '']
        fc.pre(x !== y)
        letters[group * 5 + a] = y
        letters[group * 5 + b] = x
        expect(readRecoveryCode(letters.join(''))).toEqual({ ok: false, why: 'check', group: group + 1 })
      }),
    )
  })

  test('of two swapped groups is found', () => {
    fc.assert(
      fc.property(secret, fc.nat({ max: 7 }), fc.nat({ max: 7 }), (bytes, a, b) => {
        fc.pre(a !== b)
        const groups = recoveryCode(bytes).split('-')
        const [x, y] = [groups[a] ?? '', groups[b] ?? '']
        fc.pre(x !== y)
        groups[a] = y
        groups[b] = x
        expect(readRecoveryCode(groups.join('-'))).toMatchObject({ ok: false, why: 'check' })
      }),
    )
  })

  test('of length or alphabet is told as such', () => {
    expect(readRecoveryCode(sample.slice(0, -1))).toEqual({ ok: false, why: 'length', group: null })
    expect(readRecoveryCode('')).toEqual({ ok: false, why: 'length', group: null })
    expect(readRecoveryCode(sample.replace(/.$/, 'ü'))).toEqual({ ok: false, why: 'character', group: null })
    expect(readRecoveryCode(sample.replace(/.$/, 'U'))).toEqual({ ok: false, why: 'character', group: null })
  })
})
