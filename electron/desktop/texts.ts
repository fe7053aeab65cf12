import german from './locales/de.json' with { type: 'json' }
import english from './locales/en.json' with { type: 'json' }

/** What the system itself shows for us: menu, dialogs, and messages where there is no page to show them. */
export type DesktopTexts = Readonly<Record<keyof typeof english, string>>

/** The texts in the language of the system: German for German, English for every other. @param locale e.g. `de-AT` */
export function desktopTexts(locale: string): DesktopTexts {
  return /^de\b/i.test(locale) ? german : english
}
