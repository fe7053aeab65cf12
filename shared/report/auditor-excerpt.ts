import { originHash } from '../audit/chain.ts'
import { auditExcerptText, type ChainPoint, type ExcerptRow } from '../package/audit-excerpt.ts'
import { toHex, utf8 } from '../package/bytes.ts'
import type { Hash } from '../ports/crypto.ts'
import type { AuditRecord, Repositories } from '../ports/repositories.ts'
import type { Release } from './release.ts'

/** Rows read at a time. */
const batch = 1000

/**
 * Text of audit.jsonl for an auditor: the rows that name the incident in full, of all others only the hash, since the package before.
 * Bodies stay here.
 * @param latest the package before this one for the same recipient and line, or `null`: then from the origin of the chain.
 * @param until sequence of the head that the manifest tells.
 */
export function auditorExcerpt(repositories: Repositories, incident: string, latest: Release | null, until: number, hash: Pick<Hash, 'sha256'>): string {
  const { line, storeId } = repositories.facts
  const from: ChainPoint = latest === null ? { sequence: 0, head: toHex(originHash(hash, storeId)) } : { sequence: latest.auditSequence, head: latest.auditHead }
  const rows: ExcerptRow[] = []
  for (let after = from.sequence; after < until; ) {
    const read = repositories.audit.list(after, batch).filter((record) => record.sequence <= until)
    const last = read.at(-1)
    if (last === undefined) break
    rows.push(...read.map((record) => excerptRow(record, incident, hash)))
    after = last.sequence
  }
  return auditExcerptText(line, from, rows)
}

function excerptRow(record: AuditRecord, incident: string, hash: Pick<Hash, 'sha256'>): ExcerptRow {
  const row = JSON.parse(record.rowText) as { readonly subject: readonly { readonly kind: string; readonly id: string }[] }
  const isOurs = row.subject.some((subject) => subject.kind === 'incident' && subject.id === incident)
  return isOurs ? { sequence: record.sequence, rowText: record.rowText } : { sequence: record.sequence, rowHash: toHex(hash.sha256(utf8(record.rowText))) }
}
