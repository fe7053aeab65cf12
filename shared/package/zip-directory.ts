import type { ByteSource } from './byte-source.ts'
import { PackageFault } from './fault.ts'
import { pathFault } from './names.ts'

/** Limits for a zip from somebody else (docs/package-format.md, "Limits"). */
export const zipLimits = {
  entries: 10_000,
  /** Largest entry after unpacking. */
  entryBytes: 512 * 1024 * 1024,
  /** All entries after unpacking. */
  totalBytes: 0xffffffff,
  /** Above `ratioFrom` bytes an entry may not unpack to more than this many times its packed size. */
  ratio: 100,
  ratioFrom: 1024 * 1024,
} as const

/** One record of the central directory, already judged. */
export interface DirectoryRecord {
  readonly path: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly flags: number
  readonly crc32: number
  readonly packedSize: number
  readonly size: number
  /** Where its local header stands. */
  readonly offset: number
}

/** The central directory of a zip. */
export interface ZipDirectory {
  readonly records: readonly DirectoryRecord[]
  /** Where the directory starts: every byte before belongs to an entry. */
  readonly start: number
  /** The directory and the end record as they stand. */
  readonly bytes: Uint8Array
}

const endSize = 22
const directoryLimit = zipLimits.entries * 400

/**
 * Reads the end record and the central directory, and refuses everything that a package never is: comments, several disks,
 * zip64, data behind the end, encryption, other methods, unsafe names, links and devices, sizes over the limits.
 * Folder entries (a name ending in `/`, no content) are left out, as rebuilt files have them.
 * @throws PackageFault `zip-*`
 */
export function readDirectory(source: ByteSource): ZipDirectory {
  const end = readEnd(source)
  const { count, length, start } = end
  if (count > zipLimits.entries) throw new PackageFault('zip-too-many-entries')
  if (start + length + endSize !== source.size || length > directoryLimit) throw new PackageFault('zip-header', 'end record')
  const bytes = readExactly(source, start, length + endSize)
  const records: DirectoryRecord[] = []
  const names = new Set<string>()
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > length) throw new PackageFault('zip-header', 'directory')
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, length - at)
    const record = readRecord(view)
    if (record.name !== '') {
      const folded = record.name.toLowerCase()
      if (names.has(folded)) throw new PackageFault('zip-name-duplicate', record.name)
      names.add(folded)
    }
    if (record.file !== null) records.push(record.file)
    at += record.length
  }
  if (at !== length) throw new PackageFault('zip-header', 'directory')
  if (records.reduce((sum, record) => sum + record.size, 0) > zipLimits.totalBytes) throw new PackageFault('zip-too-large')
  return { records, start, bytes }
}

/** Exactly `length` bytes as a copy that lasts. @throws PackageFault `zip-truncated` */
export function readExactly(source: ByteSource, offset: number, length: number): Uint8Array {
  const bytes = offset + length > source.size ? new Uint8Array(0) : source.read(offset, length)
  if (bytes.length !== length) throw new PackageFault('zip-truncated')
  return bytes.slice()
}

function readEnd(source: ByteSource): { count: number; length: number; start: number } {
  if (source.size < endSize) throw new PackageFault('zip-unreadable')
  if (source.size > zipLimits.totalBytes) throw new PackageFault('zip-too-large')
  const bytes = readExactly(source, source.size - endSize, endSize)
  const view = new DataView(bytes.buffer)
  if (view.getUint32(0, true) !== 0x06054b50 || view.getUint16(20, true) !== 0) throw whyNoEnd(source)
  const count = view.getUint16(10, true)
  const length = view.getUint32(12, true)
  const start = view.getUint32(16, true)
  if (view.getUint16(4, true) !== 0 || view.getUint16(6, true) !== 0 || view.getUint16(8, true) !== count) throw new PackageFault('zip-multi-disk')
  if (count === 0xffff || length === 0xffffffff || start === 0xffffffff) throw new PackageFault('zip-zip64')
  return { count, length, start }
}

/** Tells a comment, data behind the end, a cut file and something else apart. */
function whyNoEnd(source: ByteSource): PackageFault {
  const span = Math.min(source.size, endSize + 0xffff)
  const bytes = readExactly(source, source.size - span, span)
  const view = new DataView(bytes.buffer)
  for (let at = span - endSize; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    const comment = view.getUint16(at + 20, true)
    return new PackageFault(comment === span - endSize - at ? 'zip-comment' : 'zip-trailing-data')
  }
  const first = source.read(0, 4)
  const isZip = first[0] === 0x50 && first[1] === 0x4b && first[2] === 3 && first[3] === 4
  return new PackageFault(isZip ? 'zip-truncated' : 'zip-unreadable')
}

function readRecord(view: DataView): { name: string; length: number; file: DirectoryRecord | null } {
  if (view.getUint32(0, true) !== 0x02014b50) throw new PackageFault('zip-header', 'directory')
  const flags = view.getUint16(8, true)
  const method = view.getUint16(10, true)
  const crc32 = view.getUint32(16, true)
  const packedSize = view.getUint32(20, true)
  const size = view.getUint32(24, true)
  const nameLength = view.getUint16(28, true)
  const extraLength = view.getUint16(30, true)
  const commentLength = view.getUint16(32, true)
  const attributes = view.getUint32(38, true)
  const offset = view.getUint32(42, true)
  const length = 46 + nameLength + extraLength + commentLength
  if (length > view.byteLength) throw new PackageFault('zip-header', 'directory')
  let name = ''
  for (let i = 0; i < nameLength; i++) name += String.fromCharCode(view.getUint8(46 + i))

  if (commentLength !== 0) throw new PackageFault('zip-comment')
  if (view.getUint16(34, true) !== 0) throw new PackageFault('zip-multi-disk')
  if ((flags & 0x2041) !== 0) throw new PackageFault('zip-encrypted', printable(name))
  if ((flags & 0x0020) !== 0 || (method !== 0 && method !== 8)) throw new PackageFault('zip-method', printable(name))
  const isFolder = name.endsWith('/') && name.length > 1
  const fault = pathFault(isFolder ? name.slice(0, -1) : name)
  if (fault !== null) throw new PackageFault(fault, printable(name))
  const unixType = (attributes >>> 16) & 0xf000
  if (unixType !== 0 && unixType !== (isFolder ? 0x4000 : 0x8000)) throw new PackageFault('zip-special-file', name)
  if (size === 0xffffffff || packedSize === 0xffffffff || offset === 0xffffffff) throw new PackageFault('zip-zip64', name)
  if (isFolder) {
    if (size !== 0) throw new PackageFault('zip-special-file', name)
    return { name: name.slice(0, -1), length, file: { path: name, method, flags, crc32, packedSize, size, offset } }
  }
  if (size > zipLimits.entryBytes) throw new PackageFault('zip-too-large', name)
  // Deflate never grows data by more than a few bytes in a thousand; more would only make a reader hold it.
  if (method === 0 ? size !== packedSize : packedSize > size + (size >> 3) + 1024) throw new PackageFault('zip-header', name)
  if (size > zipLimits.ratioFrom && size > packedSize * zipLimits.ratio) throw new PackageFault('zip-ratio', name)
  return { name, length, file: { path: name, method, flags, crc32, packedSize, size, offset } }
}

/** A name that may hold anything, for a message. */
function printable(name: string): string {
  return name.slice(0, 100).replace(/[^ -~]/g, '?')
}
