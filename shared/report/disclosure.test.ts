import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryContent } from '../../test/report/arbitrary.ts'
import { authority, correctedReport, finalContent, notification, sampleFacts, sampleReport } from '../../test/report/samples.ts'
import { recipientKinds } from '../entity/entity.ts'
import { disclosureProfiles, whatLeaves } from './disclosure.ts'
import { fieldsOf, reportFields } from './field.ts'
import { stages } from './stage.ts'

const customer = { ...authority, kind: 'customer' as const, label: 'kunde', name: 'Gemeinde' }

describe('disclosure', () => {
  it('holds nothing of the Directive back from authority and CSIRT', () => {
    for (const kind of ['authority', 'csirt'] as const) {
      const fields = disclosureProfiles[kind].fields
      for (const stage of stages) for (const field of fieldsOf(stage)) if (field.stages[stage] === 'law') expect(fields).toContain(field.id)
    }
  })

  it('gives a customer the supply side only: no traces, no systems, no chronology', () => {
    const text = JSON.stringify(sampleReport('notification', notification, { recipient: customer }))
    for (const secret of ['203.0.113.77', 'Operator station 2', 'Ransom note', 'Supervision', 'Annette Meyer']) {
      if (secret !== 'Annette Meyer') expect(text).not.toContain(secret)
    }
    expect(text).toContain('Jürgen Öz')
    expect(text).not.toContain('Annette Meyer')
    expect(text).toContain('pressure zone Nord')
  })

  it('no withheld value is anywhere in what is composed, corrections included', () => {
    const marked = { ...finalContent, lessons: 'MARKED-LESSON', attackVector: 'MARKED-VECTOR', findingOut: {} }
    const report = sampleReport('final', marked, { recipient: customer, version: 2, correction: { of: 1, reason: 'r', previous: { ...marked, lessons: 'MARKED-OLD' } } })
    expect(JSON.stringify(report)).not.toContain('MARKED')
    expect(report.withheld).toEqual(expect.arrayContaining(['lessons', 'attackVector']))
  })

  it('states every answered field either as leaving or as withheld', () => {
    fc.assert(
      fc.property(arbitraryContent('final'), fc.constantFrom(...recipientKinds), (content, kind) => {
        const report = sampleReport('final', content, { recipient: { ...authority, kind } })
        const leaving = whatLeaves(report).filter((item) => item.part === 'field').map((item) => item.id)
        expect(new Set(leaving)).toEqual(new Set(Object.keys(report.fields)))
        for (const id of report.withheld) expect(leaving).not.toContain(id)
        for (const { id } of reportFields) if (report.fields[id] !== undefined) expect(disclosureProfiles[kind].fields).toContain(id)
      }),
      { numRuns: 40 },
    )
  })

  it('names the people that leave, and marks them', () => {
    const leaving = whatLeaves(correctedReport())
    expect(leaving.find((item) => item.id === 'notifier')).toEqual({
      part: 'section', id: 'notifier', count: 1, personal: true,
      named: ['Annette Meyer', 'security officer', '+49 6151 5550 12', 'a.meyer@example.org'],
    })
    expect(leaving.find((item) => item.id === 'chronology')?.count).toBe(3)
    expect(leaving.some((item) => item.id === 'correction')).toBe(true)
  })

  it('counts all of a long list and names ten', () => {
    const zones = Array.from({ length: 30 }, (_zone, index) => `Zone ${index}`)
    const report = sampleReport('notification', notification, { facts: { ...sampleFacts, zones } })
    const item = whatLeaves(report).find((part) => part.id === 'zones')
    expect(item?.count).toBe(30)
    expect(item?.named).toHaveLength(10)
  })
})
