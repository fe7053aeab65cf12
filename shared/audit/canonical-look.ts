import { canonicalJson, isInOrder, type JsonValue } from '../package/canonical-json.ts'
import { auditBodySchema, auditRowSchema, type AuditRow } from './row.ts'

/**
 * Verifying a long chain reads every row and body; the general parser and writer take three times as long for that as the hashes do. What is
 * looked at here is the same, in a way that costs little for the rows that are as they should be. Only what does not pass is judged by the
 * schemas and the writer themselves, so their word is the one that counts.
 */

/** Whether a text is the one canonical (RFC 8785) text of the value that was parsed from it. */
export function isCanonicalText(text: string, value: unknown): boolean {
  // The engine writes numbers and strings as the RFC wants them and keeps the order of keys; so equality leaves their order to look at. A lone
  // surrogate can stand in a text as an escape only, and the writer refuses it.
  if (!text.includes('\\ud') && JSON.stringify(value) === text && isInOrder(value)) return true
  try {
    return canonicalJson(value as JsonValue) === text
  } catch {
    return false
  }
}

const lineId = /^[0-9a-f]{16}$/
const personId = /^[a-z2-7]{26}$/
const zoneName = /^[A-Za-z0-9_+\-/]{1,64}$/
const sha256 = /^[0-9a-f]{64}$/

/** The row that a value is, or `null`. */
export function asAuditRow(value: unknown): AuditRow | null {
  if (isPlainRow(value)) return value
  const parsed = auditRowSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}

/** Whether a value is the body of a row. */
export function isAuditBody(value: unknown): boolean {
  return isPlainBody(value) || auditBodySchema.safeParse(value).success
}

function isPlainRow(value: unknown): value is AuditRow {
  if (!isObject(value)) return false
  const { v, line, seq, at, offset, zone, bootId, uptime, actor, confirmed, session, procedure, subject, bodyHash } = value
  return (
    v === 1 &&
    isMatch(line, lineId) &&
    isWhole(seq, 1, Number.MAX_SAFE_INTEGER) &&
    isWhole(at, 0, 253_402_214_399_999) &&
    isWhole(offset, -1440, 1440) &&
    isMatch(zone, zoneName) &&
    isText(bootId, 1, 80) &&
    isWhole(uptime, 0, Number.MAX_SAFE_INTEGER) &&
    (actor === 'station' || actor === 'system' || isMatch(actor, personId)) &&
    typeof confirmed === 'boolean' &&
    isText(session, 0, 64) &&
    isText(procedure, 1, 64) &&
    Array.isArray(subject) &&
    subject.every((one) => isObject(one) && Object.keys(one).length === 2 && isText(one['kind'], 1, 64) && isText(one['id'], 1, 128)) &&
    isMatch(bodyHash, sha256)
  )
}

function isPlainBody(value: unknown): boolean {
  if (!isObject(value)) return false
  const { changes, reason } = value
  return (
    (reason === null || typeof reason === 'string') &&
    Array.isArray(changes) &&
    changes.every(
      (change) => isObject(change) && isText(change['kind'], 1, 64) && isText(change['id'], 1, 128) && isText(change['field'], 1, 128) && change['before'] !== undefined && change['after'] !== undefined,
    )
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown, shortest: number, longest: number): boolean {
  return typeof value === 'string' && value.length >= shortest && value.length <= longest
}

function isMatch(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value)
}

function isWhole(value: unknown, least: number, greatest: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= greatest
}
