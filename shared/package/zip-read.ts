import type { Hash } from '../ports/crypto.ts'
import type { Inflate } from '../ports/inflate.ts'
import { readBlock } from './byte-source.ts'
import type { ByteSource } from './byte-source.ts'
import { equalBytes, toHex } from './bytes.ts'
import { PackageFault } from './fault.ts'
import { planZip } from './zip-write.ts'
import { readDirectory, readExactly } from './zip-directory.ts'
import type { DirectoryRecord, ZipDirectory } from './zip-directory.ts'

/** One file inside a zip. */
export interface ZipEntry {
  readonly path: string
  readonly size: number
  readonly crc32: number
  /** Where its packed bytes start, how many they are, and whether they are deflated. */
  readonly start: number
  readonly packedSize: number
  readonly deflated: boolean
}

/** A zip that is safe to read. */
export interface ReadZip {
  readonly source: ByteSource
  readonly entries: ReadonlyMap<string, ZipEntry>
  /** True when the framing is byte for byte what {@link planZip} writes; false means that something re-packed the file. */
  readonly original: boolean
}

/** What reading content needs. */
export interface ZipPorts {
  readonly hash: Hash
  readonly inflate: Inflate
}

/**
 * Reads the framing of a zip without trusting it: entries follow each other from the first byte to the directory without
 * overlap or gap, local headers say what the directory says, names are safe (zip-directory.ts). Content is not read.
 * A single folder around everything, as re-packing programs make it, is taken off.
 * @throws PackageFault `zip-*`
 */
export function readZip(source: ByteSource): ReadZip {
  const directory = readDirectory(source)
  const ordered = [...directory.records].sort((a, b) => a.offset - b.offset)
  const local: { readonly record: DirectoryRecord; readonly start: number; readonly headerLength: number }[] = []
  let end = 0
  for (const record of ordered) {
    if (record.offset < end) throw new PackageFault('zip-overlap', record.path)
    checkGap(source, local.at(-1)?.record, end, record.offset)
    const headerLength = checkLocalHeader(source, record, directory.start)
    const start = record.offset + headerLength
    end = start + record.packedSize
    if (end > directory.start) throw new PackageFault('zip-overlap', record.path)
    local.push({ record, start, headerLength })
  }
  checkGap(source, local.at(-1)?.record, end, directory.start)

  const files = local.filter(({ record }) => !record.path.endsWith('/'))
  const root = commonRoot(files.map(({ record }) => record.path))
  const entries = new Map<string, ZipEntry>()
  for (const { record, start } of files) {
    const path = record.path.slice(root.length)
    entries.set(path, { path, size: record.size, crc32: record.crc32, start, packedSize: record.packedSize, deflated: record.method === 8 })
  }
  return { source, entries, original: root === '' && isOriginal(source, directory) }
}

/**
 * All bytes of one entry, with CRC-32 checked.
 * @throws PackageFault `file-too-large` over `limit`, `zip-inflate`, `zip-crc`
 */
export function readEntry(zip: ReadZip, entry: ZipEntry, limit: number, ports: ZipPorts): Uint8Array {
  if (entry.size > limit) throw new PackageFault('file-too-large', entry.path)
  const bytes = entry.deflated ? inflated(zip, entry, ports.inflate) : readExactly(zip.source, entry.start, entry.size)
  if (ports.hash.crc32(bytes) !== entry.crc32) throw new PackageFault('zip-crc', entry.path)
  return bytes
}

/**
 * SHA-256 (hex) of one entry, with CRC-32 checked on the way. A stored entry is read in blocks and never held whole; `tick`
 * hears of each block and may throw to cancel.
 * @throws PackageFault `zip-inflate`, `zip-crc`
 */
export function hashEntry(zip: ReadZip, entry: ZipEntry, ports: ZipPorts, tick: (bytes: number) => void = () => undefined): string {
  if (entry.deflated) {
    const bytes = readEntry(zip, entry, entry.size, ports)
    tick(entry.packedSize)
    return toHex(ports.hash.sha256(bytes))
  }
  const hasher = ports.hash.startSha256()
  let crc = 0
  for (let at = 0; at < entry.size; ) {
    const block = zip.source.read(entry.start + at, Math.min(readBlock, entry.size - at))
    if (block.length === 0) throw new PackageFault('zip-truncated', entry.path)
    hasher.update(block)
    crc = ports.hash.crc32(block, crc)
    at += block.length
    tick(block.length)
  }
  if (crc !== entry.crc32) throw new PackageFault('zip-crc', entry.path)
  return toHex(hasher.digest())
}

