import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'
import { auditBodySchema, auditRowSchema } from './row.ts'
import { isBodyText, readRowText } from './stored-text.ts'

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
  subject: [
    { id: 'x', kind: 'chronology' },
    { id: 'y', kind: 'incident' },
  ],
  uptime: 5,
  v: 1,
  zone: 'Europe/Berlin',
}
const change = { after: 'Pump 3 "tripped"\n', before: null, field: 'text', id: 'x', kind: 'chronology' }
const body = { changes: [change, { ...change, after: [1] }, { ...change, before: -3, after: 'ü' }], reason: null }
const odd: readonly unknown[] = [null, undefined, 0, -0, 1, -1, 1.5, 1e21, 1e-7, 999_999_999_999_999, 2 ** 53, 253_402_214_399_999, 253_402_214_400_000, 1440, -1440, 1441, '', 'x', 'ä', '\u007f', 'a"b', 'a\\b', '\u0000', '\ud800', '\ud83d\ude00', '\uffff', 'x'.repeat(200), 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(80), 'x'.repeat(81), true, [], {}, [{ id: 'i', kind: 'k' }], [{ kind: 'k' }], [{ kind: 'k', id: 'i', more: 1 }], [{ id: 'ü', kind: 'k' }], 'station', 'system', 'UTC', 'g'.repeat(64), 'A'.repeat(64)]

/** What the parser, the schema and the writer say of a text. */
function judged(schema: typeof auditRowSchema | typeof auditBodySchema, text: string): { value: unknown; canonical: boolean } | null {
  try {
    const value = JSON.parse(text) as JsonValue
    const parsed = schema.safeParse(value)
    return parsed.success ? { value: parsed.data, canonical: writtenOrNull(value) === text } : null
  } catch {
    return null
  }
}

function writtenOrNull(value: JsonValue): string | null {
  try {
    return canonicalJson(value)
  } catch {
    return null
  }
}

function check(text: string): void {
  expect([text, readRowText(text)]).toEqual([text, judged(auditRowSchema, text)])
  expect([text, isBodyText(text)]).toEqual([text, judged(auditBodySchema, text)?.canonical ?? false])
}

const rowText = canonicalJson(row)
const bodyText = canonicalJson(body as unknown as JsonValue)

test('reads what the writer writes', () => {
  expect(readRowText(rowText)).toEqual({ value: row, canonical: true })
  expect(isBodyText(bodyText)).toBe(true)
  expect(isBodyText(canonicalJson({ changes: [change], reason: 'so' }))).toBe(true)
  expect(isBodyText('{"changes":[],"reason":null}')).toBe(true)
})

test('judges every odd value in every field as the schema and the writer do', () => {
  for (const value of odd) {
    for (const field of Object.keys(row)) check(JSON.stringify({ ...row, [field]: value }))
    for (const field of Object.keys(change)) check(JSON.stringify({ changes: [{ ...change, [field]: value }], reason: null }))
    check(JSON.stringify({ changes: value, reason: null }))
    check(JSON.stringify({ changes: [], reason: value }))
    check(JSON.stringify({ ...row, extra: value }))
    check(JSON.stringify({ ...row, aaa: value, subject: [] }))
  }
})

test('judges a text with one letter put in, taken out or changed as they do', () => {
  const letters = [...'{}[]",:\\0a- ', '\n', '\u00e4', '\ud800']
  fc.assert(
    fc.property(fc.constantFrom(rowText, bodyText), fc.nat(), fc.constantFrom(...letters), fc.constantFrom(0, 1), fc.boolean(), (text, place, letter, cut, put) => {
      const at = place % text.length
      check(text.slice(0, at) + (put ? letter : '') + text.slice(at + cut))
    }),
    { numRuns: 3000, seed: 7 },
  )
})

test.each(['', '{}', 'null', '[]', '{"10":1,"9":2}', '{"changes":[],"reason":null,"changes":[]}', '{"reason":null,"changes":[]}', `${rowText} `, ` ${rowText}`, rowText.replace('"seq":3', '"seq":3.0'), rowText.replace('"seq":3', '"seq":03'), rowText.replace('"offset":60', '"offset":-0'), rowText.replace('boot', '\\u0062oot')])('odd text %s', check)
