import type { Language } from '../language.ts'
import { german } from './de.ts'
import { english } from './en.ts'
import type { ReportTexts } from './report-texts.ts'

/** All words of reports and printed sheets in a language. */
export function reportTexts(language: Language): ReportTexts {
  return language === 'de' ? german : english
}
