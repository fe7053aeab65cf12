import { auditBodySchema } from '../shared/audit/row.ts'
import { canonicalJson, type JsonValue } from '../shared/package/canonical-json.ts'
import { toHex } from '../shared/package/bytes.ts'
import type { Hash } from '../shared/ports/crypto.ts'
import type { JobControl } from '../shared/ports/places.ts'
import { storedRows } from './audit.ts'
import type { Connection, SqlValue } from './sqlite.ts'

/** The first place where the tables of the record say something else than the events that wrote them. */
export interface ContentFault {
  readonly table: string
  readonly id: string
  /** The row of events that told of it last; `null` where none did. */
  readonly sequence: number | null
}

/** How the records of one kind lie in a table. */
interface ToldTable {
  readonly table: string
  /** Names under which events tell a column that is not the field's own name in snake case. */
  readonly names?: Readonly<Record<string, string>>
  /** Columns that hold JSON, and fields that an event tells from inside one of them. */
  readonly inside?: string
  /** Every row must have been told of: nothing is ever put in by the hundred. */
  readonly complete: boolean
}

/** Kinds of events whose bodies tell a record field by field. */
const toldTables: Readonly<Record<string, ToldTable>> = {
  incident: { table: 'incident', complete: true },
  chronology: { table: 'chronology_entry', complete: true },
  statement: { table: 'statement', inside: 'text', complete: true },
  answer: { table: 'incident_answer', complete: true },
  submission: { table: 'submission', names: { by: 'by_function' }, complete: true },
  acknowledgement: { table: 'acknowledgement', complete: true },
  approval: { table: 'approval', inside: 'text', complete: true },
  'asked-approval': { table: 'asked_approval', inside: 'text', complete: true },
  release: { table: 'package_release', names: { sums: 'sums_sha256', zip: 'zip_sha256' }, complete: true },
  extract: { table: 'audit_release', inside: 'text', complete: true },
  file: { table: 'file', complete: true },
  entity: { table: 'entity', complete: false },
  site: { table: 'site', complete: false },
  service: { table: 'service', complete: false },
  'network-zone': { table: 'network_zone', complete: false },
  asset: { table: 'asset', complete: false },
  recipient: { table: 'recipient', complete: false },
}

/** A record as its events tell it. */
interface Told {
  readonly fields: Map<string, JsonValue>
  sequence: number
}

type ToldRecords = Map<string, Map<string, Told>>

/**
 * Compares the tables with what the events say was written to them, and bytes with their hashes. The chain vouches for the events only;
 * this carries its proof to the records. What an erased body told is not known any more and not compared; a record that an event erased
 * is not either. Rows that no event tells field by field (settings, drafts, names of people, an imported register) are outside.
 * Only after the chain was found whole.
 * @throws cancelled through `control.check`.
 */
export function checkContent(connection: Connection, hash: Pick<Hash, 'sha256' | 'startSha256'>, control: JobControl): ContentFault | null {
  const told = readTold(connection, control)
  for (const [kind, place] of Object.entries(toldTables)) {
    const fault = compareTable(connection, place, told.get(kind) ?? new Map<string, Told>())
    if (fault !== null) return fault
    control.check()
  }
  return compareBytes(connection, hash, control)
}

function readTold(connection: Connection, control: JobControl): ToldRecords {
  const told: ToldRecords = new Map()
  for (let after = 0; ; ) {
    const rows = storedRows(connection, after, 1000)
    const last = rows.at(-1)
    if (last === undefined) return told
    for (const { sequence, text, body } of rows) {
      // The subjects of a row stay when its body is erased: it is known that the record was told of, not what was said.
      for (const { kind, id } of subjectsOf(text)) if (kind in toldTables) recordOf(told, kind, id).sequence = sequence
      if (body === null) forget(told, text)
      else tell(told, sequence, body.text)
      // A demo plant is put in by one event that says how much, not what.
      if (subjectsOf(text).some(({ kind }) => kind === 'demo-plant')) for (const kind of ['entity', 'site']) told.delete(kind)
    }
    after = last.sequence
    control.check()
  }
}

function tell(told: ToldRecords, sequence: number, body: string): void {
  for (const { kind, id, field, after } of auditBodySchema.parse(JSON.parse(body)).changes) {
    if (!(kind in toldTables)) continue
    const record = recordOf(told, kind, id)
    record.fields.set(field, after as JsonValue)
    record.sequence = sequence
  }
}

/** After an event whose body is gone, nothing earlier is known to hold still. */
function forget(told: ToldRecords, text: string): void {
  for (const { kind, id } of subjectsOf(text)) told.get(kind)?.get(id)?.fields.clear()
}

function subjectsOf(rowText: string): readonly { readonly kind: string; readonly id: string }[] {
  // The chain check has found every row to be what it should be.
  return (JSON.parse(rowText) as { subject: { kind: string; id: string }[] }).subject
}

function recordOf(told: ToldRecords, kind: string, id: string): Told {
  const records = told.get(kind) ?? new Map<string, Told>()
  told.set(kind, records)
  const record = records.get(id) ?? { fields: new Map<string, JsonValue>(), sequence: 0 }
  records.set(id, record)
  return record
}

