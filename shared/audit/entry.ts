import { z } from 'zod'
import { instantSchema, zoneSchema } from '../contract/schema.ts'
import type { AuditRecord, Repositories } from '../ports/repositories.ts'
import { auditBodySchema, auditRowSchema, auditSubjectSchema, type AuditChange } from './row.ts'

/** Most rows of one answer. */
export const pageLimit = 200

/** Most characters of one value as a list shows it: the whole of it stays in the record. */
const valueLimit = 400
/** Most changed fields of one row as a list shows it. */
const changeLimit = 60
/** Most characters of one answer, so that it stays well below the limit of a message. */
const answerLimit = 600_000

/** One row of the audit as a screen gets it. */
export const auditEntrySchema = z.strictObject({
  sequence: z.number().int().min(1),
  /** Wall clock of the PC, not to be trusted by itself. */
  at: instantSchema,
  zone: zoneSchema,
  actor: z.string(),
  confirmed: z.boolean(),
  procedure: z.string(),
  subject: z.array(auditSubjectSchema),
  /** What changed; `null` once erased. */
  changes: z.array(z.strictObject({ kind: z.string(), id: z.string(), field: z.string(), before: z.json(), after: z.json() })).nullable(),
  /** Fields that changed besides those listed. */
  more: z.number().int().min(0),
  reason: z.string().nullable(),
  /** Which row erased what changed, and when. */
  erased: z.strictObject({ sequence: z.number().int(), at: instantSchema }).nullable(),
})
/** One row of the audit as a screen gets it. */
export type AuditEntry = z.output<typeof auditEntrySchema>

/** What ids in a page are called now, or were called last; a person without a name any more is missing. */
export const namedIdSchema = z.strictObject({ id: z.string(), name: z.string() })

/** One page of the audit, newest first. */
export const auditPageSchema = z.strictObject({
  rows: z.array(auditEntrySchema).max(pageLimit),
  names: z.array(namedIdSchema),
  /** Give it as `before` for the page that follows; `null` when this was the last. */
  next: z.number().int().nullable(),
})
/** One page of the audit. */
export type AuditPage = z.output<typeof auditPageSchema>

/** A page out of rows, newest first. @param records as many as were asked for, plus one where there are more. */
export function pageOf(repositories: Repositories, records: readonly AuditRecord[], limit: number): AuditPage {
  const rows: AuditEntry[] = []
  let size = 0
  for (const record of records.slice(0, limit)) {
    const entry = entryOf(repositories, record)
    size += JSON.stringify(entry).length
    if (rows.length > 0 && size > answerLimit) break
    rows.push(entry)
  }
  const next = rows.length < records.length ? (rows.at(-1)?.sequence ?? null) : null
  return { rows, names: namesIn(repositories, rows), next }
}

/** One row as a screen gets it. */
export function entryOf(repositories: Repositories, record: AuditRecord): AuditEntry {
  const row = auditRowSchema.parse(JSON.parse(record.rowText))
  const body = record.bodyText === null ? null : auditBodySchema.parse(JSON.parse(record.bodyText))
  return {
    sequence: record.sequence,
    at: row.at,
    zone: row.zone,
    actor: row.actor,
    confirmed: row.confirmed,
    procedure: row.procedure,
    subject: row.subject.slice(0, changeLimit).map(({ kind, id }) => ({ kind, id })),
    changes: body === null ? null : body.changes.slice(0, changeLimit).map(shortened),
    more: Math.max(0, (body?.changes.length ?? 0) - changeLimit),
    reason: body?.reason ?? null,
    erased: record.erasedBy === null ? null : { sequence: record.erasedBy, at: instantOf(repositories, record.erasedBy) },
  }
}

function instantOf(repositories: Repositories, sequence: number): number {
  const [record] = repositories.audit.list(sequence - 1, 1)
  return record === undefined ? 0 : auditRowSchema.parse(JSON.parse(record.rowText)).at
}

function shortened({ kind, id, field, before, after }: AuditChange): NonNullable<AuditEntry['changes']>[number] {
  return { kind, id, field, before: shortValue(before), after: shortValue(after) }
}

function shortValue(value: AuditChange['before']): AuditChange['before'] {
  if (typeof value === 'string') return value.length <= valueLimit ? value : `${value.slice(0, valueLimit).toWellFormed()}…`
  if (typeof value !== 'object' || value === null) return value
  const text = JSON.stringify(value)
  return text.length <= valueLimit ? value : `${text.slice(0, valueLimit).toWellFormed()}…`
}

const idPattern = /^[a-z2-7]{26}$/

/** Names of everything that a page mentions by id. */
function namesIn(repositories: Repositories, rows: readonly AuditEntry[]): { id: string; name: string }[] {
  const ids = new Set<string>()
  const note = (value: unknown): void => {
    if (typeof value === 'string' && idPattern.test(value)) ids.add(value)
  }
  for (const row of rows) {
    note(row.actor)
    for (const { id } of row.subject) note(id)
    for (const { before, after } of row.changes ?? []) {
      note(before)
      note(after)
    }
  }
  return [...ids].flatMap((id) => {
    const name = nameOfId(repositories, id)
    return name === null ? [] : [{ id, name }]
  })
}

/** What an id is called: the name now, else the last one in the history of a register; `null` for a person whose name was erased. */
export function nameOfId(repositories: Repositories, id: string): string | null {
  const person = repositories.people.find(id)
  if (person !== null) return repositories.people.name(id)?.name ?? null
  const incident = repositories.incidents.find(id)
  if (incident !== null) return `INC-${String(incident.number)}`
  for (const register of [repositories.assets, repositories.networkZones, repositories.sites, repositories.services, repositories.recipients]) {
    const found = register.find(id)?.name ?? lastName(register.history(id))
    if (found !== null) return found
  }
  return repositories.releases.find(id)?.name ?? repositories.files.find(id)?.name ?? null
}

function lastName(history: readonly { readonly record: unknown }[]): string | null {
  const named = history.findLast(({ record }) => typeof record === 'object' && record !== null && 'name' in record && typeof record.name === 'string')
  return named === undefined ? null : (named.record as { readonly name: string }).name
}
