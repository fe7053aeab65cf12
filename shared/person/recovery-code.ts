/**
 * The recovery key as it is printed: 160 random bits as eight groups of five characters. Letters and digits are those that
 * cannot be mistaken for each other; the fifth character of each group checks the four before it and the place of the group,
 * so that a slip of the pen is named by group.
 */

/** Random bytes of a recovery key. */
export const recoverySecretLength = 20

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = 8
const perGroup = 4

/** What reading a typed recovery key came to. `group` counts from 1. */
export type RecoveryReading =
  | { readonly ok: true; readonly secret: Uint8Array }
  | { readonly ok: false; readonly why: 'length' | 'character'; readonly group: null }
  | { readonly ok: false; readonly why: 'check'; readonly group: number }

/** Text of a recovery key, e.g. `7K2MX-…`: what is printed on the sheet and in its QR code. @throws RangeError for another length. */
export function recoveryCode(secret: Uint8Array): string {
  if (secret.length !== recoverySecretLength) throw new RangeError('a recovery key has 20 bytes')
  const values = toFives(secret)
  const parts: string[] = []
  for (let group = 0; group < groups; group++) {
    const data = values.slice(group * perGroup, (group + 1) * perGroup)
    parts.push([...data, checkOf(group, data)].map((value) => alphabet.charAt(value)).join(''))
  }
  return parts.join('-')
}

/**
 * Reads what a person typed from the sheet: lower case, spaces, dashes and line ends are fine, O counts as 0, I and L as 1.
 * Tells which group holds the slip.
 */
export function readRecoveryCode(text: string): RecoveryReading {
  const letters = text
    .toUpperCase()
    .replace(/[\s\-–—_.,;:·]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const values: number[] = []
  for (const letter of letters) {
    const value = alphabet.indexOf(letter)
    if (value < 0) return { ok: false, why: 'character', group: null }
    values.push(value)
  }
  if (values.length !== groups * (perGroup + 1)) return { ok: false, why: 'length', group: null }
  const data: number[] = []
  for (let group = 0; group < groups; group++) {
    const at = group * (perGroup + 1)
    const part = values.slice(at, at + perGroup)
    if (values[at + perGroup] !== checkOf(group, part)) return { ok: false, why: 'check', group: group + 1 }
    data.push(...part)
  }
  return { ok: true, secret: fromFives(data) }
}

/**
 * Check value of a group in the field of 32 elements (x^5 + x^2 + 1): each character counts with another power of x, the place of the
 * group with a further one. Every single slip, every swap of two characters and every swap of two groups changes it.
 */
function checkOf(group: number, data: readonly number[]): number {
  let sum = multiply(group + 1, powerOfX(perGroup + 1))
  data.forEach((value, place) => {
    sum ^= multiply(value, powerOfX(place + 1))
  })
  return sum
}

function powerOfX(exponent: number): number {
  let value = 1
  for (let i = 0; i < exponent; i++) value = multiply(value, 2)
  return value
}

function multiply(a: number, b: number): number {
  let product = 0
  for (let bit = 0; bit < 5; bit++) if ((b >> bit) & 1) product ^= a << bit
  for (let bit = 9; bit >= 5; bit--) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  return product
}

function toFives(bytes: Uint8Array): number[] {
  const values: number[] = []
  let word = 0
  let bits = 0
  for (const byte of bytes) {
    word = ((word << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      values.push((word >> bits) & 31)
    }
  }
  return values
}

function fromFives(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array((values.length * 5) / 8)
  let word = 0
  let bits = 0
  let at = 0
  for (const value of values) {
    word = ((word << 5) | value) & 0xffff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (word >> bits) & 255
    }
  }
  return bytes
}