function compareTable(connection: Connection, place: ToldTable, records: ReadonlyMap<string, Told>): ContentFault | null {
  const { table } = place
  const seen = new Set<string>()
  for (const row of connection.prepare<Record<string, SqlValue>>(`SELECT * FROM "${table}"`).iterate()) {
    const id = String(row['id'])
    seen.add(id)
    const record = records.get(id)
    if (record === undefined) {
      if (place.complete) return { table, id, sequence: null }
      continue
    }
    if (isRemoved(record) || !isAsTold(row, record, place)) return { table, id, sequence: record.sequence }
  }
  for (const [id, record] of records) {
    if (!seen.has(id) && record.fields.size > 0 && !isRemoved(record)) return { table, id, sequence: record.sequence }
  }
  return null
}

/** The event that removes a record sets all of its fields to nothing, its id among them. */
function isRemoved({ fields }: Told): boolean {
  return fields.get('id') === null
}

function isAsTold(row: Readonly<Record<string, SqlValue>>, { fields }: Told, { names = {}, inside }: ToldTable): boolean {
  if (fields.get('erased') === true) return true
  const within = inside === undefined ? {} : (JSON.parse(String(row[inside])) as Record<string, JsonValue>)
  for (const [field, expected] of fields) {
    const column = names[field] ?? snakeCase(field)
    if (column in row && column !== inside && !isSame(row[column] ?? null, expected)) return false
    if (field in within && canonicalJson(within[field] ?? null) !== canonicalJson(expected)) return false
  }
  // A field that no event has ever given a value is empty: events leave such fields out.
  return true
}

function isSame(value: SqlValue, expected: JsonValue): boolean {
  if (typeof expected === 'boolean') return value === (expected ? 1 : 0)
  if (typeof expected === 'object' && expected !== null) return typeof value === 'string' && canonicalJson(JSON.parse(value) as JsonValue) === canonicalJson(expected)
  return value === expected
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Every piece of bytes is what its hash says, from a chunk up to the list of sums that a release is named by. */
function compareBytes(connection: Connection, hash: Pick<Hash, 'sha256' | 'startSha256'>, control: JobControl): ContentFault | null {
  return compareChunks(connection, hash, control) ?? compareFiles(connection, hash, control) ?? compareReleases(connection, hash, control)
}

function compareChunks(connection: Connection, hash: Pick<Hash, 'sha256'>, control: JobControl): ContentFault | null {
  for (const { sha256, bytes } of connection.prepare<{ sha256: Uint8Array; bytes: Uint8Array }>('SELECT sha256, bytes FROM chunk').iterate()) {
    control.check()
    if (toHex(hash.sha256(bytes)) !== toHex(sha256)) return { table: 'chunk', id: toHex(sha256), sequence: null }
  }
  return null
}

function compareFiles(connection: Connection, hash: Pick<Hash, 'startSha256'>, control: JobControl): ContentFault | null {
  const files = connection.prepare<{ id: string; size: number; sha256: string }>('SELECT id, size, sha256 FROM file WHERE erased_by IS NULL').all()
  const pieces = connection.prepare<{ bytes: Uint8Array }>('SELECT c.bytes FROM file_chunk f JOIN chunk c ON c.sha256 = f.chunk WHERE f.file = ? ORDER BY f.number')
  for (const { id, size, sha256 } of files) {
    const sum = hash.startSha256()
    let length = 0
    for (const { bytes } of pieces.iterate(id)) {
      control.check()
      sum.update(bytes)
      length += bytes.length
    }
    if (length !== size || toHex(sum.digest()) !== sha256) return { table: 'file', id, sequence: null }
  }
  return null
}

function compareReleases(connection: Connection, hash: Pick<Hash, 'sha256'>, control: JobControl): ContentFault | null {
  const files = connection
    .prepare<{ release: string; path: string; sha256: string; bytes: Uint8Array | null; sums: string }>(
      `SELECT f.release, f.path, f.sha256, f.bytes, r.sums_sha256 AS sums FROM package_file f JOIN package_release r ON r.id = f.release ORDER BY f.release, f.path`,
    )
    .iterate()
  for (const { release, path, sha256, bytes, sums } of files) {
    control.check()
    if (bytes !== null && toHex(hash.sha256(bytes)) !== sha256) return { table: 'package_file', id: release, sequence: null }
    if (path === 'SHA256SUMS' && sha256 !== sums) return { table: 'package_file', id: release, sequence: null }
  }
  const unlisted = connection
    .prepare<{ release: string }>(
      `SELECT f.release FROM package_file f
       JOIN package_file s ON s.release = f.release AND s.path = 'SHA256SUMS' AND s.bytes IS NOT NULL
       WHERE f.path NOT LIKE 'SHA256SUMS%' AND instr(CAST(s.bytes AS TEXT), f.sha256 || '  ' || f.path || char(10)) = 0 LIMIT 1`,
    )
    .get()
  if (unlisted !== undefined) return { table: 'package_file', id: unlisted.release, sequence: null }
  const extracts = connection
    .prepare<{ release: string; path: string; sha256: string; bytes: Uint8Array | null; sums: string }>(
      `SELECT f.release, f.path, f.sha256, f.bytes, json_extract(r.text, '$.sumsSha256') AS sums
       FROM audit_release_file f JOIN audit_release r ON r.id = f.release ORDER BY f.release, f.path`,
    )
    .iterate()
  for (const { release, path, sha256, bytes, sums } of extracts) {
    control.check()
    const differs = (bytes !== null && toHex(hash.sha256(bytes)) !== sha256) || (path === 'SHA256SUMS' && sha256 !== sums)
    if (differs) return { table: 'audit_release_file', id: release, sequence: null }
  }
  return null
}
