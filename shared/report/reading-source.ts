import { shownText, type ReadingFacts } from '../clock/time-source.ts'
import type { Language } from './language.ts'
import { fill } from './texts/fill.ts'
import { reportTexts } from './texts/texts.ts'

/** So much a report has room for in the source of an entry, in UTF-16 units. */
const longest = 160

/**
 * Source of a chronology entry whose time was read off another clock of the plant: what that clock showed, by how much it was off, and how
 * exact the corrected time is. The time beside it is the corrected one.
 */
export function readingSource(source: string, reading: ReadingFacts, language: Language): string {
  const { sheet } = reportTexts(language)
  const sign = reading.aheadSeconds > 0 ? '+' : ''
  const shown = (name: string): string => {
    const first = fill(sheet.readingShown, { name, shown: shownText(reading.shown), ahead: `${sign}${String(reading.aheadSeconds)}` })
    const second = reading.uncertainty === null ? sheet.readingUnchecked : fill(sheet.readingUnsure, { seconds: reading.uncertainty })
    return `${first}, ${second}`
  }
  const whole = source === '' ? shown(reading.name) : `${source}; ${shown(reading.name)}`
  if (whole.length <= longest) return whole
  // What was measured matters more than what it is called.
  const room = longest - shown('').length
  return shown([...reading.name].slice(0, Math.max(0, room)).join('').slice(0, Math.max(0, room)).trimEnd())
}
