import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Words of the trade that labels do not use, and what they say instead. Code in brackets after a plain phrase is allowed. */
const banned = {
  en: [
    { word: /\bconduits?\b/i, say: 'crossing (conduit)' },
    { word: /\b(counter)?measures\b|\bcontrols\b/i, say: 'safeguards' },
    { word: /\bpackages?\b/i, say: 'signed report file' },
    { word: /\btransfer(s|red|ring)?\b/i, say: 'carry out, bring in' },
    { word: /\bchain (is )?ok\b|\banchors?\b/i, say: 'record intact' },
    { word: /\bunmitigated\b|\bresidual\b/i, say: 'risk now, risk with safeguards' },
    { word: /\bproduction effects?\b/i, say: 'effect on supply' },
    { word: /\bbaselines?\b|\bdrift\b/i, say: 'what changed since' },
    { word: /\bblast radius\b/i, say: 'what else is reachable' },
    { word: /\bregimes?\b|\bobligations?\b|\bprofiles?\b|\bfour[- ]eyes\b/i, say: 'law, duty, country rules, second person' },
  ],
  de: [
    { word: /\bconduits?\b/i, say: 'Netzübergang' },
    // Alone it says nothing; Schutzmaßnahme, Gegenmaßnahme, Abhilfemaßnahme say which.
    { word: /\bmaßnahmen?\b|\bcontrols\b|\bkontrollen\b/i, say: 'Schutzmaßnahmen' },
    { word: /\bpaket(e|en|s)?\b|\bpackages?\b/i, say: 'signierte Meldedatei' },
    { word: /\btransfers?\b|\btransferier/i, say: 'Ausgang, Eingang' },
    { word: /\bkette (ist )?ok\b|\banker\b/i, say: 'Protokoll unversehrt' },
    { word: /\baufzeichnung/i, say: 'Protokoll (the record); Ereignisprotokoll (the record of events)' },
    { word: /\brestrisik/i, say: 'Risiko mit Schutzmaßnahmen' },
    { word: /\bproduktionsauswirkung/i, say: 'Auswirkung auf die Versorgung' },
    { word: /\bbaselines?\b|\bdrift\b/i, say: 'was sich geändert hat' },
    { word: /\bblast radius\b/i, say: 'was sonst noch erreichbar ist' },
    { word: /\bregimes?\b|\bobliegenheit|\bprofile?\b|\bvier[- ]augen\b/i, say: 'Gesetz, Pflicht, Länderregeln, zweite Person' },
  ],
} as const
const codes = /\b(SL-[TAC]|ZCR|SR|FR|RSIT|TLP|IoCs?|CSAF|KEV)\b/

/** Texts that may use a banned word, with the reason. */
const allowed: ReadonlySet<string> = new Set([
  // The rail has room for one word.
  'frame:rail.measures',
])

function flat(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) => flat(inner, path.endsWith(':') ? `${path}${key}` : `${path}.${key}`))
}

/** What is wrong with a label, or null. */
function complaint(language: 'en' | 'de', text: string): string | null {
  // Brackets hold the code that follows a plain phrase; a placeholder holds no label.
  const said = text.replaceAll(/\([^()]*\)|\{\{[^}]*\}\}/g, ' ')
  for (const rule of banned[language]) {
    if (rule.word.test(said)) return `say "${rule.say}"`
  }
  return codes.test(said) ? 'a plain phrase first, the code in brackets' : null
}

describe('words', () => {
  for (const language of ['en', 'de'] as const) {
    const folder = new URL(`${language}/`, import.meta.url)
    for (const file of readdirSync(folder)) {
      it(`${language}/${file} speaks plainly`, () => {
        const texts = flat(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), `${file.replace('.json', '')}:`)
        const complaints = texts.flatMap(([key, text]) => {
          const found = allowed.has(key) ? null : complaint(language, text)
          return found === null ? [] : [`${key}: "${text}": ${found}`]
        })
        expect(complaints).toEqual([])
      })
    }
  }

  it('would be found', () => {
    expect(complaint('en', 'Add conduit')).toContain('crossing')
    expect(complaint('en', 'Crossing (conduit)')).toBeNull()
    expect(complaint('en', 'Control room')).toBeNull()
    expect(complaint('en', 'TLP of the report')).toContain('code in brackets')
    expect(complaint('en', 'Who may read it (TLP)')).toBeNull()
    expect(complaint('de', 'Maßnahmen')).toContain('Schutzmaßnahmen')
    expect(complaint('de', 'Schutzmaßnahmen ergänzen')).toBeNull()
    expect(complaint('de', 'Paket prüfen')).toContain('Meldedatei')
  })
})
