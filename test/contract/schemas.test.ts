import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from '../../shared/contract/contract.ts'
import { errorCodes } from '../../shared/contract/error.ts'
import type { Procedure } from '../../shared/contract/procedure.ts'
import { permissions } from '../../shared/person/permission.ts'

const procedures = Object.entries(contract) as [string, Procedure][]

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * Both schemas of a procedure as JSON Schema. It throws for what JSON cannot carry: dates, bytes, maps, big integers, undefined.
 * `io: 'input'` for both: on the other side an object that drops unknown properties looks like one that refuses them.
 */
function jsonSchemas(procedure: Pick<Procedure, 'in' | 'out'>): Record<string, Json> {
  return { in: z.toJSONSchema(procedure.in, { io: 'input' }) as Json, out: z.toJSONSchema(procedure.out, { io: 'input' }) as Json }
}

/** Whether a node admits a type; one that may be null has both types in a list. */
function admits(node: { [key: string]: Json }, type: string): boolean {
  const { type: said } = node
  return said === type || (Array.isArray(said) && said.includes(type))
}

/** Paths of objects that take properties they do not know. */
function laxObjects(name: string, procedure: Pick<Procedure, 'in' | 'out'>): string[] {
  const lax: string[] = []
  for (const [side, schema] of Object.entries(jsonSchemas(procedure))) {
    for (const [path, node] of nodes(schema, `${name}/${side}`)) {
      const isObject = admits(node, 'object')
      const isRecord = isObject && node['propertyNames'] !== undefined
      if (isObject && !isRecord && node['additionalProperties'] !== false) lax.push(path)
    }
  }
  return lax
}

/** Every schema node below a value, with its path. */
function* nodes(schema: Json, path: string): Generator<[string, { [key: string]: Json }]> {
  if (Array.isArray(schema)) {
    for (const [index, part] of schema.entries()) yield* nodes(part, `${path}/${String(index)}`)
    return
  }
  if (typeof schema !== 'object' || schema === null) return
  yield [path, schema]
  for (const [key, part] of Object.entries(schema)) if (key !== 'enum' && key !== 'const' && key !== 'required' && key !== 'type') yield* nodes(part, `${path}/${key}`)
}

/** Places where anything may stand, and what keeps it in bounds there. */
const open: readonly string[] = [
  // The shape of a report's fields is the stage's own schema, which the handlers check.
  'reports.form/out/properties/fields/additionalProperties',
  'reports.saveDraft/in/properties/fields/additionalProperties',
  // A job's value was checked by that job's own schema.
  'jobs.get/out',
]

function isOpen(path: string): boolean {
  return open.some((allowed) => path.startsWith(allowed))
}

describe.each(procedures)('%s', (name, procedure) => {
  test('takes and gives what JSON can carry', () => {
    const schemas = jsonSchemas(procedure)
    expect(JSON.parse(JSON.stringify(schemas))).toEqual(schemas)
  })

  test('refuses an unknown property at every depth', () => {
    expect(laxObjects(name, procedure)).toEqual([])
  })

  test('leaves nothing untyped that is not on the list', () => {
    const untyped: string[] = []
    for (const [side, schema] of Object.entries(jsonSchemas(procedure))) {
      for (const [path, node] of nodes(schema, `${name}/${side}`)) {
        const isContainer = /\/(properties|\$defs|definitions)$/.test(path)
        const says = ['type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', '$ref', 'not'].some((word) => word in node)
        if (!isContainer && !says && !isOpen(path)) untyped.push(path)
      }
    }
    expect(untyped).toEqual([])
  })

  test('bounds every text and every list that comes in', () => {
    const unbounded: string[] = []
    for (const [path, node] of nodes(z.toJSONSchema(procedure.in, { io: 'input' }) as Json, `${name}/in`)) {
      if (admits(node, 'string') && !['maxLength', 'enum', 'const', 'pattern', 'format'].some((word) => word in node)) unbounded.push(path)
      if (admits(node, 'array') && node['maxItems'] === undefined && node['prefixItems'] === undefined) unbounded.push(path)
    }
    expect(unbounded).toEqual([])
  })

  test('needs something of the closed list', () => {
    expect(['before-open', 'while-locked', 'record-only', 'signed-in', ...permissions]).toContain(procedure.needs)
  })
})

test('only drafts are saved without a row in the record of events', () => {
  const unaudited = procedures.filter(([, procedure]) => procedure.kind === 'command' && procedure.audit === 'none').map(([name]) => name)
  expect(unaudited).toEqual(['reports.saveDraft'])
})

test('every error code has its sentence in both languages', async () => {
  for (const language of ['en', 'de']) {
    const { default: sentences } = (await import(`../../renderer/locales/${language}/errors.json`)) as { default: Record<string, unknown> }
    expect(errorCodes.filter((code) => !(code in sentences))).toEqual([])
  }
})

test('the search for lax objects finds one', () => {
  const planted = { in: z.strictObject({ a: z.array(z.object({ b: z.string() })) }), out: z.strictObject({ c: z.object({}).nullable() }) }
  expect(laxObjects('planted', planted)).toEqual(['planted/in/properties/a/items', 'planted/out/properties/c/anyOf/0'])
  expect(() => jsonSchemas({ in: z.strictObject({ at: z.date() }), out: z.strictObject({}) })).toThrow()
})
