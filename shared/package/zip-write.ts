import { DomainError } from '../contract/error.ts'
import type { Hash } from '../ports/crypto.ts'
import { byByte, concatBytes, toHex, utf8 } from './bytes.ts'
import { pathFault } from './names.ts'

/** What a zip's framing needs to know of an entry; the content follows later. */
export interface ZipEntryFacts {
  readonly path: string
  readonly size: number
  /** CRC-32, unsigned. */
  readonly crc32: number
}

/** One entry of a planned zip: its header, and where that stands. */
export interface PlannedEntry extends ZipEntryFacts {
  readonly offset: number
  readonly header: Uint8Array
}

/**
 * The complete framing of a zip before one byte of content is read: for each entry in order its header and then its content,
 * and at last the directory.
 */
export interface ZipPlan {
  readonly entries: readonly PlannedEntry[]
  readonly directory: Uint8Array
  readonly size: number
}

const largest = 0xffffffff
const mostEntries = 10_000
const firstOf1980 = 0x0021
const version10 = 10

/**
 * Plans a zip in the one form of version 1: stored, sorted by byte, dated 1980-01-01 00:00, no extra fields, no comments, no
 * data descriptors, host MS-DOS, no attributes. The same entries always give the same bytes.
 * @throws DomainError too-large at 4 GiB or above 10 000 entries: zip64 is never written.
 * @throws RangeError for a path that is not safe or stands twice.
 */
export function planZip(files: readonly ZipEntryFacts[]): ZipPlan {
  if (files.length > mostEntries) throw new DomainError('too-large', { entries: files.length, limit: mostEntries })
  const sorted = [...files].sort((a, b) => byByte(a.path, b.path))
  const entries: PlannedEntry[] = []
  const records: Uint8Array[] = []
  const seen = new Set<string>()
  let offset = 0
  for (const { path, size, crc32 } of sorted) {
    const name = path.toLowerCase()
    if (pathFault(path) !== null || seen.has(name)) throw new RangeError(`not a path for a package: ${path}`)
    seen.add(name)
    const common = commonHeader(size, crc32, path.length)
    const header = concatBytes(number32(0x04034b50), common, utf8(path))
    records.push(concatBytes(number32(0x02014b50), number16(version10), common, new Uint8Array(10), number32(offset), utf8(path)))
    entries.push({ path, size, crc32, offset, header })
    offset += header.length + size
    if (offset > largest) throw new DomainError('too-large', { limit: largest })
  }
  const central = concatBytes(...records)
  const count = concatBytes(number16(entries.length), number16(entries.length))
  const directory = concatBytes(central, number32(0x06054b50), new Uint8Array(4), count, number32(central.length), number32(offset), new Uint8Array(2))
  const size = offset + directory.length
  if (size > largest) throw new DomainError('too-large', { limit: largest })
  return { entries, directory, size }
}

/**
 * Every byte of a planned zip in order, in the pieces in which they come: small headers and the content's own chunks, none of
 * them copied.
 * @throws DomainError store-damaged when an entry's content has another length than planned.
 */
export function* zipChunks(plan: ZipPlan, content: (path: string) => Iterable<Uint8Array>): Generator<Uint8Array, void, undefined> {
  for (const entry of plan.entries) {
    yield entry.header
    let rest = entry.size
    for (const chunk of content(entry.path)) {
      rest -= chunk.length
      if (rest < 0) break
      yield chunk
    }
    if (rest !== 0) throw new DomainError('store-damaged', { path: entry.path })
  }
  yield plan.directory
}

/** Digests of a whole zip: SHA-256 names it, SHA-512 is what `.zip.sig` signs. */
export interface ZipDigests {
  /** Lower-case hex. */
  readonly sha256: string
  /** Raw, 64 bytes. */
  readonly sha512: Uint8Array
}

/** Hashes a planned zip in one pass. @throws as {@link zipChunks}. */
export function hashZip(plan: ZipPlan, content: (path: string) => Iterable<Uint8Array>, hash: Hash): ZipDigests {
  const sha256 = hash.startSha256()
  const sha512 = hash.startSha512()
  for (const chunk of zipChunks(plan, content)) {
    sha256.update(chunk)
    sha512.update(chunk)
  }
  return { sha256: toHex(sha256.digest()), sha512: sha512.digest() }
}

/** The fields that stand alike in both headers: version needed, flags, method, time, date, CRC, sizes, lengths. */
function commonHeader(size: number, crc32: number, nameLength: number): Uint8Array {
  const start = concatBytes(number16(version10), new Uint8Array(6), number16(firstOf1980))
  return concatBytes(start, number32(crc32), number32(size), number32(size), number16(nameLength), new Uint8Array(2))
}

function number16(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >> 8) & 255)
}

function number32(value: number): Uint8Array {
  if (value > largest) throw new DomainError('too-large', { limit: largest })
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}
