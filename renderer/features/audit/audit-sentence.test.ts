import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import { contract } from '../../../shared/contract/contract.ts'
import type { AuditEntry } from '../../../shared/audit/entry.ts'
import { assetSchema } from '../../../shared/asset/asset.ts'
import { entitySchema, recipientSchema } from '../../../shared/entity/entity.ts'
import { incidentSchema } from '../../../shared/incident/incident.ts'
import { networkZoneSchema } from '../../../shared/network/network-zone.ts'
import { personSchema } from '../../../shared/person/person.ts'
import { serviceSchema } from '../../../shared/service/service.ts'
import { siteSchema } from '../../../shared/site/site.ts'
import { tell, type SentenceWords } from './audit-sentence.ts'

const languages = ['en', 'de'] as const
const anna = 'a'.repeat(26)
const plc = 'b'.repeat(26)
const zone = 'c'.repeat(26)

function wordsIn(language: 'en' | 'de'): SentenceWords {
  const texts = JSON.parse(readFileSync(new URL(`../../locales/${language}/audit.json`, import.meta.url), 'utf8')) as object
  const i18n = createInstance()
  void i18n.init({ lng: language, resources: { [language]: { audit: texts } }, defaultNS: 'audit', initAsync: false, interpolation: { escapeValue: false } })
  const t = i18n.t as unknown as (path: string, values?: object) => string
  const names: Readonly<Record<string, string>> = { [anna]: 'A. Meyer', [plc]: 'PLC 7', [zone]: 'Filters' }
  return { word: (path, values) => (i18n.exists(path) ? t(path, values) : null), nameOf: (id) => (Object.hasOwn(names, id) ? (names[id] ?? null) : null), instant: (at) => new Date(at).toISOString().slice(0, 16) }
}

function entry(change: Partial<AuditEntry> = {}): AuditEntry {
  return { sequence: 7, at: 1_795_000_000_000, zone: 'UTC', actor: anna, confirmed: true, procedure: 'assets.save', subject: [{ kind: 'asset', id: plc }], changes: [], more: 0, reason: null, erased: null, ...change }
}

/** Procedures that leave no row of their own, only counted refusals: they look at something or hand over bytes. */
const leavesNoRow: ReadonlySet<string> = new Set([
  'store.status', 'space.look', 'people.active', 'reports.saveDraft', 'reports.file', 'places.list', 'store.underway', 'store.stopUnderway', 'store.openers', 'backups.found', 'backups.state', 'backups.list',
  'updates.state', 'updates.found',
  'files.begin', 'files.append', 'files.finish', 'files.info', 'files.read', 'files.drop', 'jobs.get', 'jobs.cancel',
])

/** What the program does of its own accord, under names that nobody can call. */
const bySystem: readonly string[] = ['store.migrate', 'store.removeFormer']

