import type { Hash } from '../shared/ports/crypto.ts'
import type { JobControl } from '../shared/ports/places.ts'
import { checkChain, checkFile } from './check.ts'
import { openStoreFile } from './open.ts'

/** What was found in a closed copy of a record. */
export interface CopyCheck {
  /** Every page, index and reference is whole. `false` also for a file that does not open: whoever opens it next says why. */
  readonly whole: boolean
  /** Whether the chain was verified too; a copy of an earlier form is verified once it was brought to the present one. */
  readonly chain: boolean
}

/** Checks a closed copy of a record without changing it. @param control how far the chain is, in rows. @throws cancelled. */
export function checkCopy(file: string, key: Uint8Array, version: number, hash: Pick<Hash, 'sha256'>, control: JobControl): CopyCheck {
  const opened = openStoreFile(file, key, 'copy', version)
  if (!opened.ok) return { whole: false, chain: false }
  try {
    if (!checkFile(opened.connection, 'full').intact) return { whole: false, chain: false }
    control.check()
    if (opened.version !== version) return { whole: true, chain: false }
    const { intact } = checkChain(opened.connection, hash, control)
    return { whole: intact, chain: intact }
  } finally {
    opened.connection.close()
  }
}
