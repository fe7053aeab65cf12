import { useTranslation } from 'react-i18next'
import type reportForm from '../../locales/en/report-form.json'
import type { Language } from '../../../shared/report/language.ts'
import type { ReportTexts } from '../../../shared/report/texts/report-texts.ts'
import { reportTexts } from '../../../shared/report/texts/texts.ts'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'report-form': typeof reportForm
  }
}

/** The words of the printed sheets in the language of the screen, so that a label on the form and on paper is one text. */
export function useReportWords(): { readonly words: ReportTexts; readonly language: Language } {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'de' ? 'de' : 'en'
  return { words: reportTexts(language), language }
}

/** A name of a report in the middle of a sentence: English writes it small there, German never does. */
export function inSentence(word: string, language: Language): string {
  return language === 'en' && !/^\p{Lu}\p{Lu}/u.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word
}