function inflated(zip: ReadZip, entry: ZipEntry, inflate: Inflate): Uint8Array {
  const bytes = inflate.raw(readExactly(zip.source, entry.start, entry.packedSize), entry.size)
  if (bytes === null || bytes.length !== entry.size) throw new PackageFault('zip-inflate', entry.path)
  return bytes
}

/** Compares a local header with its directory record. Returns its length. */
function checkLocalHeader(source: ByteSource, record: DirectoryRecord, limit: number): number {
  if (record.offset + 30 > limit) throw new PackageFault('zip-overlap', record.path)
  const fixed = readExactly(source, record.offset, 30)
  const view = new DataView(fixed.buffer)
  if (view.getUint32(0, true) !== 0x04034b50) throw new PackageFault('zip-header', record.path)
  const nameLength = view.getUint16(26, true)
  const length = 30 + nameLength + view.getUint16(28, true)
  if (record.offset + length > limit) throw new PackageFault('zip-overlap', record.path)
  const name = readExactly(source, record.offset + 30, nameLength)
  const described = (record.flags & 8) !== 0
  const differs =
    nameLength !== record.path.length ||
    name.some((byte, i) => byte !== record.path.charCodeAt(i)) ||
    ((view.getUint16(6, true) ^ record.flags) & 0x2069) !== 0 ||
    view.getUint16(8, true) !== record.method ||
    !agree(view.getUint32(14, true), record.crc32, described) ||
    !agree(view.getUint32(18, true), record.packedSize, described) ||
    !agree(view.getUint32(22, true), record.size, described)
  if (differs) throw new PackageFault('zip-header-mismatch', record.path)
  return length
}

/** With a data descriptor the local header may hold zero (or the zip64 mark) instead of the number. */
function agree(local: number, central: number, described: boolean): boolean {
  return local === central || (described && (local === 0 || local === 0xffffffff))
}

/** Between two entries nothing may stand but the data descriptor that the earlier one announced. */
function checkGap(source: ByteSource, before: DirectoryRecord | undefined, from: number, to: number): void {
  const gap = to - from
  const described = before !== undefined && (before.flags & 8) !== 0
  if (gap === 0 && !described) return
  if (before === undefined) throw new PackageFault('zip-prepended-data')
  if (!described || (gap !== 12 && gap !== 16 && gap !== 20 && gap !== 24)) throw new PackageFault('zip-hidden-data', before.path)
  const bytes = readExactly(source, from, gap)
  const view = new DataView(bytes.buffer)
  const marked = gap === 16 || gap === 24
  const crcAt = marked ? 4 : 0
  const wide = gap >= 20
  const packed = wide ? Number(view.getBigUint64(crcAt + 4, true)) : view.getUint32(crcAt + 4, true)
  const size = wide ? Number(view.getBigUint64(crcAt + 12, true)) : view.getUint32(crcAt + 8, true)
  const fits = (!marked || view.getUint32(0, true) === 0x08074b50) && view.getUint32(crcAt, true) === before.crc32
  if (!fits || packed !== before.packedSize || size !== before.size) throw new PackageFault('zip-header-mismatch', before.path)
}

/** The one folder that holds everything, with its slash, or nothing. A package itself always has files at its root. */
function commonRoot(paths: readonly string[]): string {
  const first = paths[0] ?? ''
  const root = first.slice(0, first.indexOf('/') + 1)
  return root !== '' && paths.every((path) => path.startsWith(root)) ? root : ''
}

/** Whether the framing is exactly the one that version 1 writes. */
function isOriginal(source: ByteSource, directory: ZipDirectory): boolean {
  if (directory.records.some((record) => record.method !== 0 || record.path.endsWith('/'))) return false
  const plan = planZip(directory.records)
  if (plan.size !== source.size || !equalBytes(plan.directory, directory.bytes)) return false
  return plan.entries.every((entry) => equalBytes(entry.header, readExactly(source, entry.offset, entry.header.length)))
}
