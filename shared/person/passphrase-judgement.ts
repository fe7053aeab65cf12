import { DomainError } from '../contract/error.ts'
import { product } from '../product.ts'
import type { Assets } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import { minimumPassphraseLength, normalPassphrase, passphraseLength } from './passphrase.ts'

/** Letters and digits of a text in small letters: what is left of "Wasserwerk-Talau 2026!" is "wasserwerktalau2026". */
export function foldPassphrase(text: string): string {
  return normalPassphrase(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** The words of the shipped list, folded. */
export function readCommonPassphrases(text: string): ReadonlySet<string> {
  const words = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map(foldPassphrase)
  return new Set(words.filter((word) => word !== ''))
}

/**
 * Whether somebody who knows the plant would try this early. The whole passphrase is compared, never a part of it (NIST SP 800-63B-4
 * section 3.1.1.2): it is refused when it is nothing but common or expected words and digits, one short piece over and over, or one run of
 * neighbouring letters or digits. There are no rules about which characters it has to hold.
 * @param expected names of the product, the entity, the sites and the person.
 */
export function isExpectedPassphrase(passphrase: string, expected: readonly string[], common: ReadonlySet<string>): boolean {
  const folded = foldPassphrase(passphrase)
  if (folded === '' || common.has(folded) || isRepetition(folded) || isRun(folded)) return true
  const words = [...new Set([...common, ...expected.flatMap(wordsOf)])].filter((word) => [...word].length >= 3)
  return isMadeOf(folded, words)
}

/**
 * @throws passphrase-too-short with the least length; passphrase-expected.
 */
export function requireGoodPassphrase(passphrase: string, expected: readonly string[], assets: Pick<Assets, 'commonPassphrases'>): void {
  if (passphraseLength(passphrase) < minimumPassphraseLength) throw new DomainError('passphrase-too-short', { minimum: minimumPassphraseLength })
  if (isExpectedPassphrase(passphrase, expected, readCommonPassphrases(assets.commonPassphrases()))) throw new DomainError('passphrase-expected')
}

/** What somebody would expect a passphrase of this store to be made of: product, entity, sites, and whoever it is for. */
export function expectedWords(repositories: Repositories, person: string | null): readonly string[] {
  const name = person === null ? null : repositories.people.name(person)
  return [
    product.name,
    repositories.entity.get()?.name ?? '',
    ...repositories.sites.list().map((site) => site.name),
    ...(name === null ? [] : [name.name, name.badge, name.email.replace(/@.*/, '')]),
  ]
}

/** A name as a whole and in its parts. */
function wordsOf(name: string): string[] {
  return [foldPassphrase(name), ...name.split(/[^\p{L}\p{N}]+/u).map(foldPassphrase)]
}

/** "abcabcabcabcabc": a piece of at most a third of the whole, over and over, the last time perhaps cut off. */
function isRepetition(text: string): boolean {
  for (let length = 1; length <= text.length / 3; length += 1) {
    if (text === text.slice(0, length).repeat(Math.ceil(text.length / length)).slice(0, text.length)) return true
  }
  return false
}

/** "abcdefghijklmno", "987654321098765": each character next to the one before, with nine and zero as neighbours. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0))
  return steps.length > 0 && [1, -1].some((direction) => steps.every((step) => step === direction || step === -9 * direction))
}

/** Whether a text is nothing but these words and digits, with at least one word in it. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const reached = new Set<number>([0])
  const withWord = new Set<number>()
  for (let start = 0; start < text.length; start += 1) {
    if (!reached.has(start)) continue
    const extend = (length: number, isWord: boolean): void => {
      reached.add(start + length)
      if (isWord || withWord.has(start)) withWord.add(start + length)
    }
    if (/\p{N}/u.test(text.charAt(start))) extend(1, false)
    for (const word of words) if (text.startsWith(word, start)) extend(word.length, true)
  }
  return withWord.has(text.length) || (reached.has(text.length) && /^\p{N}+$/u.test(text) && new Set(text).size <= 2)
}
