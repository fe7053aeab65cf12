import type { ChainPoint } from '../package/audit-excerpt.ts'
import type { ExtractRow } from '../package/audit-extract.ts'
import { toHex } from '../package/bytes.ts'
import type { AuditScope } from '../package/manifest.ts'
import type { Hash } from '../ports/crypto.ts'
import type { AuditFilter, AuditRecord, Repositories } from '../ports/repositories.ts'
import { rowHash } from './chain.ts'
import { auditRowSchema, type AuditRow } from './row.ts'

/** Rows read at a time. */
const batch = 1000

/** Which rows an extract shows, and where its chain begins and ends. */
export interface ExtractPlan {
  /** Just before the first row that is shown; the end of the chain when none is. */
  readonly from: ChainPoint
  /** The head that the manifest tells. */
  readonly end: ChainPoint
  /** Sequences of the rows that are shown in full. */
  readonly shown: ReadonlySet<number>
}

/** Finds the rows of a scope. Nothing is filtered by person. */
export function planExtract(repositories: Repositories, scope: AuditScope): ExtractPlan {
  const head = repositories.audit.head()
  const filter: AuditFilter = { record: scope.record, from: scope.from, to: scope.to, actor: null }
  const shown = new Set<number>()
  for (let before: number | null = head.sequence + 1; before !== null; ) {
    const page: readonly AuditRecord[] = repositories.audit.page(filter, before, batch)
    for (const { sequence } of page) shown.add(sequence)
    before = page.length < batch ? null : (page.at(-1)?.sequence ?? null)
  }
  // The set was filled from the newest down.
  const first = [...shown].at(-1) ?? head.sequence + 1
  return { from: { sequence: first - 1, head: repositories.audit.hashAt(first - 1) ?? head.hash }, end: { sequence: head.sequence, head: head.hash }, shown }
}

/** The rows of an extract in order, read in pieces. */
export function* extractRows(repositories: Repositories, plan: ExtractPlan, bodies: boolean, hash: Pick<Hash, 'sha256'>): Generator<ExtractRow, void> {
  for (const record of recordsOf(repositories, plan)) {
    const { sequence, rowText, bodyText, salt, erasedBy } = record
    if (!plan.shown.has(sequence)) yield { sequence, rowHash: toHex(rowHash(hash, rowText)) }
    else yield { sequence, rowText, body: bodies && bodyText !== null && salt !== null ? { text: bodyText, salt } : null, erasedBy: bodies ? erasedBy : null }
  }
}

function* recordsOf(repositories: Repositories, { from, end }: ExtractPlan): Generator<AuditRecord, void> {
  for (let after = from.sequence; after < end.sequence; ) {
    const read = repositories.audit.list(after, batch).filter(({ sequence }) => sequence <= end.sequence)
    const last = read.at(-1)
    if (last === undefined) return
    yield* read
    after = last.sequence
  }
}

/** What would leave: told before anything is released. */
export function leavingOf(repositories: Repositories, plan: ExtractPlan) {
  const people = new Set<string>()
  const kinds = new Map<string, number>()
  let erased = 0
  let firstAt: number | null = null
  let lastAt: number | null = null
  for (const record of recordsOf(repositories, plan)) {
    if (!plan.shown.has(record.sequence)) continue
    const row: AuditRow = auditRowSchema.parse(JSON.parse(record.rowText))
    if (row.actor !== 'station' && row.actor !== 'system') people.add(row.actor)
    for (const kind of new Set(row.subject.map((subject) => subject.kind))) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (record.erasedBy !== null) erased += 1
    firstAt = firstAt === null ? row.at : Math.min(firstAt, row.at)
    lastAt = lastAt === null ? row.at : Math.max(lastAt, row.at)
  }
  return {
    rows: plan.shown.size,
    hashed: plan.end.sequence - plan.from.sequence - plan.shown.size,
    erased,
    firstAt,
    lastAt,
    people: people.size,
    kinds: [...kinds].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)).slice(0, 40),
  }
}
