import { concatBytes, readUtf8, utf8 } from './bytes.ts'
import { PackageFault } from './fault.ts'
import type { PackageFaultCode } from './fault.ts'

/** Builds an SSH wire structure (RFC 4251 section 5): big-endian numbers, strings with a 32-bit length. */
export class SshWriter {
  readonly #parts: Uint8Array[] = []

  /** Bytes as they are, without a length. */
  raw(bytes: Uint8Array): this {
    this.#parts.push(bytes)
    return this
  }

  /** An unsigned 32-bit number. @throws RangeError outside its range. */
  u32(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new RangeError('not an unsigned 32-bit number')
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setUint32(0, value)
    return this.raw(bytes)
  }

  /** An unsigned 64-bit number. @throws RangeError outside its range. */
  u64(value: bigint): this {
    if (value < 0n || value > 0xffffffffffffffffn) throw new RangeError('not an unsigned 64-bit number')
    const bytes = new Uint8Array(8)
    new DataView(bytes.buffer).setBigUint64(0, value)
    return this.raw(bytes)
  }

  /** A string: 32-bit length, then the bytes (UTF-8 for a text). */
  string(value: Uint8Array | string): this {
    const bytes = typeof value === 'string' ? utf8(value) : value
    return this.u32(bytes.length).raw(bytes)
  }

  /** Everything written so far. */
  bytes(): Uint8Array {
    return concatBytes(...this.#parts)
  }
}

/** Reads an SSH wire structure and never beyond its end. Every refusal is a {@link PackageFault} of the code given at the start. */
export class SshReader {
  readonly #bytes: Uint8Array
  readonly #fault: PackageFaultCode
  readonly #subject: string
  #at = 0

  constructor(bytes: Uint8Array, fault: PackageFaultCode, subject: string) {
    this.#bytes = bytes
    this.#fault = fault
    this.#subject = subject
  }

  /** Where the next read starts. */
  get position(): number {
    return this.#at
  }

  /** True when every byte has been read. */
  get atEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** Exactly `length` bytes. */
  raw(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw this.refusal()
    const part = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return part
  }

  /** An unsigned 32-bit number. */
  u32(): number {
    const part = this.raw(4)
    return new DataView(part.buffer, part.byteOffset, 4).getUint32(0)
  }

  /** An unsigned 64-bit number. */
  u64(): bigint {
    const part = this.raw(8)
    return new DataView(part.buffer, part.byteOffset, 8).getBigUint64(0)
  }

  /** A string as bytes. */
  string(): Uint8Array {
    return this.raw(this.u32())
  }

  /** A string of exactly `length` bytes. */
  stringOf(length: number): Uint8Array {
    const part = this.string()
    if (part.length !== length) throw this.refusal()
    return part
  }

  /** A string as text: well-formed UTF-8 without control characters. */
  text(): string {
    const text = readUtf8(this.string())
    if (text === null || /[\u0000-\u001f\u007f]/.test(text)) throw this.refusal()
    return text
  }

  /** Refuses trailing bytes. */
  end(): void {
    if (!this.atEnd) throw this.refusal()
  }

  /** The fault of this structure, for checks that the caller makes. */
  refusal(): PackageFault {
    return new PackageFault(this.#fault, this.#subject)
  }
}
