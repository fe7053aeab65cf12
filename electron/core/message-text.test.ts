import { expect, test } from 'vitest'
import { messageLimit } from '../../shared/contract/wire.ts'
import { deepestNesting, isTooLarge, nestsTooDeep } from './message-text.ts'

test('the limit counts bytes of UTF-8', () => {
  expect(isTooLarge('a'.repeat(messageLimit))).toBe(false)
  expect(isTooLarge('a'.repeat(messageLimit + 1))).toBe(true)
  expect(isTooLarge('\u20ac'.repeat(messageLimit / 3))).toBe(false)
  expect(isTooLarge(`${'\u20ac'.repeat(messageLimit / 3)}a`)).toBe(true)
})

test('nesting counts brackets outside strings', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  expect(nestsTooDeep(nested(deepestNesting))).toBe(false)
  expect(nestsTooDeep(nested(deepestNesting + 1))).toBe(true)
  expect(nestsTooDeep(JSON.stringify('['.repeat(1000)))).toBe(false)
  expect(nestsTooDeep(JSON.stringify({ text: `\\"${'{'.repeat(1000)}` }))).toBe(false)
  expect(nestsTooDeep(JSON.stringify([{ a: [] }, { a: [] }]).repeat(100))).toBe(false)
})
