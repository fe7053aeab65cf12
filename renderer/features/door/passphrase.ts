import { minimumPassphraseLength, passphraseLength } from '../../../shared/person/passphrase.ts'

/** Why a passphrase would be refused, before it is sent. */
export type PassphraseProblem = { readonly kind: 'missing' } | { readonly kind: 'short'; readonly count: number }

/** Judges a passphrase by the one rule there is: its length. */
export function passphraseProblem(text: string): PassphraseProblem | null {
  const count = passphraseLength(text)
  if (count === 0) return { kind: 'missing' }
  return count < minimumPassphraseLength ? { kind: 'short', count } : null
}
