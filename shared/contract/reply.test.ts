import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readReply } from './reply.ts'
import { failureSchema } from './wire.ts'

// What a reply is, said a second time in the language of every other door.
const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({ id: z.number().int(), ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ id: z.number().int(), ok: z.literal(false), error: failureSchema }),
])

const failure = { code: 'not-found', details: { record: 'x', count: 3, gone: true, none: null, names: ['a'] } }

describe('a reply', () => {
  it('is read as it was sent', () => {
    for (const reply of [
      { id: 7, ok: true, value: { a: [1] } },
      { id: 0, ok: true, value: null },
      { id: 7, ok: false, error: failure },
      { id: 7, ok: false, error: { ...failure, logId: 'L-1' } },
    ])
      expect(readReply(JSON.stringify(reply))).toEqual(reply)
  })

  it.each([
    ['no text', ''],
    ['no object', '[]'],
    ['null', 'null'],
    ['no number', JSON.stringify({ id: '7', ok: true, value: 1 })],
    ['no whole number', JSON.stringify({ id: 7.5, ok: true, value: 1 })],
    ['neither yes nor no', JSON.stringify({ id: 7, ok: 'true', value: 1 })],
    ['both a value and an error', JSON.stringify({ id: 7, ok: true, value: 1, error: failure })],
    ['an error without a code', JSON.stringify({ id: 7, ok: false, error: { details: {} } })],
    ['a code nobody knows', JSON.stringify({ id: 7, ok: false, error: { ...failure, code: 'oops' } })],
    ['details that are a list', JSON.stringify({ id: 7, ok: false, error: { ...failure, details: [] } })],
    ['a detail that is an object', JSON.stringify({ id: 7, ok: false, error: { ...failure, details: { a: {} } } })],
    ['a log id that is no text', JSON.stringify({ id: 7, ok: false, error: { ...failure, logId: 1 } })],
  ])('with %s is none', (_, text) => {
    expect(readReply(text)).toBeNull()
  })

  it('is one exactly where the schema says so', () => {
    const piece = fc.oneof(fc.jsonValue(), fc.constantFrom('ok', 'not-found', true, false, null, 7))
    const near = fc.record(
      {
        id: fc.oneof(fc.integer(), piece),
        ok: fc.oneof(fc.boolean(), piece),
        value: piece,
        error: fc.oneof(fc.record({ code: fc.constantFrom('not-found', 'busy', 'oops'), details: fc.oneof(fc.dictionary(fc.string(), piece), piece), logId: piece }, { requiredKeys: [] }), piece),
        more: piece,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(near, (value) => {
        const text = JSON.stringify(value)
        const expected = replySchema.safeParse(JSON.parse(text))
        expect(readReply(text)).toEqual(expected.success ? { ...expected.data } : null)
      }),
      { numRuns: 2_000 },
    )
  })
})
