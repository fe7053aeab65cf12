import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryContent } from '../../test/report/arbitrary.ts'
import { earlyWarning, sampleFacts, sampleReport } from '../../test/report/samples.ts'
import { documentText, withoutSpaces } from './document-text.ts'
import { checkCode, phoneLineLength, phoneLinesMaximum, phoneSheet } from './phone-sheet.ts'

describe('phone sheet', () => {
  it('says what the law asks, who calls and when, in English and German', () => {
    const report = sampleReport('early-warning', earlyWarning)
    expect(phoneSheet(report, 'en', sha256).lines).toEqual([
      'Zweckverband Wasserversorgung Mühltal, registration number DE-NIS2-0048213, site Wasserwerk Nord.',
      'Calling: Annette Meyer, security officer. Call back on +49 6151 5550 12.',
      'Early warning of a significant incident under NIS2 Article 23. Our number: INC-7.',
      'Aware of it since 14 Oct 2025, 04:40 (+02:00).',
      expect.stringContaining('ransom note'),
      'Suspected unlawful or malicious act: Yes.',
      'Possible impact across borders: Not known yet.',
      'Supply: No effect. Still going on: Yes.',
      'People affected: 38\u00a0000, estimated.'.replace('\u00a0', ' '),
      'The written report follows as a signed file, the notification by 17 Oct 2025, 03:40 (+02:00).',
    ])
    expect(phoneSheet(report, 'de', sha256).lines[5]).toBe('Verdacht auf rechtswidrige oder böswillige Handlung: Ja.')
  })

  it('can be read from an empty record', () => {
    const facts = { ...sampleFacts, notifier: null, contact: null, statements: [], deadlines: [], entity: { ...sampleFacts.entity, registrationNumber: null } }
    const { lines } = phoneSheet(sampleReport('early-warning', {}, { facts }), 'en', sha256)
    expect(lines).toHaveLength(9)
    expect(lines[3]).toContain('still being established')
    expect(lines[5]).toContain('Not known yet')
  })

  it('has at most ten short lines, each of one line, whatever was typed', () => {
    fc.assert(
      fc.property(arbitraryContent('early-warning'), fc.constantFrom('en' as const, 'de' as const), (content, language) => {
        const { lines, code, document } = phoneSheet(sampleReport('early-warning', content), language, sha256)
        expect(lines.length).toBeLessThanOrEqual(phoneLinesMaximum)
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(phoneLineLength)
          expect(line).not.toMatch(/[\n\r\u202a-\u202e\u2066-\u2069]/)
        }
        expect(code).toMatch(/^\d\d \d\d \d\d \d\d$/)
        const words = withoutSpaces(documentText(document))
        for (const line of lines) expect(words).toContain(withoutSpaces([line]))
      }),
      { numRuns: 30 },
    )
  })

  it('the check code changes with every line and is the one that was published', () => {
    expect(checkCode(['one', 'two'], sha256)).toBe('82 46 39 06')
    expect(checkCode(['one', 'twp'], sha256)).not.toBe(checkCode(['one', 'two'], sha256))
    expect(checkCode(['on', 'etwo'], sha256)).not.toBe(checkCode(['one', 'two'], sha256))
  })
})
