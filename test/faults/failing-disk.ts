import { closeSync, openSync, readSync, writeSync } from 'node:fs'

/** Kinds of calls that can fail, as bits. */
export const failingKinds = { write: 1, sync: 2, rename: 4, truncate: 8, unlink: 16 } as const

/** Error numbers of Linux. */
export const failingErrors = { EIO: 5, ENOSPC: 28, EROFS: 30, EDQUOT: 122 } as const

/** Which call fails, and how. */
export interface Failure {
  /** Counted from 1, among the calls of these kinds. */
  readonly nth: number
  readonly forEver: boolean
  readonly error: number
  /** Sum of bits of `failingKinds`. */
  readonly kinds: number
  /** Part of a failing write still reaches the disk. */
  readonly torn: boolean
}

/** Talks to the library failing-disk.c that this process was started with. */
export interface FailingDisk {
  arm(failure: Failure): void
  /** From now on nothing fails. @returns how many calls counted and how many of them failed. */
  disarm(): { readonly counted: number; readonly failed: number }
}

const numbers = 8

/** @param control path of the shared file, which is made by `emptyControl`. */
export function openFailingDisk(control: string): FailingDisk {
  function put(values: readonly number[]): void {
    const handle = openSync(control, 'r+')
    writeSync(handle, new Uint8Array(BigInt64Array.from(values, BigInt).buffer), 0, undefined, 0)
    closeSync(handle)
  }
  return {
    arm({ nth, forEver, error, kinds, torn }) {
      put([1, nth, forEver ? 1 : 0, error, kinds, torn ? 1 : 0, 0, 0])
    },
    disarm() {
      const bytes = new Uint8Array(numbers * 8)
      const handle = openSync(control, 'r')
      readSync(handle, bytes)
      closeSync(handle)
      const [, , , , , , counted = 0n, failed = 0n] = new BigInt64Array(bytes.buffer)
      put([0, 0, 0, 0, 0, 0, 0, 0])
      return { counted: Number(counted), failed: Number(failed) }
    },
  }
}

/** What the shared file holds before the program starts. */
export function emptyControl(): Uint8Array {
  return new Uint8Array(numbers * 8)
}
