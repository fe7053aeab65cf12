/** A bundle that was made and is not in the keyring yet. */
export interface PreparedBundle {
  /** The person's new Ed25519 public key. */
  readonly publicKey: Uint8Array
  /** Puts the bundle into the keyring; from then on its passphrase opens the store. @throws store-read-only, store-full. */
  keep(): Promise<void>
}

/**
 * The keys of persons in the keyring of the open store. Passphrases and PINs exist only as arguments; nothing keeps them.
 * Every check of a passphrase costs exactly one key derivation, whoever is asked for, and is slowed down after failures.
 */
export interface PersonKeys {
  /**
   * Makes new keys for a person under a passphrase.
   * @param input.given an administrator chose or made the passphrase: the person must change it. @throws passphrase-too-short.
   */
  prepare(input: { person: string; passphrase: string; given: boolean }): Promise<PreparedBundle>
  /**
   * Checks a passphrase of one person and keeps the unwrapped keys.
   * @param input.person `null` for a person nobody knows: takes as long and is refused in the same way.
   * @throws wrong-sign-in, sign-in-delayed.
   */
  confirm(input: { person: string | null; passphrase: string }): Promise<void>
  /** Puts the person's own keys, which must be unwrapped, under another passphrase. @throws passphrase-too-short. */
  change(input: { person: string; passphrase: string }): Promise<void>
  /** Takes a person's bundle out of the keyring and forgets its keys and its PIN. */
  remove(person: string): Promise<void>
  /** Forgets a person's unwrapped keys: nobody sits there by passphrase any more. */
  forget(person: string): void
  /** Whether the keyring has a bundle of this person. */
  has(person: string): boolean
  /** Whether this person's passphrase is still the one an administrator gave. */
  isGiven(person: string): boolean
  /** Says whom the recovery sheet stands for. */
  lead(persons: readonly string[]): Promise<void>
  readonly pins: Pins
}

/** Six digits that switch between persons who signed in during this opening of the store. They live in memory and die with it. */
export interface Pins {
  set(person: string, pin: string): void
  /** Compares in the same time whether the person has a PIN or not. The fifth wrong try takes the PIN away. */
  check(person: string | null, pin: string): boolean
  remove(person: string): void
  /** Persons who have one now. */
  persons(): readonly string[]
}
