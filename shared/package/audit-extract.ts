import { z } from 'zod'
import { bodyHash, linkHash, rowHash } from '../audit/chain.ts'
import { auditRowSchema, erasedBodyKind, saltLength } from '../audit/row.ts'
import { idSchema, sha256Schema } from '../contract/schema.ts'
import type { Hash } from '../ports/crypto.ts'
import type { ChainPoint } from './audit-excerpt.ts'
import { fromHex, readUtf8, toHex, utf8 } from './bytes.ts'
import { canonicalJson, type JsonValue } from './canonical-json.ts'
import { PackageFault } from './fault.ts'
import { auditScopeSchema, packageHeadSchema, type AuditScope, type PackageHead } from './manifest.ts'
import { parseCanonical } from './strict-json.ts'

/** The signed file of an audit package. */
export const auditFile = 'audit.jsonl'

const firstLineSchema = z.strictObject({
  ...packageHeadSchema.shape,
  content: z.literal('audit'),
  stage: z.literal('audit'),
  /** Id of the record: the chain begins with SHA-256('cofferdam-audit-v1' || store). */
  store: idSchema,
  from: z.strictObject({ sequence: z.number().int().min(0), head: sha256Schema }),
  scope: auditScopeSchema,
})

const sequenceSchema = z.number().int().min(1)
const rowSchema = z.record(z.string(), z.json())
const saltSchema = z.string().regex(/^[0-9a-f]{32}$/)

const lineSchemas = {
  /** A row outside of what was asked for: only its hash, so that the chain can be followed. */
  hashed: z.strictObject({ seq: sequenceSchema, rowHash: sha256Schema }),
  /** A row without what it changed. */
  row: z.strictObject({ seq: sequenceSchema, row: rowSchema }),
  /** A row with what it changed and why. */
  whole: z.strictObject({ seq: sequenceSchema, row: rowSchema, body: rowSchema, salt: saltSchema }),
  /** A row whose body was erased, and by which row. */
  erased: z.strictObject({ seq: sequenceSchema, row: rowSchema, erasedBy: sequenceSchema }),
} as const

/** One row of an extract; texts are the canonical ones that are stored. */
export type ExtractRow =
  | { readonly sequence: number; readonly rowHash: string }
  | { readonly sequence: number; readonly rowText: string; readonly body: { readonly text: string; readonly salt: string } | null; readonly erasedBy: number | null }

/** Text of audit.jsonl: the head, then one canonical JSON value for each row, without a gap. */
export function auditExtractText(head: PackageHead, parts: { readonly store: string; readonly from: ChainPoint; readonly scope: AuditScope }, rows: Iterable<ExtractRow>): string {
  const first = firstLineSchema.parse({ ...head, store: parts.store, from: { sequence: parts.from.sequence, head: parts.from.head }, scope: parts.scope })
  const lines = [canonicalJson(first)]
  for (const row of rows) lines.push(canonicalJson(lineOf(row)))
  return `${lines.join('\n')}\n`
}

function lineOf(row: ExtractRow): JsonValue {
  if ('rowHash' in row) return { seq: row.sequence, rowHash: row.rowHash }
  const told = { seq: row.sequence, row: JSON.parse(row.rowText) as JsonValue }
  if (row.erasedBy !== null) return { ...told, erasedBy: row.erasedBy }
  return row.body === null ? told : { ...told, body: JSON.parse(row.body.text) as JsonValue, salt: row.body.salt }
}

/** What following an extract came to. */
export interface FollowedExtract {
  readonly head: PackageHead
  readonly scope: AuditScope
  /** Where the chain ends. */
  readonly end: ChainPoint
}

/**
 * Follows audit.jsonl of an audit package link by link: every row shown is a row of the chain, no row between is left out, every change shown
 * is the one that was recorded, and every erasure is claimed by the later row that made it where that row is shown.
 * @throws PackageFault `audit-broken`
 */
export function followAuditExtract(bytes: Uint8Array, hash: Pick<Hash, 'sha256'>): FollowedExtract {
  const lines = linesOf(bytes)
  const first = firstLineSchema.safeParse(parsed(lines.next().value ?? ''))
  if (!first.success) throw broken()
  const { store: _store, from, scope, ...head } = first.data
  let sequence = from.sequence
  let link = fromHex(from.head) ?? new Uint8Array(0)
  /** Erased rows that were shown, by the later row that is said to have erased them. */
  const claims = new Map<number, Set<number>>()
  for (const line of lines) {
    const row = judgeRow(parsed(line), sequence + 1, hash)
    sequence += 1
    link = linkHash(hash, sequence, link, row.hash)
    if (row.erasedBy !== null) claims.set(row.erasedBy, (claims.get(row.erasedBy) ?? new Set()).add(sequence))
    const claimed = claims.get(sequence)
    // A row that is shown and does not say what it is claimed to have erased.
    if (row.shown && claimed !== undefined && ![...claimed].every((erased) => row.erases.has(erased))) throw broken()
  }
  return { head, scope, end: { sequence, head: toHex(link) } }
}

interface JudgedRow {
  readonly hash: Uint8Array
  readonly shown: boolean
  readonly erasedBy: number | null
  readonly erases: ReadonlySet<number>
}

function judgeRow(value: JsonValue, sequence: number, hash: Pick<Hash, 'sha256'>): JudgedRow {
  const hashed = lineSchemas.hashed.safeParse(value)
  if (hashed.success) {
    const known = fromHex(hashed.data.rowHash)
    if (hashed.data.seq !== sequence || known === null) throw broken()
    return { hash: known, shown: false, erasedBy: null, erases: new Set() }
  }
  const whole = lineSchemas.whole.safeParse(value)
  const erased = lineSchemas.erased.safeParse(value)
  const told = whole.success ? whole : erased.success ? erased : lineSchemas.row.safeParse(value)
  const row = auditRowSchema.safeParse(told.data?.row)
  if (!told.success || !row.success || told.data.seq !== sequence || row.data.seq !== sequence) throw broken()
  if (whole.success) {
    const salt = fromHex(whole.data.salt)
    if (salt?.length !== saltLength || toHex(bodyHash(hash, salt, canonicalJson(whole.data.body as JsonValue))) !== row.data.bodyHash) throw broken()
  }
  if (erased.success && erased.data.erasedBy <= sequence) throw broken()
  return {
    hash: rowHash(hash, canonicalJson(told.data.row as JsonValue)),
    shown: true,
    erasedBy: erased.success ? erased.data.erasedBy : null,
    erases: new Set(row.data.subject.filter(({ kind }) => kind === erasedBodyKind).map(({ id }) => Number(id))),
  }
}

/** The head that the first line carries. @throws PackageFault `audit-broken` */
export function readExtractHead(bytes: Uint8Array): { readonly [key: string]: JsonValue } {
  const value = parsed(linesOf(bytes).next().value ?? '')
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw broken()
  return value as { readonly [key: string]: JsonValue }
}

function* linesOf(bytes: Uint8Array): Generator<string, undefined> {
  const text = readUtf8(bytes)
  if (text === null || !text.endsWith('\n')) throw broken()
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    yield text.slice(start, end)
    start = end + 1
  }
}

function parsed(line: string): JsonValue {
  try {
    return parseCanonical(utf8(line), auditFile)
  } catch {
    throw broken()
  }
}

function broken(): PackageFault {
  return new PackageFault('audit-broken', auditFile)
}
