import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reportJsonSchemaDocument } from '../../shared/report/report-json.ts'
import { rsitEntries } from '../../shared/report/rsit.ts'
import type { RsitClass } from '../../shared/report/rsit.ts'
import { english } from '../../shared/report/texts/en.ts'

const root = join(import.meta.dirname, '../..')

describe('what is published', () => {
  it('docs/report-schema.json is the schema of the program (COFFERDAM_WRITE_DOCS=1 writes it)', () => {
    const file = join(root, 'docs/report-schema.json')
    const text = `${JSON.stringify(reportJsonSchemaDocument(), null, 1)}\n`
    if (process.env['COFFERDAM_WRITE_DOCS'] === '1') writeFileSync(file, text)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('the shipped RSIT catalogue has the classes and entries of the program', () => {
    const catalogue = JSON.parse(readFileSync(join(root, 'assets/catalogues/rsit.json'), 'utf8')) as {
      version: number
      licence: string
      classes: { id: string; entries: { id: string }[] }[]
    }
    expect(catalogue.version).toBe(1003)
    expect(catalogue.licence).toBe('CC0-1.0')
    const listed = Object.fromEntries(catalogue.classes.map((item) => [item.id, item.entries.map((entry) => entry.id)]))
    expect(listed).toEqual(rsitEntries)
    expect(Object.keys(listed)).toEqual(Object.keys(rsitEntries))
    for (const name of Object.keys(listed)) expect(english.rsitClasses[name as RsitClass]).toBeTruthy()
  })
})