describe.each(languages)('sentences in %s', (language) => {
  const words = wordsIn(language)
  const procedures = Object.entries(contract)
    .filter(([name, procedure]) => procedure.kind !== 'query' && !leavesNoRow.has(name))
    .map(([name]) => name)

  it.each([...procedures, ...bySystem])('%s has one of its own', (procedure) => {
    expect(words.word(`did.${procedure}`, { who: 'A. Meyer', what: 'PLC 7' })).not.toBeNull()
  })

  it('exist for procedures that exist, and no others', () => {
    const texts = JSON.parse(readFileSync(new URL(`../../locales/${language}/audit.json`, import.meta.url), 'utf8')) as { readonly did: Readonly<Record<string, Readonly<Record<string, string>>>> }
    const told = Object.entries(texts.did).flatMap(([group, names]) => Object.keys(names).map((name) => `${group}.${name}`))
    expect(told.filter((name) => !Object.hasOwn(contract, name) && !bySystem.includes(name))).toEqual([])
  })

  it('have a word for every field of the registers, of persons and of incidents', () => {
    const schemas = [assetSchema, siteSchema, serviceSchema, networkZoneSchema, entitySchema, recipientSchema, incidentSchema, personSchema]
    const missing = schemas.flatMap((schema) => Object.keys(schema.shape)).filter((field) => field !== 'id' && words.word(`field.${field}`) === null)
    expect([...new Set(missing)]).toEqual([])
  })

  it('always say something, whatever a row holds', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()), fc.dictionary(fc.string(), fc.integer()))
    const name = fc.oneof(fc.constantFrom('asset', 'incident', 'person', 'refusal', 'release'), fc.string({ minLength: 1 }))
    fc.assert(
      fc.property(
        fc.record({
          procedure: fc.oneof(fc.constantFrom(...procedures), fc.string({ minLength: 1 })),
          actor: fc.constantFrom(anna, 'station', 'system', 'd'.repeat(26)),
          subject: fc.array(fc.record({ kind: name, id: fc.constantFrom(plc, anna, 'x') }), { maxLength: 3 }),
          changes: fc.option(fc.array(fc.record({ kind: name, id: fc.constantFrom(plc, anna), field: fc.oneof(fc.constantFrom('name', 'createdAt', 'count'), fc.string({ minLength: 1 })), before: value, after: value }), { maxLength: 4 }), { nil: null }),
        }),
        (parts) => {
          const told = tell(entry(parts as Partial<AuditEntry>), words)
          expect(told.sentence.trim()).not.toBe('')
          expect(told.sentence).not.toMatch(/\{\{|undefined|\[object/)
          expect(told.details).toHaveLength(parts.changes?.length ?? 0)
          for (const line of told.details) expect(line).not.toMatch(/undefined|\[object/)
        },
      ),
    )
  })
})

describe('one change of a register', () => {
  const changed = entry({ changes: [{ kind: 'asset', id: plc, field: 'criticality', before: 'low', after: 'high' }] })

  it('is told with what it was and what it is', () => {
    expect(tell(changed, wordsIn('en')).sentence).toBe('A. Meyer changed the criticality of the asset PLC 7 from low to high.')
    expect(tell(changed, wordsIn('de')).sentence).toBe('A. Meyer hat das Gerät PLC 7 geändert: Wichtigkeit von niedrig auf hoch.')
  })

  it('names records instead of their ids, and says where there was nothing', () => {
    const placed = entry({ changes: [{ kind: 'asset', id: plc, field: 'networkZone', before: null, after: zone }] })
    expect(tell(placed, wordsIn('en')).sentence).toBe('A. Meyer set the network zone of the asset PLC 7 to Filters.')
    const taken = entry({ changes: [{ kind: 'asset', id: plc, field: 'networkZone', before: zone, after: null }] })
    expect(tell(taken, wordsIn('en')).sentence).toBe('A. Meyer cleared the network zone of the asset PLC 7, before Filters.')
  })

  it('is only said to have happened once its details were erased', () => {
    expect(tell({ ...changed, changes: null, erased: { sequence: 9, at: 1 } }, wordsIn('en'))).toEqual({ sentence: 'A. Meyer saved the asset PLC 7.', details: [] })
  })

  it('of several fields counts them; adding and removing say so', () => {
    const two = entry({ changes: [changed.changes?.[0], { kind: 'asset', id: plc, field: 'name', before: 'PLC 6', after: 'PLC 7' }].flatMap((one) => (one === undefined ? [] : [one])) })
    expect(tell(two, wordsIn('en')).sentence).toBe('A. Meyer changed 2 details of the asset PLC 7.')
    expect(tell(two, wordsIn('en')).details).toEqual(['asset PLC 7, criticality: from low to high', 'asset PLC 7, name: from “PLC 6” to “PLC 7”'])
    const made = entry({ changes: [{ kind: 'asset', id: plc, field: 'createdAt', before: null, after: 1_795_000_000_000 }] })
    expect(tell(made, wordsIn('en')).sentence).toBe('A. Meyer added the asset PLC 7.')
    const removed = entry({ procedure: 'assets.remove', changes: [{ kind: 'asset', id: plc, field: 'createdAt', before: 1_795_000_000_000, after: null }] })
    expect(tell(removed, wordsIn('de')).sentence).toBe('A. Meyer hat das Gerät PLC 7 entfernt.')
  })
})

describe('other entries', () => {
  it('of a procedure of another version say honestly that there is no sentence', () => {
    expect(tell(entry({ procedure: 'future.thing', subject: [] }), wordsIn('en')).sentence).toBe('A. Meyer did something for which this version has no sentence (future.thing).')
  })

  it('of a person whose name was erased name the id', () => {
    expect(tell(entry({ actor: 'd'.repeat(26) }), wordsIn('en')).sentence).toBe('A person without a name any more (dddddd) saved the asset PLC 7 without a change.')
  })

  it('of refusals count them', () => {
    const refused = entry({ procedure: 'assets.save', subject: [{ kind: 'refusal', id: 'main' }], changes: [{ kind: 'refusal', id: 'main', field: 'count', before: null, after: 3 }] })
    expect(tell(refused, wordsIn('en')).sentence).toBe('A. Meyer: 3 times within a minute something was refused for lack of a right (assets.save).')
    expect(tell({ ...refused, procedure: 'store.open', actor: 'station' }, wordsIn('en')).sentence).toBe('3 times within a minute a sign-in did not succeed.')
  })
})
