import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { anyJson, mutate, mutation, type Json } from './hostile.ts'
import { KnownIds } from './known-ids.ts'
import { arbitraryOf } from './schema-arbitrary.ts'

test('a mutation leaves the original alone and gives JSON', () => {
  fc.assert(
    fc.property(anyJson, mutation, (value, change) => {
      const before = JSON.stringify(value)
      const after = mutate(value, change)
      expect(JSON.stringify(value)).toBe(before)
      expect(() => JSON.parse(JSON.stringify(after)) as unknown).not.toThrow()
    }),
  )
})

test('mutations reach every place of a value and hostile keys become own keys', () => {
  const value: Json = { a: { b: [1, 2] }, c: 'x' }
  const replaced = Array.from({ length: 6 }, (_, place) => JSON.stringify(mutate(value, { place, kind: 'replace', key: '', value: 'X' })))
  expect(new Set(replaced).size).toBe(6)
  const added = mutate({ a: 1 }, { place: 0, kind: 'add', key: '__proto__', value: 7 })
  expect(JSON.stringify(added)).toBe('{"a":1,"__proto__":7}')
})

test('values made from a schema fit it', () => {
  const schema = z.strictObject({ n: z.number().int().min(0).max(9), t: z.string().regex(/^[A-Z]{2}$/), l: z.array(z.enum(['a', 'b'])).max(3), o: z.strictObject({ x: z.boolean().nullable() }) })
  fc.assert(
    fc.property(arbitraryOf(z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>), (value) => {
      expect(schema.safeParse(value).success).toBe(true)
    }),
  )
})

test('placeholders become ids that were seen under the same name', () => {
  const ids = new KnownIds()
  const [site, service] = ['a'.repeat(26), 'b'.repeat(26)]
  ids.learn({ sites: [{ id: site }], services: [{ id: service, site }] })
  expect(ids.resolve({ site: '@id 1', services: ['@id 1'] })).toEqual({ site, services: [service] })
  expect(ids.resolve({ id: '@id 2' }, '', 'x')).toEqual({ id: expect.stringMatching(/^[ab]{26}$/) as string })
})
