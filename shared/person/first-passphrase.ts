import type { Random } from '../ports/crypto.ts'

/** Letters and digits that cannot be mistaken for each other in print; 31 of them. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = 5
const perGroup = 5

/** A passphrase for the first sign-in: 25 drawn characters in groups, about 123 bits. It has to be changed at once. */
export function firstPassphrase(random: Random): string {
  const characters: string[] = []
  while (characters.length < groups * perGroup) {
    for (const byte of random.bytes(32)) {
      const value = byte & 31
      // What lies beyond the alphabet is drawn again: a remainder would make some characters likelier.
      const character = alphabet[value]
      if (character !== undefined && characters.length < groups * perGroup) characters.push(character)
    }
  }
  return Array.from({ length: groups }, (_, group) => characters.slice(group * perGroup, (group + 1) * perGroup).join('')).join('-')
}
