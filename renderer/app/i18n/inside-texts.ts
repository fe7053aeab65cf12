import type { i18n as I18n } from 'i18next'
import { localeResources } from './i18n.ts'
import type { LocaleFiles } from './i18n.ts'

/** Texts of the screens behind the door: every namespace that `i18n.ts` does not bring. */
const files: LocaleFiles = import.meta.glob(['../../locales/*/*.json', '!../../locales/*/{common,door,errors,frame,ui}.json'], { eager: true, import: 'default' })

/** Gives the texts of the screens, in every language, to an i18next that has those of the door. */
export function addInsideTexts(i18n: I18n): void {
  for (const [language, namespaces] of Object.entries(localeResources(files))) {
    for (const [namespace, texts] of Object.entries(namespaces)) i18n.addResourceBundle(language, namespace, texts)
  }
}
