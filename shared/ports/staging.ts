import type { StoredFile } from '../file/file.ts'
import type { Transaction } from './store.ts'

/**
 * Bytes on their way in. What is only looked at (a package to verify) stays in the encrypted scratch database and is gone at the
 * next start; an attachment becomes part of the record with `adopt`.
 */
export interface Staging {
  begin(input: { session: string; owner: string; name: string; mediaType: string; size: number; purpose: 'attachment' | 'inspection' }): string
  /** Appends the next chunk in order. @throws not-found, too-large, invalid-input (wrong index or length). */
  append(input: { staged: string; owner: string; index: number; bytes: Uint8Array }): void
  /** Ends writing. @throws invalid-input when bytes are missing. @returns size and SHA-256 (hex). */
  finish(input: { staged: string; owner: string }): { size: number; sha256: string }
  /** Raw bytes of one chunk; only its creator may read. */
  read(input: { staged: string; owner: string; index: number }): Uint8Array
  info(input: { staged: string; owner: string }): { name: string; mediaType: string; size: number; sha256: string | null }
  /** Makes a finished attachment a file of the record, inside the transaction. */
  adopt(input: { staged: string; owner: string; id: string; createdAt: number; author: string }, transaction: Transaction): StoredFile
  /** Puts bytes made by the core itself (a PDF to save or print) where its creator can read them. */
  put(input: { session: string; owner: string; name: string; mediaType: string; bytes: Uint8Array }): string
  drop(input: { staged: string; owner: string }): void
}
