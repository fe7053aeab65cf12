import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryContent } from '../../test/report/arbitrary.ts'
import { authority, correctedReport, earlyWarning, finalContent, notification, sampleFacts, sampleKeyCard, sampleRecovery, sampleReport } from '../../test/report/samples.ts'
import type { Run } from './document.ts'
import { reportDocumentSchema } from './document.ts'
import { documentText, runningText } from './document-text.ts'
import { fieldsOf } from './field.ts'
import { keyCardDocument } from './key-card.ts'
import { recoverySheetDocument } from './recovery-sheet.ts'
import { reportDocument } from './report-sheet.ts'
import { stages } from './stage.ts'
import { reportTexts } from './texts/texts.ts'

function runsOf(document: ReturnType<typeof reportDocument>): Run[] {
  return document.blocks.flatMap((block) => (block.type === 'table' ? block.rows.flat(3) : block.type === 'key-value' ? block.rows.flatMap((row) => row.value.flat()) : []))
}
const styled = (document: ReturnType<typeof reportDocument>, style: Run['style']): string[] => runsOf(document).filter((run) => run.style === style).map((run) => run.text)

describe('the sheet of a report', () => {
  it('is legal for any content, stage and language', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stages).chain((stage) => arbitraryContent(stage).map((content) => ({ stage, content }))), fc.constantFrom('en' as const, 'de' as const), ({ stage, content }, language) => {
        const document = reportDocument(sampleReport(stage, content), language)
        expect(reportDocumentSchema.parse(document)).toEqual(document)
        for (const text of documentText(document)) expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]|\{\{(?!number|text)|undefined|\[object/)
      }),
      { numRuns: 60 },
    )
  })

  it('tells in its own language, not in that of the report', () => {
    const report = sampleReport('early-warning', earlyWarning)
    expect(report.language).toBe('de')
    expect(documentText(reportDocument(report, 'en'))).toContain('Suspicion and reach')
    expect(documentText(reportDocument(report, 'de'))).toContain('Verdacht und Reichweite')
  })

  it('shows every answered field of the stage with its label', () => {
    const words = documentText(reportDocument(sampleReport('final', finalContent), 'en')).join('\n')
    for (const field of fieldsOf('final')) {
      const value = finalContent[field.id]
      if (value === undefined || value === null) continue
      if (field.appliesWhen !== undefined && field.id === 'affectedStates') continue
      expect(words).toContain(reportTexts('en').fields[field.id].label)
    }
  })

  it('names what the form asks and nobody answered, and does not print what is optional and open', () => {
    const words = documentText(reportDocument(sampleReport('early-warning', { suspectedMalicious: 'no', possibleCrossBorder: 'no' }), 'en'))
    expect(words).toContain('Severe disruption of operation; Financial loss for the entity; Considerable damage to others; Why it is significant')
    expect(words.join('\n')).not.toContain('Ransom demanded')
  })

  it('strikes former deadlines and superseded statements and marks claims', () => {
    const document = reportDocument(sampleReport('notification', notification), 'en')
    expect(styled(document, 'struck')).toEqual(['14 Oct 2025, 03:40 (+02:00)', '15 Oct 2025, 02:20 (+02:00)'])
    expect(styled(document, 'claimed')).toEqual(['15 Oct 2025, 04:40 (+02:00)', 'claimed, not confirmed: awareness corrected after the call log was read'])
  })

  it('shows a correction first: reason, old value struck, new value', () => {
    const document = reportDocument(correctedReport('en'), 'en')
    const words = documentText(document)
    expect(words.indexOf('Correction')).toBeLessThan(words.indexOf('This report'))
    expect(words).toContain('This version 2 replaces version 1.')
    expect(styled(document, 'struck')).toContain('Manual operation worked.')
    expect(words).toContain('Manual operation had been trained in spring; it worked.')
  })

  it('says what is being done about what is not known', () => {
    expect(documentText(reportDocument(sampleReport('notification', notification), 'en'))).toContain('What is being done to find out: Images of all three disks go to the state police on Thursday.')
  })

  it('marks exercises, demonstrations and drafts on every page', () => {
    expect(runningText(reportDocument(sampleReport('early-warning', earlyWarning, { kind: 'exercise' }), 'de'))).toContain('ÜBUNG')
    expect(runningText(reportDocument(sampleReport('early-warning', earlyWarning, { kind: 'demo' }), 'en', { draft: true }))).toContain('DEMO')
    const draft = reportDocument(sampleReport('early-warning', earlyWarning), 'en', { draft: true })
    expect(draft.running.mark).toBe('DRAFT')
    expect(reportDocument(sampleReport('early-warning', earlyWarning), 'en').running.mark).toBe('')
  })

  it('carries package name, TLP code and its sentence on every page', () => {
    const { running } = reportDocument(sampleReport('early-warning', earlyWarning, { tlp: 'amber-strict' }), 'en')
    expect(running.packageId).toBe('DE_muehl2tal3_INC-7_early-warning_bsi_v1')
    expect(running.tlp).toBe('TLP:AMBER+STRICT')
    expect(running.tlpSentence).toContain('organisation only')
  })

  it('follows the order of an authority’s form', () => {
    const document = reportDocument(sampleReport('final', finalContent), 'en', { order: ['summary', 'flags'] })
    const headings = document.blocks.flatMap((block) => (block.type === 'heading' && block.level === 2 ? [block.text] : []))
    expect(headings.slice(0, 3)).toEqual(['What happened', 'Suspicion and reach', 'This report'])
    expect(new Set(headings).size).toBe(headings.length)
  })

  it('tells a customer what it does not get, by label', () => {
    const report = sampleReport('notification', notification, { recipient: { ...authority, kind: 'customer' } })
    const words = documentText(reportDocument(report, 'en')).join('\n')
    expect(words).toContain('Not part of the report to this recipient:')
    expect(words).not.toContain('203.0.113.77')
  })

  it('shows a doubled hour by its offset', () => {
    const first = Date.UTC(2025, 9, 26, 0, 30)
    const report = sampleReport('final', { ...finalContent, startedAt: { at: first, basis: 'known' }, containedAt: { at: first + 3_600_000, basis: 'known' } }, { facts: sampleFacts })
    const words = documentText(reportDocument(report, 'en')).join('\n')
    expect(words).toContain('26 Oct 2025, 02:30 (+02:00)')
    expect(words).toContain('26 Oct 2025, 02:30 (+01:00)')
  })
})

describe('key card and recovery sheet', () => {
  it('hold the line, every fingerprint and every group', () => {
    const card = documentText(keyCardDocument(sampleKeyCard, 'en'))
    for (const text of [sampleKeyCard.anchor, sampleKeyCard.entityFingerprint, ...sampleKeyCard.sites.map((site) => site.fingerprint)]) expect(card).toContain(text)
    const sheet = documentText(recoverySheetDocument(sampleRecovery, 'de'))
    for (const group of sampleRecovery.recoveryKey.split('-')) expect(sheet).toContain(group)
    expect(sheet).toContain('GEHEIM')
  })

  it('carry the mark of a demonstration', () => {
    expect(keyCardDocument({ ...sampleKeyCard, mark: 'demo' }, 'en').running.mark).toBe('DEMO')
    expect(recoverySheetDocument({ ...sampleRecovery, mark: 'training' }, 'en').running.mark).toBe('TRAINING')
  })
})
