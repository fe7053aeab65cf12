import { concatBytes } from '../package/bytes.ts'

/** Bytes that are not strict DER, or not of the form that was looked for. */
export class DerFault extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'DerFault'
  }
}

/** One value of DER (ITU-T X.690): its tag, what it holds, and all its bytes. */
export interface DerItem {
  readonly tag: number
  readonly content: Uint8Array
  readonly whole: Uint8Array
}

/** Tags that are used here. */
export const tags = { integer: 0x02, octets: 0x04, none: 0x05, oid: 0x06, sequence: 0x30, set: 0x31, explicit0: 0xa0, explicit1: 0xa1 } as const

/** Writes one value: the parts become its content. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...parts)
  const size: number[] = []
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) size.unshift(rest % 256)
  const length = content.length < 0x80 ? [content.length] : [0x80 | size.length, ...size]
  return concatBytes(Uint8Array.of(tag, ...length), content)
}

/** A SET OF: DER sorts its values by their bytes. */
export function derSet(...values: readonly Uint8Array[]): Uint8Array {
  return der(tags.set, ...[...values].sort(byBytes))
}

/** An object identifier from its dotted text. */
export function derOid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  return der(tags.oid, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(arc: number): number[] {
  const digits = [arc % 128]
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift(0x80 | (rest % 128))
  return digits
}

function byBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Reads the value at the start. @throws DerFault for anything but a whole one of definite, shortest length and a one-byte tag. */
export function readFirst(bytes: Uint8Array): DerItem {
  const tag = bytes[0]
  const first = bytes[1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new DerFault('no value')
  const digits = first < 0x80 ? 0 : first & 0x7f
  if (first === 0x80 || digits > 4 || bytes.length < 2 + digits) throw new DerFault('no definite length')
  const length = digits === 0 ? first : bytes.subarray(2, 2 + digits).reduce((sum, digit) => sum * 256 + digit, 0)
  if (digits > 0 && (length < 0x80 || bytes[2] === 0)) throw new DerFault('not the shortest length')
  const start = 2 + digits
  if (start + length > bytes.length) throw new DerFault('cut off')
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) }
}

/** Reads all values that follow each other. @throws DerFault */
function readAll(bytes: Uint8Array): DerItem[] {
  const items: DerItem[] = []
  for (let at = 0; at < bytes.length; ) {
    const item = readFirst(bytes.subarray(at))
    items.push(item)
    at += item.whole.length
  }
  return items
}

/** The values inside one of that tag. @throws DerFault when it is missing or another. */
export function inside(item: DerItem | undefined, tag: number): DerItem[] {
  return readAll(contentOf(item, tag))
}

/** The content of a value of that tag. @throws DerFault when it is missing or another. */
export function contentOf(item: DerItem | undefined, tag: number): Uint8Array {
  if (item?.tag !== tag) throw new DerFault('another value was expected')
  return item.content
}
