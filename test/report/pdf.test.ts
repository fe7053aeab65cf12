import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pdfDefinition, drawable } from '../../electron/core/pdf-definition.ts'
import { readSheetFonts } from '../../electron/core/pdf-fonts.ts'
import { qrRows } from '../../electron/core/pdf-qr.ts'
import { createPdfRenderer } from '../../electron/core/pdf.ts'
import type { ReportDocument } from '../../shared/report/document.ts'
import { documentText, runningText, withoutSpaces } from '../../shared/report/document-text.ts'
import { keyCardDocument } from '../../shared/report/key-card.ts'
import { phoneSheet } from '../../shared/report/phone-sheet.ts'
import { recoverySheetDocument } from '../../shared/report/recovery-sheet.ts'
import { reportJsonBytes } from '../../shared/report/report-json.ts'
import { reportDocument } from '../../shared/report/report-sheet.ts'
import { german } from '../../shared/report/texts/de.ts'
import { english } from '../../shared/report/texts/en.ts'
import { arbitraryContent } from './arbitrary.ts'
import { definitionWords, firstDifference, hasPdfToText, printedWords } from './pdf-words.ts'
import { correctedReport, earlyWarning, known, notification, sampleKeyCard, sampleRecovery, sampleReport } from './samples.ts'
import { sha256 } from '@noble/hashes/sha2.js'

const folder = join(import.meta.dirname, '../../assets/fonts')
const fonts = readSheetFonts(folder)
const renderer = createPdfRenderer(folder)
const tools = { qrRows, draws: fonts.draws }
const hour = 3_600_000

const samples: readonly [string, ReportDocument][] = (['en', 'de'] as const).flatMap((language): [string, ReportDocument][] => [
  [`early warning, ${language}`, reportDocument(sampleReport('early-warning', earlyWarning), language)],
  [`exercise, ${language}`, reportDocument(sampleReport('notification', notification, { kind: 'exercise' }), language)],
  [`corrected final report, ${language}`, reportDocument(correctedReport(language), language)],
  [`phone sheet, ${language}`, phoneSheet(sampleReport('early-warning', earlyWarning), language, sha256).document],
  [`key card, ${language}`, keyCardDocument(sampleKeyCard, language)],
  [`recovery sheet, ${language}`, recoverySheetDocument(sampleRecovery, language)],
])

/** The words as the fonts can draw them. */
function expected(document: ReportDocument): string {
  return drawable(withoutSpaces(documentText(document)), fonts.draws)
}

function pages(pdf: Uint8Array): number {
  return [...Buffer.from(pdf).toString('latin1').matchAll(/\/Type \/Page\b/g)].length
}

/** Whether `words` can be had from `text` by leaving out parts: heads of tables come again on a new page. */
function isWithin(words: string, text: string): boolean {
  let at = 0
  for (const letter of text) if (letter === words[at]) at += 1
  return at === words.length
}

