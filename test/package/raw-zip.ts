import { deflateRawSync } from 'node:zlib'
import { nodeHash } from '../../electron/core/crypto.ts'
import { concatBytes, utf8 } from '../../shared/package/bytes.ts'

/** One entry as somebody else's program, or an attacker, writes it. Every number can be set to a lie. */
export interface RawEntry {
  readonly name: string
  readonly bytes: Uint8Array
  readonly deflate?: boolean
  /** General purpose flags; bit 3 writes a data descriptor and leaves zeros in the local header. */
  readonly flags?: number
  readonly method?: number
  readonly date?: number
  readonly attributes?: number
  readonly madeBy?: number
  readonly extra?: Uint8Array
  readonly comment?: string
  readonly localName?: string
  readonly centralSize?: number
  readonly crc32?: number
  readonly offset?: number
  readonly disk?: number
  /** Bytes put between this entry and the next. */
  readonly hidden?: Uint8Array
}

/** The end of a zip, with lies. */
export interface RawEnd {
  readonly comment?: Uint8Array
  readonly before?: Uint8Array
  readonly disk?: number
  readonly count?: number
}

/** Writes a zip with none of the product's own code. */
export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Uint8Array {
  const parts: Uint8Array[] = [end.before ?? new Uint8Array(0)]
  const central: Uint8Array[] = []
  let offset = parts[0]?.length ?? 0
  const push = (bytes: Uint8Array) => {
    parts.push(bytes)
    offset += bytes.length
  }
  for (const entry of entries) {
    const packed = entry.deflate === true ? new Uint8Array(deflateRawSync(entry.bytes)) : entry.bytes
    const method = entry.method ?? (entry.deflate === true ? 8 : 0)
    const flags = entry.flags ?? 0
    const crc = entry.crc32 ?? nodeHash.crc32(entry.bytes)
    const size = entry.centralSize ?? entry.bytes.length
    const described = (flags & 8) !== 0
    const name = latin1(entry.name)
    const localName = latin1(entry.localName ?? entry.name)
    const extra = entry.extra ?? new Uint8Array(0)
    const start = offset
    const numbers = described ? [0, 0, 0] : [crc, packed.length, size]
    push(concatBytes(u32(0x04034b50), u16(20), u16(flags), u16(method), u16(0x6000), u16(entry.date ?? 0x5aee), ...numbers.map(u32), u16(localName.length), u16(extra.length), localName, extra))
    push(packed)
    if (described) push(concatBytes(u32(0x08074b50), u32(crc), u32(packed.length), u32(size)))
    push(entry.hidden ?? new Uint8Array(0))
    const comment = utf8(entry.comment ?? '')
    central.push(
      concatBytes(u32(0x02014b50), u16(entry.madeBy ?? 0x0314), u16(20), u16(flags), u16(method), u16(0x6000), u16(entry.date ?? 0x5aee), u32(crc), u32(packed.length), u32(size)),
      concatBytes(u16(name.length), u16(0), u16(comment.length), u16(entry.disk ?? 0), u16(0), u32(entry.attributes ?? 0x81a40000), u32(entry.offset ?? start), name, comment),
    )
  }
  const directory = concatBytes(...central)
  const count = end.count ?? entries.length
  const comment = end.comment ?? new Uint8Array(0)
  return concatBytes(...parts, directory, u32(0x06054b50), u16(end.disk ?? 0), u16(end.disk ?? 0), u16(count), u16(count), u32(directory.length), u32(offset), u16(comment.length), comment)
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255)
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >> 8) & 255)
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255)
}
