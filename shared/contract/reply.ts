import { errorCodes } from './error.ts'
import type { Failure, Reply } from './wire.ts'

/**
 * Reads the answer to a call from its JSON text. By hand, not with a schema: the first screen of a start reads one, and a sixth of what
 * it would load was the library of schemas.
 * @returns null for anything that is not exactly a reply.
 */
export function readReply(text: string): Reply | null {
  const reply = parsed(text)
  if (!isPlain(reply) || typeof reply.id !== 'number' || !Number.isSafeInteger(reply.id)) return null
  const { id, ok } = reply
  if (ok === true && 'value' in reply && hasOnly(reply, ['id', 'ok', 'value'])) return { id, ok, value: reply.value }
  if (ok === false && hasOnly(reply, ['id', 'ok', 'error']) && isFailure(reply.error)) return { id, ok, error: reply.error }
  return null
}

function isFailure(value: unknown): value is Failure {
  return (
    isPlain(value) &&
    hasOnly(value, ['code', 'details', 'logId']) &&
    (errorCodes as readonly unknown[]).includes(value.code) &&
    isPlain(value.details) &&
    Object.values(value.details).every(isDetail) &&
    (value.logId === undefined || typeof value.logId === 'string')
  )
}

function isDetail(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((part) => typeof part === 'string'))
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasOnly(value: object, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
