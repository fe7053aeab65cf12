import type { Call } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import type { Ids } from '../ports/ids.ts'
import type { Register } from '../ports/repositories.ts'
import type { Picture, Transaction } from '../ports/store.ts'

/** What every register record carries besides its own fields. */
interface RegisterRecord {
  readonly id: string
  readonly createdAt: number
}

/**
 * Saves an edited register record: a new one when the edit has no id, else the changed one. The state before stays in the history.
 * @param fixed fields that a new record gets and no edit can change (codes).
 * @throws not-found when the id is unknown.
 */
export function saveRegisterRecord<T extends RegisterRecord, E extends { readonly id: string | null }>(parts: {
  readonly transaction: Transaction
  readonly register: Register<T>
  readonly kind: string
  readonly edit: E
  readonly ids: Ids
  readonly call: Call
  readonly build: (edit: E, id: string, createdAt: number, before: T | null) => T
}): { id: string } {
  const { transaction, register, kind, edit, call } = parts
  const at = call.stamp.reading.at
  const before = edit.id === null ? null : register.find(edit.id)
  if (edit.id !== null && before === null) throw new DomainError('not-found', { kind })
  const record = parts.build(edit, before?.id ?? parts.ids.id(), before?.createdAt ?? at, before)
  register.save(record, { at, actor: call.actor, reason: null })
  transaction.changed(kind, record.id, asPicture(before), asPicture(record))
  return { id: record.id }
}

/**
 * Takes a record off a register; its history stays.
 * @throws not-found when the id is unknown.
 */
export function removeRegisterRecord<T extends RegisterRecord>(parts: {
  readonly transaction: Transaction
  readonly register: Register<T>
  readonly kind: string
  readonly id: string
  readonly reason: string
  readonly call: Call
}): Record<string, never> {
  const { transaction, register, kind, id, reason, call } = parts
  const before = register.find(id)
  if (before === null) throw new DomainError('not-found', { kind })
  register.remove(id, { at: call.stamp.reading.at, actor: call.actor, reason })
  transaction.changed(kind, id, asPicture(before), null)
  if (reason !== '') transaction.because(reason)
  return {}
}

/** A record as the audit body keeps it. */
export function asPicture(record: object | null): Picture {
  return record === null ? null : { ...record }
}
