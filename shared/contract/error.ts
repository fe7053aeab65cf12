/**
 * The closed list of error codes that may cross from the core to a screen, a command line or a test.
 * Each code has one sentence per language in `renderer/locales/<language>/errors.json`.
 */
export const errorCodes = [
  'internal',
  'core-lost',
  'unknown-procedure',
  'invalid-input',
  'not-permitted',
  'not-found',
  'conflict',
  'busy',
  'cancelled',
  'too-large',
  'store-closed',
  'store-locked',
  'store-exists',
  'store-missing',
  'store-damaged',
  'store-newer',
  'store-read-only',
  'store-full',
  'store-disk-fault',
  'store-key-changing',
  'space-low',
  'backup-damaged',
  'keyring-missing',
  'keyring-damaged',
  'wrong-passphrase',
  'wrong-recovery-key',
  'passphrase-too-short',
  'passphrase-expected',
  'passphrase-needed',
  'passphrase-change-needed',
  'wrong-sign-in',
  'sign-in-delayed',
  'access-ended',
  'pin-too-easy',
  'badge-taken',
  'name-taken',
  'last-administrator',
  'place-missing',
  'place-full',
  'place-read-only',
  'place-removed',
  'file-exists-different',
  'file-unreadable',
  'report-incomplete',
  'report-stale',
  'reason-required',
  'already-submitted',
  'instant-in-future',
  'instant-order',
  'statement-refused',
  'profile-invalid',
  'erased',
  'second-person-refused',
  'second-person-needed',
  'policy-refused',
  'time-confirm-refused',
  'certificate-refused',
  'entity-key-elsewhere',
  'key-not-certified',
  'update-refused',
] as const

/** One code of the closed list. */
export type ErrorCode = (typeof errorCodes)[number]

/** JSON-safe details of an error: names and numbers a sentence may show, never a stack or a path of the program. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** A refusal that the rules foresee. Anything else that is thrown becomes `internal` at the door. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.details = details
  }
}

/** Fails to compile when a switch forgets a case; throws `internal` if one slips through at run time. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`)
}