describe('PDF', () => {
  it.each(samples)('lays out exactly the words of the sheet: %s', (_name, document) => {
    expect(firstDifference(withoutSpaces(definitionWords(pdfDefinition(document, tools).content)), expected(document))).toBe('')
  })

  it('lays out exactly the words of any legal content', () => {
    fc.assert(
      fc.property(arbitraryContent('final'), (content) => {
        const document = reportDocument(sampleReport('final', content), 'de')
        expect(firstDifference(withoutSpaces(definitionWords(pdfDefinition(document, tools).content)), expected(document))).toBe('')
      }),
      { numRuns: 15 },
    )
  })

  it('renders any legal content', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryContent('final'), async (content) => {
        const pdf = await renderer.render(reportDocument(sampleReport('final', content), 'en'), known, [])
        expect(Buffer.from(pdf).subarray(0, 8).toString('latin1')).toBe('%PDF-1.7')
        expect(pages(pdf)).toBeLessThan(60)
      }),
      { numRuns: 4 },
    )
  })

  it('is the same bytes for the same arguments, attachments included, whatever the hour', async () => {
    const report = sampleReport('early-warning', earlyWarning)
    const document = reportDocument(report, 'de')
    const embedded = [
      { name: 'report.json', mediaType: 'application/json', bytes: reportJsonBytes(report) },
      { name: 'report.json.sig', mediaType: 'text/plain', bytes: new TextEncoder().encode('-----BEGIN SSH SIGNATURE-----') },
    ]
    const first = await renderer.render(document, known, embedded)
    const again = await createPdfRenderer(folder).render(structuredClone(document), known, embedded)
    expect(Buffer.from(again).equals(Buffer.from(first))).toBe(true)
    const text = Buffer.from(first).toString('latin1')
    for (const file of embedded) expect(text).toContain(`(${file.name})`)
    expect(text).toContain('D:20251014004000Z')
    expect(text).not.toContain('/Marked true')
    expect(Buffer.from(await renderer.render(document, known + hour, embedded)).equals(Buffer.from(first))).toBe(false)
  })

  it('two sheets at once do not disturb each other', async () => {
    const documents = samples.slice(0, 4).map(([, document]) => document)
    const together = await Promise.all(documents.map((document) => renderer.render(document, known, [])))
    for (const [index, document] of documents.entries()) {
      const alone = await renderer.render(document, known, [])
      expect(Buffer.from(together[index] ?? []).equals(Buffer.from(alone))).toBe(true)
    }
  })

  it('reads neither files nor addresses that a text names', async () => {
    const document = reportDocument(sampleReport('early-warning', { ...earlyWarning, shortDescription: 'file:///etc/passwd http://198.51.100.1/x data:image/png;base64,AAAA' }), 'en')
    await expect(renderer.render(document, known, [])).resolves.toBeInstanceOf(Uint8Array)
    await expect(renderer.render(document, known, [{ name: 'x', mediaType: '', bytes: new Uint8Array([1]) }])).resolves.toBeInstanceOf(Uint8Array)
  })

  it('cards and phone sheet fit one page', async () => {
    for (const [name, document] of samples) {
      if (/card|recovery|phone/.test(name)) expect([name, pages(await renderer.render(document, known, []))]).toEqual([name, 1])
    }
  })

  it('can draw every word of its own in all styles', () => {
    expect(drawable(JSON.stringify([english, german]), fonts.draws)).toBe(JSON.stringify([english, german]))
    expect(drawable('Αθήνα Водоканал Łódź Ő', fonts.draws)).toBe('Αθήνα Водоканал Łódź Ő')
    expect(drawable('中😀', fonts.draws)).toBe('[U+4E2D][U+1F600]')
  })

  if (!hasPdfToText) console.log('not-run: pdftotext')
  it.skipIf(!hasPdfToText).each(samples)('prints those words: %s', async (_name, document) => {
    const pdf = await renderer.render(document, known, [])
    const printed = withoutSpaces([printedWords(pdf, document.running.mark === '' ? 60 : 84, 52)])
    if (pages(pdf) === 1) expect(firstDifference(printed, expected(document))).toBe('')
    expect(isWithin(expected(document), printed)).toBe(true)
  })

  it.skipIf(!hasPdfToText)('prints package name, TLP and mark on every page', async () => {
    const document = reportDocument(sampleReport('notification', notification, { kind: 'exercise' }), 'de')
    const pdf = await renderer.render(document, known, [])
    const count = pages(pdf)
    expect(count).toBeGreaterThan(2)
    const words = withoutSpaces([printedWords(pdf, 0, 0)])
    for (const text of runningText(document)) expect([text, words.split(withoutSpaces([text])).length - 1 >= count]).toEqual([text, true])
    for (let page = 1; page <= count; page++) expect(words).toContain(`Seite${page}von${count}`)
  })

  it.skipIf(!hasPdfToText)('breaks very long words instead of losing them', async () => {
    const word = `${'W'.repeat(900)}ENDE`
    const content = { ...notification, impactDescription: word, shortDescription: 'lorem '.repeat(160).trim(), initialAssessment: 'x y '.repeat(500).trim(), indicators: [{ type: 'url' as const, value: 'u'.repeat(600), firstSeen: null, lastSeen: null, confidence: 'low' as const, note: '' }] }
    const pdf = await renderer.render(reportDocument(sampleReport('notification', content), 'en'), known, [])
    const words = withoutSpaces([printedWords(pdf, 60, 52)])
    expect(words).toContain(word)
    expect(words).toContain('u'.repeat(600))
    expect(words).toContain('xy'.repeat(500))
  })
})
