import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryContent } from '../../test/report/arbitrary.ts'
import { authority, correctedReport, earlyWarning, known, notification, sampleFacts, sampleReport } from '../../test/report/samples.ts'
import { recipientKinds } from '../entity/entity.ts'
import { packageHeadSchema } from '../package/manifest.ts'
import { parsePackageName } from '../package/names.ts'
import { parseReportJson, reportJsonBytes } from './report-json.ts'
import { stages } from './stage.ts'

describe('report.json', () => {
  it('carries the head that the manifest repeats', () => {
    const report = sampleReport('early-warning', earlyWarning)
    const head = Object.fromEntries(Object.keys(packageHeadSchema.shape).map((key) => [key, report[key as keyof typeof report]]))
    expect(packageHeadSchema.safeParse(head).success).toBe(true)
    expect(parsePackageName(report.package)).toMatchObject({ stage: 'early-warning', incident: 'INC-7', recipient: 'bsi', version: 1 })
  })

  it('writes every instant with offset and in UTC', () => {
    const report = sampleReport('notification', notification)
    expect(report.fields.containedAt).toEqual({ time: { local: '2025-10-14T02:52:00+02:00', utc: '2025-10-14T00:52:00Z', zone: 'Europe/Berlin' }, basis: 'known' })
    expect(report.statements.map((item) => item.standing)).toEqual(['current', 'current', 'superseded', 'current'])
    expect(report.deadlines[0]?.former[0]?.due.local).toBe('2025-10-15T02:20:00+02:00')
    expect(report.deadlines[0]?.claimed?.due.local).toBe('2025-10-15T04:40:00+02:00')
    expect(JSON.stringify(report.fields)).not.toContain(String(known))
  })

  it('read back is what was written, for any content and recipient', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stages).chain((stage) => arbitraryContent(stage).map((content) => ({ stage, content }))), fc.constantFrom(...recipientKinds), ({ stage, content }, kind) => {
        const report = sampleReport(stage, content, { recipient: { ...authority, kind } })
        const bytes = reportJsonBytes(report)
        expect(parseReportJson(bytes)).toEqual(report)
        expect(reportJsonBytes(parseReportJson(bytes))).toEqual(bytes)
      }),
      { numRuns: 60 },
    )
  })

  it('lists old and new values of a correction with the reason', () => {
    const { correction } = correctedReport()
    expect(correction?.of).toBe(1)
    expect(correction?.reason).toContain('Customer register')
    expect(correction?.changes.map((change) => change.field)).toEqual(['usersAffected', 'financialLoss', 'rootCause', 'lessons'])
  })

  it('refuses additions, other content and text that is not canonical', () => {
    const report = sampleReport('early-warning', earlyWarning)
    expect(() => reportJsonBytes({ ...report, extra: 1 } as never)).toThrow()
    expect(() => reportJsonBytes({ ...report, content: 'evidence' } as never)).toThrow()
    const text = new TextDecoder().decode(reportJsonBytes(report))
    expect(() => parseReportJson(new TextEncoder().encode(` ${text}`))).toThrow()
    expect(() => parseReportJson(new TextEncoder().encode(text.replace('"v":1', '"v":2')))).toThrow()
  })

  it('names the one to call, the notifier where no other is named', () => {
    expect(sampleReport('early-warning', earlyWarning, { facts: { ...sampleFacts, contact: null } }).contact?.name).toBe('Annette Meyer')
  })
})
