/**
 * Least length of a passphrase, in Unicode code points. It is the only factor that opens the store, and NIST SP 800-63B-4 (2025)
 * section 3.1.1.2 asks for 15 characters where a password is the only factor. Length is the one rule: no composition, no expiry.
 */
export const minimumPassphraseLength = 15

/** Length as NIST SP 800-63B-4 section 3.1.1.2 counts it: each Unicode code point is one character. */
export function passphraseLength(passphrase: string): number {
  return [...passphrase].length
}

/**
 * The text that goes into the key derivation: Unicode NFKC, so that a passphrase typed on another keyboard or system gives the same key
 * (NIST SP 800-63B-4 section 3.1.1.2). Nothing is trimmed or cut.
 */
export function normalPassphrase(passphrase: string): string {
  return passphrase.normalize('NFKC')
}
