import type { i18n as I18n } from 'i18next'
import { languages } from '../../../../shared/report/language.ts'
import type { ReportTexts } from '../../../../shared/report/texts/report-texts.ts'
import { reportTexts } from '../../../../shared/report/texts/texts.ts'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    report: ReportTexts
  }
}

/**
 * Gives the screens the words of the printed sheets as namespace `report`, so that a label on the form and on paper is one text:
 * `t('report:fields.startedAt.label')`.
 */
export function addReportTexts(i18n: I18n): void {
  for (const language of languages) i18n.addResourceBundle(language, 'report', reportTexts(language), true, true)
}
