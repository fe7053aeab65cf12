import { ThemeProvider, createTheme } from '@mui/material/styles'
import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { ReportDocument } from '../../../../shared/report/document.ts'
import { documentText, runningText, withoutSpaces } from '../../../../shared/report/document-text.ts'
import { documentHtml } from '../../../../shared/report/html.ts'
import { keyCardDocument } from '../../../../shared/report/key-card.ts'
import { phoneSheet } from '../../../../shared/report/phone-sheet.ts'
import { recoverySheetDocument } from '../../../../shared/report/recovery-sheet.ts'
import { reportDocument } from '../../../../shared/report/report-sheet.ts'
import { arbitraryContent } from '../../../../test/report/arbitrary.ts'
import { correctedReport, earlyWarning, notification, sampleKeyCard, sampleRecovery, sampleReport } from '../../../../test/report/samples.ts'
import { ReportDocumentView } from './ReportDocumentView.tsx'
import { qrRows } from './qr-rows.ts'

function page(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html')
}

function preview(sheet: ReportDocument): Document {
  return page(
    renderToStaticMarkup(
      <ThemeProvider theme={createTheme()}>
        <ReportDocumentView document={sheet} />
      </ThemeProvider>,
    ),
  )
}

function letters(root: Element | null): string {
  if (root === null) throw new Error('nothing rendered')
  for (const style of root.querySelectorAll('style')) style.remove()
  return withoutSpaces([root.textContent])
}

const sheets: readonly [string, ReportDocument][] = (['en', 'de'] as const).flatMap((language): [string, ReportDocument][] => [
  [`early warning, ${language}`, reportDocument(sampleReport('early-warning', earlyWarning), language)],
  [`notification as exercise, ${language}`, reportDocument(sampleReport('notification', notification, { kind: 'exercise' }), language)],
  [`corrected final report, ${language}`, reportDocument(correctedReport(language), language)],
  [`phone sheet, ${language}`, phoneSheet(sampleReport('early-warning', earlyWarning), language, sha256).document],
  [`key card, ${language}`, keyCardDocument(sampleKeyCard, language)],
  [`recovery sheet, ${language}`, recoverySheetDocument(sampleRecovery, language)],
])

describe('preview and report.html say the words of the sheet', () => {
  it.each(sheets)('%s', (_name, sheet) => {
    const words = withoutSpaces(documentText(sheet))
    expect(letters(preview(sheet).querySelector('[data-sheet=body]'))).toBe(words)
    expect(letters(page(documentHtml(sheet, qrRows)).querySelector('main'))).toBe(words)
  })

  it('for any legal content', () => {
    fc.assert(
      fc.property(arbitraryContent('final'), (content) => {
        const sheet = reportDocument(sampleReport('final', content), 'de')
        const words = withoutSpaces(documentText(sheet))
        expect(letters(preview(sheet).querySelector('[data-sheet=body]'))).toBe(words)
        expect(letters(page(documentHtml(sheet)).querySelector('main'))).toBe(words)
      }),
      { numRuns: 10 },
    )
  })

  it('and carry title, package name, TLP and mark', () => {
    const sheet = reportDocument(sampleReport('notification', notification, { kind: 'demo' }), 'en')
    for (const root of [preview(sheet).body, page(documentHtml(sheet)).body]) {
      const words = letters(root)
      for (const text of runningText(sheet)) expect(words).toContain(withoutSpaces([text]))
    }
  })
})

describe('preview', () => {
  it('is a named article in the language of the sheet, with headings, lists and table heads that are such', () => {
    const article = preview(reportDocument(correctedReport('de'), 'de')).querySelector('article')
    expect(article?.getAttribute('lang')).toBe('de')
    expect(article?.getAttribute('aria-label')).toBe('Abschlussbericht, INC-7, Version 2')
    expect(article?.querySelectorAll('h1')).toHaveLength(0)
    expect(article?.querySelectorAll('h3').length).toBeGreaterThan(8)
    for (const head of article?.querySelectorAll('th') ?? []) expect(head.getAttribute('scope')).toBe('col')
    expect(article?.querySelectorAll('dl').length).toBeGreaterThan(5)
  })

  it('draws the QR code of the entity line', () => {
    const figure = preview(keyCardDocument(sampleKeyCard, 'en')).querySelector('svg[role=img]')
    expect(figure?.getAttribute('aria-label')).toBe('The code holds the entity line.')
    expect(figure?.querySelector('path')?.getAttribute('d')?.length).toBeGreaterThan(1000)
  })
})
