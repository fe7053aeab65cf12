import { z } from 'zod'
import { linkHash, rowHash } from '../audit/chain.ts'
import { sha256Schema } from '../contract/schema.ts'
import type { Hash } from '../ports/crypto.ts'
import { canonicalJson } from './canonical-json.ts'
import type { JsonValue } from './canonical-json.ts'
import { fromHex, readUtf8, toHex, utf8 } from './bytes.ts'
import { PackageFault } from './fault.ts'
import { parseCanonical } from './strict-json.ts'

/** Where the excerpt starts: the chain's head at the previous package, sequence 0 and the origin hash for the first. */
export interface ChainPoint {
  readonly sequence: number
  /** Chain hash, lower-case hex. */
  readonly head: string
}

/** A row of the excerpt: in full, or only its hash. */
export type ExcerptRow = { readonly sequence: number; readonly rowText: string } | { readonly sequence: number; readonly rowHash: string }

const firstLine = z.strictObject({ v: z.literal(1), line: z.string().regex(/^[0-9a-f]{16}$/), from: z.strictObject({ sequence: z.number().int().min(0), head: sha256Schema }) })
const fullRow = z.strictObject({ seq: z.number().int().min(1), row: z.record(z.string(), z.json()) })
const hashedRow = z.strictObject({ seq: z.number().int().min(1), rowHash: sha256Schema })

/** Text of audit.jsonl: one canonical JSON value a line. Rows must follow `from` without a gap. */
export function auditExcerptText(line: string, from: ChainPoint, rows: readonly ExcerptRow[]): string {
  const lines = [canonicalJson(firstLine.parse({ v: 1, line, from: { sequence: from.sequence, head: from.head } }))]
  for (const row of rows) {
    lines.push(canonicalJson('rowText' in row ? { seq: row.sequence, row: JSON.parse(row.rowText) as JsonValue } : { seq: row.sequence, rowHash: row.rowHash }))
  }
  return `${lines.join('\n')}\n`
}

/**
 * Follows audit.jsonl link by link and returns where it ends. Equal to the manifest's head, it proves that the rows shown are
 * the rows of the chain, and that none between the two packages is left out.
 * @throws PackageFault `audit-broken`
 */
export function followAuditExcerpt(bytes: Uint8Array, hash: Pick<Hash, 'sha256'>): ChainPoint & { readonly line: string; readonly from: ChainPoint } {
  const text = readUtf8(bytes)
  if (text === null || !text.endsWith('\n')) throw broken()
  const [head = '', ...rows] = text.slice(0, -1).split('\n')
  const first = firstLine.safeParse(parsed(head))
  if (!first.success) throw broken()
  const { line, from } = first.data
  let sequence = from.sequence
  let link = fromHex(from.head) ?? new Uint8Array(0)
  for (const row of rows) {
    const value = parsed(row)
    const full = fullRow.safeParse(value)
    const hashed = hashedRow.safeParse(value)
    const seq = full.data?.seq ?? hashed.data?.seq
    if (seq !== sequence + 1) throw broken()
    const ofRow = full.success ? rowHash(hash, canonicalJson(full.data.row as JsonValue)) : fromHex(hashed.data?.rowHash ?? '')
    if (ofRow === null || (full.success && (full.data.row['seq'] !== seq || full.data.row['line'] === undefined))) throw broken()
    link = linkHash(hash, seq, link, ofRow)
    sequence = seq
  }
  return { line, from, sequence, head: toHex(link) }
}

function parsed(line: string): JsonValue {
  try {
    return parseCanonical(utf8(line), 'audit.jsonl')
  } catch {
    throw broken()
  }
}

function broken(): PackageFault {
  return new PackageFault('audit-broken', 'audit.jsonl')
}
