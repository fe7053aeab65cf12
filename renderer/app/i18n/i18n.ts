import { createInstance } from 'i18next'
import type { i18n as I18n, Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type {} from './namespaces.ts'

/** The languages whose texts are complete. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** Locale files by their paths, as the bundler collects them. */
export type LocaleFiles = Readonly<Record<string, Record<string, unknown>>>

/** What is needed before a record is open, in every language. The rest comes with the screens behind the door (`inside-texts.ts`). */
const files: LocaleFiles = import.meta.glob('../../locales/*/{common,door,errors,frame,ui}.json', { eager: true, import: 'default' })

/** The texts of locale files by language and namespace, as i18next wants them. */
export function localeResources(files: LocaleFiles): Resource {
  const resources: Record<string, Record<string, Record<string, unknown>>> = {}
  for (const [path, texts] of Object.entries(files)) {
    const match = /\/([a-z]{2})\/([a-z-]+)\.json$/.exec(path)
    const [, language, namespace] = match ?? []
    if (language === undefined || namespace === undefined) continue
    resources[language] = { ...resources[language], [namespace]: texts }
  }
  return resources as Resource
}

/** An i18next of our texts. Synchronous: the first paint already speaks the right language. */
export function createI18n(language: Language): I18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: languages,
    defaultNS: 'common',
    resources: localeResources(files),
    initAsync: false,
    // React escapes already; a second time would show "&amp;" in names.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}

/** The language of the operating system if its texts are complete, else English. */
export function systemLanguage(wished: readonly string[]): Language {
  for (const tag of wished) {
    const primary = tag.slice(0, 2).toLowerCase()
    const found = languages.find((language) => language === primary)
    if (found !== undefined) return found
  }
  return 'en'
}
