import fc from 'fast-check'

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Texts that have broken programs: ends of ranges, control characters, lone surrogates, paths, markup, formulas, code. */
const hostileTexts: readonly string[] = [
  '', ' ', '\u0000', '\u007f', '\ud800', '\udfff\ud800', '\ufeff', '\u202e\u2066', 'e\u0301'.repeat(50), '👩‍👩‍👧‍👦', '..', '../../etc/passwd', 'C:\\Windows\\win.ini', 'CON', '%2e%2e%2f', '%00',
  "'; DROP TABLE incident; --", '" OR 1=1', '<script>alert(1)</script>', '{{7*7}}', ['$', '{7*7}'].join(''), '=1+1', '@SUM(A1)', '__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '-0', '1e400',
  '9007199254740993', 'a'.repeat(300), 'a'.repeat(70_000), '\n'.repeat(500), 'real', 'main', 'Europe/Berlin', 'Mars/Olympus', 'a'.repeat(26), '2026-02-30T25:61:61Z', 'data:text/html,x',
]

const hostileNumbers: readonly number[] = [0, -1, 1, 0.5, -0.1, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 253_402_214_399_999, 253_402_214_400_000, 253_402_300_800_000, 8_640_000_000_000_001]

const keys: readonly string[] = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'extra', '', '0', 'id', 'then', 'toJSON', '\u0000']

/** Single values that no procedure wants. */
export const hostileValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(...hostileTexts),
  fc.constantFrom<Json>(...hostileNumbers),
  fc.constantFrom<Json>(null, true, false, [], {}, [[]], [null], { a: {} }),
  fc.nat(60).map((depth) => nested(depth)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
)

/** Any JSON at all. */
export const anyJson: fc.Arbitrary<Json> = fc.oneof(
  hostileValue,
  fc.jsonValue({ maxDepth: 4 }).map((value) => value as Json),
  fc.array(fc.tuple(fc.constantFrom(...keys), hostileValue), { maxLength: 5 }).map(objectOf),
)

function nested(depth: number): Json {
  let value: Json = []
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : objectOf([['a', value]])
  return value
}

/** An object with exactly these own keys: `__proto__` as a key of JSON text is, not as an assignment takes it. */
function objectOf(entries: readonly (readonly [string, Json])[]): { [key: string]: Json } {
  const made: { [key: string]: Json } = {}
  for (const [key, value] of entries) Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true })
  return made
}

/** One change to one place of a value. */
export interface Mutation {
  /** Which place, counted through the whole value and taken modulo their number. */
  readonly place: number
  readonly kind: 'replace' | 'remove' | 'add' | 'rename' | 'repeat' | 'swap'
  readonly key: string
  readonly value: Json
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(1_000),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'rename', 'repeat', 'swap'),
  key: fc.constantFrom(...keys),
  value: hostileValue,
})

/** The value with the mutation done; the original is left as it is. */
export function mutate(original: Json, { place, kind, key, value }: Mutation): Json {
  const paths = [...pathsOf(original, [])]
  const path = paths[place % paths.length] ?? []
  return change(original, path, (found) => {
    if (kind === 'replace' || typeof found !== 'object' || found === null) return value
    if (Array.isArray(found)) {
      if (kind === 'repeat') return Array.from({ length: 600 }, () => found[0] ?? value)
      if (kind === 'remove') return found.slice(1)
      return [...found, value]
    }
    const entries = Object.entries(found)
    const [first, ...rest] = entries
    if (kind === 'add' || first === undefined) return objectOf([...entries, [key, value]])
    if (kind === 'remove') return objectOf(rest)
    if (kind === 'rename') return objectOf([[key, first[1]], ...rest])
    if (kind === 'swap') return entries.map(([, part]) => part)
    return objectOf([...entries, [`${first[0]} `, first[1]]])
  })
}

function* pathsOf(value: Json, path: readonly string[]): Generator<readonly string[]> {
  yield path
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) yield* pathsOf(part, [...path, key])
}

function change(value: Json, path: readonly string[], work: (found: Json) => Json): Json {
  const [key, ...rest] = path
  if (key === undefined || typeof value !== 'object' || value === null) return work(value)
  if (Array.isArray(value)) return value.map((part, index) => (String(index) === key ? change(part, rest, work) : part))
  return objectOf(Object.entries(value).map(([name, part]) => [name, name === key ? change(part, rest, work) : part]))
}
