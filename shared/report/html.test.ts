import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryContent } from '../../test/report/arbitrary.ts'
import { earlyWarning, sampleKeyCard, sampleReport } from '../../test/report/samples.ts'
import { documentHtml, escaped, qrPath } from './html.ts'
import { htmlStyle, htmlStyleHash } from './html-style.ts'
import { keyCardDocument } from './key-card.ts'
import { reportDocument } from './report-sheet.ts'
import { sha256 } from '@noble/hashes/sha2.js'

const tags = /<(\/?[a-zA-Z!][^\s/>]*)/g

describe('report.html', () => {
  it('forbids everything but exactly its own style sheet', () => {
    let binary = ''
    for (const byte of sha256(new TextEncoder().encode(htmlStyle))) binary += String.fromCharCode(byte)
    expect(htmlStyleHash).toBe(`sha256-${btoa(binary)}`)
    const html = documentHtml(reportDocument(sampleReport('early-warning', earlyWarning), 'en'))
    expect(html).toContain(`content="default-src 'none'; style-src '${htmlStyleHash}'; base-uri 'none'; form-action 'none'"`)
    expect(html).toContain(`<style>${htmlStyle}</style>`)
  })

  it('holds no script, no address and no attribute that could act, whatever was typed', () => {
    const allowed = new Set(['!doctype', 'html', 'head', 'meta', 'title', 'style', 'body', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'main', 'caption', 'colgroup', 'col', 'h1', 'h2', 'h3', 'p', 'dl', 'div', 'dt', 'dd', 'small', 'strong', 's', 'span', 'code', 'ol', 'li', 'br'])
    fc.assert(
      fc.property(arbitraryContent('final'), (content) => {
        const html = documentHtml(reportDocument(sampleReport('final', content), 'de'))
        const body = html.slice(html.indexOf('<body>'))
        for (const [, name = ''] of body.matchAll(tags)) expect(allowed).toContain(name.replace('/', ''))
        expect(body.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/)
        for (const [tag] of body.matchAll(/<[a-z][^>]*>/g)) {
          expect(tag).toMatch(/^<[a-z0-9]+(?: (?:class|role|scope|width)="[^"<>&]*")*>$/)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('escapes every sign that markup knows', () => {
    expect(escaped(`<a href="x" title='y'>&\``)).toBe('&#60;a href=&#34;x&#34; title=&#39;y&#39;&#62;&#38;&#96;')
  })

  it('draws a QR code only where the host can', () => {
    const card = keyCardDocument(sampleKeyCard, 'en')
    expect(() => documentHtml(card)).toThrow('qrRows')
    expect(documentHtml(card, () => ['101', '010', '111'])).toContain('viewBox="0 0 11 11"')
    expect(qrPath(['110', '001'])).toBe('M4 4h2v1h-2zM6 5h1v1h-1z')
  })
})
