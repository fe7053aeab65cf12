import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numberText, readNumber } from './number-text.ts'

it.each([
  ['18000', 18000],
  ['18 000', 18000],
  ['18.000', 18000],
  ['18,000', 18000],
  ["18'000", 18000],
  ['1.234.567', 1234567],
  ['1,5', 1.5],
  ['1.5', 1.5],
  ['1.234,5', 1234.5],
  ['1,234.5', 1234.5],
  ['0', 0],
  ['', null],
  ['-3', null],
  ['3 to 5', null],
  ['1.2.3', null],
  ['1,', null],
  ['1e5', null],
  ['101', null],
])('%s is %s', (text, value) => {
  expect(readNumber(text, value === null ? 100 : 1e12)).toBe(value)
})

it('reads back what it wrote, in both languages', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), fc.constantFrom('en', 'de'), (value, language) => {
      expect(readNumber(numberText(value, language), 1e12)).toBe(value)
    }),
  )
})
