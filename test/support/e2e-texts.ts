/** The product's own texts, so that specs find things by the name a person reads, in any language, and follow a better wording. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance } from 'i18next'
import { root } from '../../scripts/root.ts'

/** Languages whose texts are complete. */
export type ScreenLanguage = 'en' | 'de'

/**
 * Looks a text up by `namespace:key`, with its values filled in.
 * @throws Error when there is no such text: a spec must not look for nothing.
 */
export type Texts = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** The texts of one language as the screens show them. */
export function textsOf(language: ScreenLanguage): Texts {
  const folder = join(root, 'renderer/locales', language)
  const namespaces: Record<string, Record<string, unknown>> = {}
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.json')) namespaces[file.replace('.json', '')] = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>
  }
  const instance = createInstance()
  void instance.init({ lng: language, resources: { [language]: namespaces }, initAsync: false, interpolation: { escapeValue: false }, returnNull: false })
  // The screens have typed keys; a spec has strings, and the check below.
  const look = instance as unknown as { exists(key: string, values: object): boolean; t(key: string, values: object): string }
  return (key, values = {}) => {
    if (!look.exists(key, values)) throw new Error(`there is no text ${key} in ${language}`)
    return look.t(key, values)
  }
}
