import { reportingCountries } from '../../../shared/report/choices.ts'
import type { Language } from '../../../shared/report/language.ts'
import type { Choice } from '../../ui/form/ChoiceInput.tsx'

/** Neighbours that are no reporting countries but where a plant may stand. */
const neighbours = ['CH', 'GB'] as const

/** The code that stands for "not stated yet". */
export const countryNotStated = 'XX'

/** A country by its code, in a language; the code itself when the language has no word. */
export function countryName(code: string, language: Language): string {
  return new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }).of(code) ?? code
}

/** Countries to choose from, by name; `also` is in the list even when it is none of them. */
export function countryChoices(language: Language, also: string): Choice<string>[] {
  const codes = new Set<string>([...reportingCountries, ...neighbours])
  if (also !== countryNotStated) codes.add(also)
  const collator = new Intl.Collator(language)
  return [...codes].map((value) => ({ value, label: `${countryName(value, language)} (${value})` })).sort((a, b) => collator.compare(a.label, b.label))
}
