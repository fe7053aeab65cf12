import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'
import { auditBodySchema, auditRowSchema, type AuditRow } from './row.ts'

/**
 * Reading the stored texts of rows and bodies. The general parser, schema and writer take three times as long for a long chain as its hashes
 * do; so a text is first held against the one form that nearly all of them have, letter by letter. A text that fits it is canonical (RFC 8785)
 * and of the schema. Every other text is judged by parser, schema and writer themselves, so their word is the one that counts.
 */

/** What a text turned out to be. */
export type ReadText<T> = { readonly value: T; readonly canonical: boolean } | null

// Printable ASCII but the quote and the backslash, and behind it what needs no escape: no surrogates either, which have to come in pairs.
const plain = '[ !#-\\[\\]-~]'
const wide = '[ !#-\\[\\]-\\uD7FF\\uE000-\\uFFFF]'
const whole = '(?:0|[1-9][0-9]{0,14})'
const subject = `\\{"id":"${plain}{1,128}","kind":"${plain}{1,64}"\\}`
const rowForm = new RegExp(
  `^\\{"actor":"(station|system|[a-z2-7]{26})","at":(${whole}),"bodyHash":"([0-9a-f]{64})","bootId":"(${plain}{1,80})","confirmed":(true|false),` +
    `"line":"([0-9a-f]{16})","offset":(0|-?[1-9][0-9]{0,3}),"procedure":"(${plain}{1,64})","seq":([1-9][0-9]{0,14}),"session":"(${plain}{0,64})",` +
    `"subject":(\\[(?:${subject}(?:,${subject})*)?\\]),"uptime":(${whole}),"v":1,"zone":"([A-Za-z0-9_+\\-/]{1,64})"\\}$`,
)
const latestInstant = 253_402_214_399_999

const simple = `(?:"${wide}*"|0|-?[1-9][0-9]{0,14}|true|false|null)`
const change = `\\{"after":${simple},"before":${simple},"field":"${wide}{1,128}","id":"${plain}{1,128}","kind":"${plain}{1,64}"\\}`
const bodyForm = new RegExp(`^\\{"changes":\\[(?:${change}(?:,${change})*)?\\],"reason":(?:null|"${wide}*")\\}$`)

/** The row that a text tells of, or `null` where it tells of none. */
export function readRowText(text: string): ReadText<AuditRow> {
  const parts = rowForm.exec(text)
  const row = parts === null ? null : rowOf(parts)
  if (row !== null) return { value: row, canonical: true }
  const value = parse(text)
  const parsed = auditRowSchema.safeParse(value)
  return parsed.success ? { value: parsed.data, canonical: isCanonicalText(text, value) } : null
}

/** Whether a text is the canonical text of a body. */
export function isBodyText(text: string): boolean {
  if (bodyForm.test(text)) return true
  const value = parse(text)
  return auditBodySchema.safeParse(value).success && isCanonicalText(text, value)
}

function rowOf(parts: RegExpExecArray): AuditRow | null {
  const [, actor = '', at, bodyHash = '', bootId = '', confirmed, line = '', offset, procedure = '', seq, session = '', subjects = '', uptime, zone = ''] = parts
  const row: AuditRow = {
    actor,
    at: Number(at),
    bodyHash,
    bootId,
    confirmed: confirmed === 'true',
    line,
    offset: Number(offset),
    procedure,
    seq: Number(seq),
    session,
    subject: JSON.parse(subjects) as AuditRow['subject'],
    uptime: Number(uptime),
    v: 1,
    zone,
  }
  return row.at <= latestInstant && Math.abs(row.offset) <= 1440 ? row : null
}

function isCanonicalText(text: string, value: unknown): boolean {
  try {
    return canonicalJson(value as JsonValue) === text
  } catch {
    return false
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
