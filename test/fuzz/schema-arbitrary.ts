import fc from 'fast-check'
import { hostileValue, type Json } from './hostile.ts'
import { idPlaceholder } from './known-ids.ts'

type Schema = { readonly [key: string]: unknown }

const idPattern = '^[a-z2-7]{26}$'

/** Values that a JSON Schema (as zod writes it) admits, most of the time: rules beyond the schema may still refuse them. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<Json> {
  if ('const' in schema) return fc.constant(schema['const'] as Json)
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as Json[]))
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined
  if (choices !== undefined) return fc.oneof(...choices.map(arbitraryOf))
  const { type } = schema
  // A value that may be null has both types in one node.
  if (Array.isArray(type)) return fc.oneof(...type.map((one: unknown) => arbitraryOf({ ...schema, type: one })))
  switch (type) {
    case 'object':
      return objectArbitrary(schema)
    case 'array':
      return fc.array(arbitraryOf((schema['items'] ?? {}) as Schema), { minLength: numberOf(schema, 'minItems', 0), maxLength: Math.min(6, numberOf(schema, 'maxItems', 6)) })
    case 'string':
      return textArbitrary(schema)
    case 'integer':
      return fc.integer({ min: Math.max(-(2 ** 53) + 1, numberOf(schema, 'minimum', -(2 ** 53) + 1)), max: Math.min(2 ** 53 - 1, numberOf(schema, 'maximum', 2 ** 53 - 1)) })
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true, min: numberOf(schema, 'minimum', -1e300), max: numberOf(schema, 'maximum', 1e300) })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return hostileValue
  }
}

function objectArbitrary(schema: Schema): fc.Arbitrary<Json> {
  if (schema['propertyNames'] !== undefined) return fc.dictionary(fc.string({ maxLength: 20 }), arbitraryOf((schema['additionalProperties'] ?? {}) as Schema), { maxKeys: 4 })
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)
  const required = (schema['required'] ?? []) as string[]
  return fc.record(Object.fromEntries(properties.map(([name, part]) => [name, arbitraryOf(part)])), { requiredKeys: required })
}

function textArbitrary(schema: Schema): fc.Arbitrary<Json> {
  const pattern = schema['pattern'] as string | undefined
  if (pattern === idPattern) return fc.oneof({ weight: 9, arbitrary: fc.nat(10_000).map((number) => `${idPlaceholder}${String(number)}`) }, { weight: 1, arbitrary: fc.stringMatching(/^[a-z2-7]{26}$/) })
  if (schema['contentEncoding'] === 'base64') return fc.uint8Array({ maxLength: 4_096 }).map((bytes) => Buffer.from(bytes).toString('base64'))
  const minLength = numberOf(schema, 'minLength', 0)
  const maxLength = Math.min(numberOf(schema, 'maxLength', 60), 300)
  // Free text has a pattern that only keeps control characters out.
  if (pattern === undefined || pattern.startsWith('^[^')) return fc.oneof(fc.string({ unit: 'grapheme', minLength, maxLength }), fc.string({ unit: 'binary', minLength, maxLength }))
  return fc.stringMatching(new RegExp(pattern))
}

function numberOf(schema: Schema, key: string, otherwise: number): number {
  const value = schema[key]
  return typeof value === 'number' ? value : otherwise
}
