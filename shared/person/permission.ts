/** The closed list of permissions. A procedure needs exactly one; `roles.ts` says which role has which. */
export const permissions = [
  'record.read',
  'register.write',
  'incident.write',
  'report.write',
  'report.release',
  'approval.give',
  'transfer.write',
  'transfer.verify',
  'entity.write',
  'settings.write',
  'people.manage',
  'keys.manage',
  'audit.read',
  'store.manage',
] as const

/** One permission. */
export type Permission = (typeof permissions)[number]

/**
 * What a procedure needs before it runs:
 * `before-open` works with no store open; `while-locked` shows no record content beyond the deadline bar;
 * `record-only` may be used by the control room without a confirmed person; `signed-in` concerns only the person at the keyboard, whatever
 * the roles; else a permission of a person.
 */
export type Need = 'before-open' | 'while-locked' | 'record-only' | 'signed-in' | Permission

/** What a six-digit PIN is not enough for: these change who can open the record and whose signature counts, or speak for a person to others. */
export const passphrasePermissions: readonly Permission[] = ['people.manage', 'keys.manage', 'store.manage', 'approval.give']
