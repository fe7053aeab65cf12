const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Map([...alphabet].map((letter, value) => [letter.charCodeAt(0), value]))

/** Base64 with padding (RFC 4648 section 4), on one line. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] ?? 0
    const b = bytes[i + 1]
    const c = bytes[i + 2]
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    text += alphabet.charAt(word >> 18) + alphabet.charAt((word >> 12) & 63)
    text += b === undefined ? '=' : alphabet.charAt((word >> 6) & 63)
    text += c === undefined ? '=' : alphabet.charAt(word & 63)
  }
  return text
}

/** Bytes of canonical base64, or null: wrong letters, white space, missing padding and unused bits that are not zero are all refused. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const letters = text.length - padding
  const bytes = new Uint8Array(Math.floor((letters * 6) / 8))
  let word = 0
  let bits = 0
  let at = 0
  for (let i = 0; i < letters; i++) {
    const value = values.get(text.charCodeAt(i))
    if (value === undefined) return null
    word = ((word << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (word >> bits) & 255
    }
  }
  return (word & ((1 << bits) - 1)) === 0 ? bytes : null
}
