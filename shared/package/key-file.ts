import type { Hash } from '../ports/crypto.ts'
import { memorySource, type ByteSource } from './byte-source.ts'
import { concatBytes } from './bytes.ts'
import { PackageFault } from './fault.ts'
import type { FoundFault } from './verdict.ts'
import { readEntry, readZip, type ZipPorts } from './zip-read.ts'
import { planZip, zipChunks } from './zip-write.ts'

/** Most bytes of a key file, and of each file in it. */
export const largestKeyFile = 1024 * 1024
/** Most bytes of all files in it, unpacked: a packed mebibyte could hold five hundred of these. */
const mostUnpacked = 8 * largestKeyFile
/** Most files in it. */
const mostFiles = 512

/** The files of a key file by path. */
export type KeyFiles = ReadonlyMap<string, Uint8Array>

/** What reading a key file gave: its files, or why it is none. */
export type ReadKeyFile = { readonly files: KeyFiles } | { readonly fault: FoundFault }

/** Puts files into a zip in the one form of packages (docs/package-format.md, section 2). */
export function keyFileBytes(files: KeyFiles, hash: Pick<Hash, 'crc32'>): Uint8Array {
  const facts = [...files].map(([path, bytes]) => ({ path, size: bytes.length, crc32: hash.crc32(bytes) }))
  return concatBytes(...zipChunks(planZip(facts), (path) => [files.get(path) ?? new Uint8Array(0)]))
}

/** Reads a small zip that came on a stick. Whatever is wrong with it is told, not thrown. */
export function readKeyFile(source: ByteSource, ports: ZipPorts): ReadKeyFile {
  try {
    if (source.size > largestKeyFile) throw new PackageFault('file-too-large')
    const zip = readZip(source)
    if (zip.entries.size > mostFiles) throw new PackageFault('zip-too-many-entries')
    let unpacked = 0
    for (const { path, size } of zip.entries.values()) {
      unpacked += size
      if (unpacked > mostUnpacked) throw new PackageFault('file-too-large', path)
    }
    return { files: new Map([...zip.entries.values()].map((entry) => [entry.path, readEntry(zip, entry, largestKeyFile, ports)])) }
  } catch (error) {
    if (!(error instanceof PackageFault)) throw error
    return { fault: { code: error.code, subject: error.subject } }
  }
}

/** Reads a key file from bytes at hand. */
export function readKeyBytes(bytes: Uint8Array, ports: ZipPorts): ReadKeyFile {
  return readKeyFile(memorySource(bytes), ports)
}

/** One file that must be there. @throws PackageFault `file-missing` */
export function requireFile(files: KeyFiles, path: string): Uint8Array {
  const bytes = files.get(path)
  if (bytes === undefined) throw new PackageFault('file-missing', path)
  return bytes
}
