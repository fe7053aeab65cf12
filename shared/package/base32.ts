const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** Lower-case base32 without padding (RFC 4648 section 6): ids, codes and everything a person may have to type. */
export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let word = 0
  let bits = 0
  for (const byte of bytes) {
    word = ((word << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet.charAt((word >> bits) & 31)
    }
  }
  return bits === 0 ? text : text + alphabet.charAt((word << (5 - bits)) & 31)
}

/** Bytes of lower-case base32 without padding, or null: other letters, impossible lengths and unused bits that are not zero are refused. */
export function fromBase32(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let word = 0
  let bits = 0
  let at = 0
  for (const letter of text) {
    const value = alphabet.indexOf(letter)
    if (value < 0) return null
    word = ((word << 5) | value) & 0xffff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (word >> bits) & 255
    }
  }
  return bits < 5 && (word & ((1 << bits) - 1)) === 0 ? bytes : null
}
