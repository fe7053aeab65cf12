import { PackageFault } from './fault.ts'
import type { PackageFaultCode } from './fault.ts'
import type { Check, Finding, FoundFault } from './verdict.ts'
import { hashEntry, readEntry } from './zip-read.ts'
import type { ReadZip, ZipPorts } from './zip-read.ts'

/** Most bytes of the files that are read whole. */
export const wholeFileLimits = { signature: 64 * 1024, list: 16 * 1024 * 1024, content: 64 * 1024 * 1024 } as const

/** Collects what a verifier looked at. Faults are kept in the order in which they were found: the first one names the verdict. */
export class Examination {
  readonly checks: Check[] = []
  readonly findings: Finding[] = []
  readonly faults: FoundFault[] = []
  /** True once anything was found that re-packing or sanitising explains. */
  changed = false

  /** Runs one check. A {@link PackageFault} fails it and gives `null`; any other error (the disk, a cancelled job) passes. */
  run<T>(check: Check['check'], subject: string, work: () => T): T | null {
    try {
      const result = work()
      this.ok(check, subject)
      return result
    } catch (error) {
      if (!(error instanceof PackageFault)) throw error
      this.fail(check, error.subject === '' ? subject : error.subject, error.code)
      return null
    }
  }

  ok(check: Check['check'], subject: string): void {
    this.checks.push({ check, subject, result: 'ok', fault: null })
  }

  fail(check: Check['check'], subject: string, code: PackageFaultCode): void {
    this.checks.push({ check, subject, result: 'failed', fault: code })
    this.faults.push({ code, subject })
  }

  /** Something that re-packing or sanitising causes: no fault, but the file is no longer as released. */
  change(check: Check['check'], subject: string): void {
    this.checks.push({ check, subject, result: 'changed', fault: null })
    this.changed = true
  }

  /** Something nothing signed vouches for any more. */
  skip(check: Check['check'], subject: string): void {
    this.checks.push({ check, subject, result: 'unchecked', fault: null })
  }

  notice(code: Finding['code'], count: number | null = null): void {
    this.findings.push({ code, count })
  }
}

/** The files of a package: small ones are read once and kept, large ones are only ever hashed in blocks. */
export class PackageFiles {
  readonly #zip: ReadZip
  readonly #ports: ZipPorts
  readonly #tick: (bytes: number) => void
  readonly #whole = new Map<string, Uint8Array>()
  readonly #hashes = new Map<string, string>()

  constructor(zip: ReadZip, ports: ZipPorts, tick: (bytes: number) => void) {
    this.#zip = zip
    this.#ports = ports
    this.#tick = tick
  }

  has(path: string): boolean {
    return this.#zip.entries.has(path)
  }

  paths(): string[] {
    return [...this.#zip.entries.keys()].sort()
  }

  size(path: string): number {
    return this.#zip.entries.get(path)?.size ?? 0
  }

  /** All bytes of a file. @throws PackageFault `file-missing`, `file-too-large`, `zip-inflate`, `zip-crc` */
  read(path: string, limit: number): Uint8Array {
    const known = this.#whole.get(path)
    if (known !== undefined) return known
    const bytes = readEntry(this.#zip, this.#entry(path), limit, this.#ports)
    this.#whole.set(path, bytes)
    return bytes
  }

  /** SHA-256 (hex) of a file. @throws PackageFault `file-missing`, `zip-inflate`, `zip-crc` */
  sha256(path: string): string {
    const known = this.#hashes.get(path)
    if (known !== undefined) return known
    const hash = hashEntry(this.#zip, this.#entry(path), this.#ports, this.#tick)
    this.#hashes.set(path, hash)
    return hash
  }

  #entry(path: string) {
    const entry = this.#zip.entries.get(path)
    if (entry === undefined) throw new PackageFault('file-missing', path)
    return entry
  }
}
