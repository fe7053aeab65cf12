import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'
import { asAuditRow, isAuditBody, isCanonicalText } from './canonical-look.ts'
import { auditBodySchema, auditRowSchema } from './row.ts'

const row = {
  actor: 'a'.repeat(26),
  at: 1_764_000_000_000,
  bodyHash: '0'.repeat(64),
  bootId: 'boot',
  confirmed: true,
  line: '0123456789abcdef',
  offset: 60,
  procedure: 'chronology.add',
  seq: 3,
  session: 'main',
  subject: [{ id: 'x', kind: 'chronology' }],
  uptime: 5,
  v: 1,
  zone: 'Europe/Berlin',
}
const odd: readonly unknown[] = [null, undefined, 0, 1, -1, 1.5, 2 ** 60, '', 'x', 'ä', 'x'.repeat(200), true, [], {}, [{ kind: 'k' }], [{ kind: 'k', id: 'i', more: 1 }], 'station', 'g'.repeat(64)]

test('says of every text what the writer says', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value = JSON.parse(text) as JsonValue
      let expected = false
      try {
        expected = canonicalJson(value) === text
      } catch {
        expected = false
      }
      expect(isCanonicalText(text, value)).toBe(expected)
      const canonical = expected ? text : null
      if (canonical === null) {
        try {
          const written = canonicalJson(value)
          expect(isCanonicalText(written, JSON.parse(written))).toBe(true)
        } catch {
          // A value that has no canonical text.
        }
      }
    }),
  )
})

test.each(['{"10":1,"9":2}', '{"9":2,"10":1}', '{"b":1,"a":2}', '{"a":1, "b":2}', '{"a":1,"a":1}', '"\\ud800"', '"\\u00e4"', '1.0', '1e2', '-0', '1e400', '{"__proto__":1,"a":2}', '{"a":2,"__proto__":1}'])('odd text %s', (text) => {
  const value = JSON.parse(text) as JsonValue
  let expected = false
  try {
    expected = canonicalJson(value) === text
  } catch {
    expected = false
  }
  expect(isCanonicalText(text, value)).toBe(expected)
})

test('a row is a row exactly where the schema says so', () => {
  expect(asAuditRow(row)).toEqual(row)
  for (const field of Object.keys(row)) {
    for (const value of odd) {
      const changed = { ...row, [field]: value }
      expect([field, value, asAuditRow(changed) !== null]).toEqual([field, value, auditRowSchema.safeParse(changed).success])
    }
  }
  for (const value of odd) expect(asAuditRow(value) !== null).toBe(auditRowSchema.safeParse(value).success)
})

test('and a body a body', () => {
  const change = { kind: 'k', id: 'i', field: 'f', before: null, after: [1] }
  const bodies = [{ changes: [change], reason: null }, ...odd.map((value) => ({ changes: value, reason: null })), ...odd.map((value) => ({ changes: [], reason: value })), ...odd.flatMap((value) => Object.keys(change).map((field) => ({ changes: [{ ...change, [field]: value }], reason: 'x' })))]
  for (const body of bodies) expect([body, isAuditBody(body)]).toEqual([body, auditBodySchema.safeParse(body).success])
})
