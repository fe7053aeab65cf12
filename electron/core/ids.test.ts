import { expect, test } from 'vitest'
import { codeSchema, idSchema } from '../../shared/contract/schema.ts'
import { createIds } from './ids.ts'
import { nodeRandom } from './crypto.ts'

test('ids and codes have the form the contract asks for and do not repeat', () => {
  const ids = createIds(nodeRandom)
  const made = Array.from({ length: 200 }, () => [ids.id(), ids.code()] as const)
  for (const [id, code] of made) {
    expect(idSchema.safeParse(id).success).toBe(true)
    expect(codeSchema.safeParse(code).success).toBe(true)
  }
  expect(new Set(made.flat()).size).toBe(400)
})

test('uses all random bits it is given', () => {
  const ids = createIds({ bytes: (length) => new Uint8Array(length).fill(0xff) })
  // 128 bits end in three bits and two of padding: 11100.
  expect(ids.id()).toBe(`${'7'.repeat(25)}4`)
  expect(ids.code()).toBe('7'.repeat(10))
})
