import { CallError } from '../../shared/contract/client.ts'
import type { ErrorCode } from '../../shared/contract/error.ts'

const sentences: Readonly<Partial<Record<ErrorCode, string>>> = {
  'wrong-passphrase': 'The passphrase does not fit. Nothing was changed.',
  'sign-in-delayed': 'There were wrong tries just now. Wait a minute at most, then try again.',
  'wrong-recovery-key': 'The recovery key does not fit. Nothing was changed.',
  'passphrase-too-short': 'The new passphrase is too short. Nothing was changed.',
  'backup-damaged': 'The backup is damaged or was altered. Nothing was changed.',
  'not-found': 'The backup is not there any more. Nothing was changed.',
  'not-permitted': 'This person may not do that.',
  'store-missing': 'There is no record in this place.',
  'store-exists': 'A whole record of another plant lies in this place. It was not touched.',
  'store-locked': 'Another Cofferdam has this record open. Close it first.',
  'store-damaged': 'The record is damaged. It was left as it is.',
  cancelled: 'It was stopped. Nothing was changed.',
  'store-newer': 'It was written by a newer version of Cofferdam. Install that first.',
  'store-read-only': 'The folder of the record cannot be written.',
  'store-full': 'There is too little room on the disk of the record.',
  'keyring-missing': 'The keys to the record are missing.',
  'keyring-damaged': 'The keys to the record are damaged.',
  'place-full': 'There is too little room there.',
  'place-read-only': 'The folder cannot be written.',
  'place-removed': 'The drive was removed meanwhile.',
  'place-missing': 'The folder is not there.',
  'file-exists-different': 'Another file has that name there already. It was not replaced.',
}

/** A refusal as one sentence of the command line. */
export function refusalSentence(error: unknown): string {
  if (!(error instanceof CallError)) return error instanceof Error ? error.message : String(error)
  return sentences[error.code] ?? `Refused: ${error.code}${error.logId === null ? '' : ` (log ${error.logId})`}.`
}
