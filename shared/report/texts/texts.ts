import type { Language } from '../language.ts'
import { german } from './de.ts'
import { english } from './en.ts'
import type { ReportTexts } from './report-texts.ts'

/** All words of reports and printed sheets in a language. */
export function reportTexts(language: Language): ReportTexts {
  return language === 'de' ? german : english
}

/** The word for a key that came from outside, e.g. from an older report; `null` for one that has none, `toString` included. */
export function wordOf(words: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(words, key) ? (words[key] ?? null) : null
}
