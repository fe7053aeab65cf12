import type { AuditSubject } from '../audit/row.ts'

/** What the audit rows about a damaged write-ahead log name. */
export const logDamageSubject: AuditSubject = { kind: 'store-damage', id: 'log' }

/** Procedure of the row that tells of it: confirmed changes behind the row before it could not be read any more. */
export const logDamageFound = 'store.log-damaged'
