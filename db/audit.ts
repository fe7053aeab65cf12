import { bodyHash, linkHash, originHash, rowHash } from '../shared/audit/chain.ts'
import { changesBetween } from '../shared/audit/change.ts'
import {
  auditBodyText,
  auditRowText,
  erasedBodyKind,
  saltLength,
  subjectText,
  type AuditChange,
  type AuditSubject,
} from '../shared/audit/row.ts'
import { readRowText } from '../shared/audit/stored-text.ts'
import type { ChainExpectation, StoredAuditRow } from '../shared/audit/verify.ts'
import { toHex } from '../shared/package/bytes.ts'
import type { Hash, Random } from '../shared/ports/crypto.ts'
import type { AuditFilter, AuditHead, AuditRecord } from '../shared/ports/repositories.ts'
import type { WriteStamp } from '../shared/ports/store.ts'
import { currentLine, readLines, readMeta } from './meta.ts'
import { statements } from './statements.ts'
import type { Connection } from './sqlite.ts'

/** What appending needs of the world. */
export interface AuditPorts {
  readonly hash: Pick<Hash, 'sha256'>
  readonly random: Random
}

/** What a row says besides its stamp. */
export interface AuditContent {
  readonly subject: readonly AuditSubject[]
  readonly changes: readonly AuditChange[]
  readonly reason: string | null
}

interface RowColumns {
  readonly sequence: number
  readonly previous: Uint8Array
  readonly text: string
  readonly hash: Uint8Array
  readonly salt: Uint8Array | null
  readonly body: string | null
  readonly erased_by: number | null
}

const columns = 'r.sequence, r.previous, r.text, r.hash, b.salt, b.text AS body, b.erased_by'
const tables = 'audit_row r LEFT JOIN audit_body b ON b.sequence = r.sequence'

/** Rows that may name an id: those of the blocks that hold it, and those behind the last block. */
const mayName = `
  SELECT member.sequence FROM audit_subject_block k JOIN audit_row member ON member.sequence BETWEEN k.last - 63 AND k.last WHERE instr(k.records, ?) > 0
  UNION ALL SELECT member.sequence FROM audit_row member WHERE member.sequence > (SELECT coalesce(max(last), 0) FROM audit_subject_block)`

/** The end of the chain as bytes. */
export interface ChainEnd {
  readonly line: string
  readonly sequence: number
  readonly hash: Uint8Array
}

/** Where the chain ends now: sequence 0 and the origin hash while it is empty. */
export function chainEnd(connection: Connection, hash: AuditPorts['hash']): ChainEnd {
  const last = statements(connection)
    .read<{ sequence: number; hash: Uint8Array }>('SELECT sequence, hash FROM audit_row ORDER BY sequence DESC LIMIT 1')
    .get()
  const line = currentLine(connection)
  if (last !== undefined) return { line, sequence: last.sequence, hash: last.hash }
  return { line, sequence: 0, hash: originHash(hash, requireStoreId(connection)) }
}

/** The head as the rest of the program tells it. */
export function auditHead(connection: Connection, hash: AuditPorts['hash']): AuditHead {
  const end = chainEnd(connection, hash)
  return { line: end.line, sequence: end.sequence, hash: toHex(end.hash) }
}

/**
 * Appends one row with its body, in the transaction of the change it tells of.
 * @returns its sequence.
 * @throws Error when the stamp would make a row that no verifier could read.
 */
export function appendAudit(connection: Connection, ports: AuditPorts, stamp: WriteStamp, content: AuditContent): number {
  const end = chainEnd(connection, ports.hash)
  const sequence = end.sequence + 1
  const salt = ports.random.bytes(saltLength)
  const bodyText = auditBodyText({ changes: content.changes, reason: content.reason })
  // In the order of the canonical text, which is then written without sorting.
  const text = auditRowText({
    actor: stamp.actor,
    at: stamp.reading.at,
    bodyHash: toHex(bodyHash(ports.hash, salt, bodyText)),
    bootId: stamp.reading.bootId,
    confirmed: stamp.confirmed,
    line: end.line,
    offset: stamp.reading.offset,
    procedure: stamp.procedure,
    seq: sequence,
    session: stamp.session,
    subject: [...content.subject],
    uptime: stamp.reading.uptime,
    v: 1,
    zone: stamp.reading.zone,
  })
  if (readRowText(text) === null) throw new Error('no verifier could read this row')
  const hash = linkHash(ports.hash, sequence, end.hash, rowHash(ports.hash, text))
  const sql = statements(connection)
  sql.write('INSERT INTO audit_row (sequence, previous, text, hash) VALUES (?, ?, ?, ?)').run(sequence, end.hash, text, hash)
  sql.write('INSERT INTO audit_body (sequence, salt, text, erased_by) VALUES (?, ?, ?, NULL)').run(sequence, salt, bodyText)
  return sequence
}

/**
 * Erases the bodies of rows: appends the row that says so, naming each of them, then takes text and salt away. The hashes stay, so the
 * chain verifies as before. Must run inside a transaction; afterwards the caller truncates the WAL, which still holds the old pages.
 * @returns the sequence of the erasing row.
 * @throws Error when a body does not exist or was erased before.
 */
export function eraseBodies(connection: Connection, ports: AuditPorts, stamp: WriteStamp, sequences: readonly number[], reason: string | null): number {
  const subject = sequences.map((sequence) => ({ kind: erasedBodyKind, id: String(sequence) }))
  const changes = sequences.flatMap((sequence) => changesBetween(erasedBodyKind, String(sequence), { erased: false }, { erased: true }))
  const by = appendAudit(connection, ports, stamp, { subject, changes, reason })
  const erase = statements(connection).write('UPDATE audit_body SET salt = NULL, text = NULL, erased_by = ? WHERE sequence = ? AND erased_by IS NULL')
  for (const sequence of sequences) {
    if (erase.run(by, sequence) !== 1) throw new Error('only a body that is still there can be erased')
  }
  return by
}

/** Rows with a sequence above `after`, oldest first, at most `limit`: for verifying in pieces. */
export function storedRows(connection: Connection, after: number, limit: number): StoredAuditRow[] {
  return readColumns(connection, `SELECT ${columns} FROM ${tables} WHERE r.sequence > ? ORDER BY r.sequence LIMIT ?`, after, limit).map((row) => ({
    sequence: row.sequence,
    text: row.text,
    previous: row.previous,
    hash: row.hash,
    body: row.salt === null || row.body === null ? null : { salt: row.salt, text: row.body },
    erasedBy: row.erased_by,
  }))
}

/** What the chain of a store is judged against. */
export function chainExpectation(connection: Connection): ChainExpectation {
  return { storeId: requireStoreId(connection), lines: readLines(connection) }
}

/** Chain hash (hex) at a sequence, the origin at 0; `null` where there is no row. */
export function chainHashAt(connection: Connection, hash: AuditPorts['hash'], sequence: number): string | null {
  if (sequence === 0) return toHex(originHash(hash, requireStoreId(connection)))
  const row = statements(connection).read<{ hash: Uint8Array }>('SELECT hash FROM audit_row WHERE sequence = ?').get(sequence)
  return row === undefined ? null : toHex(row.hash)
}

/** Rows with a sequence above `after`, oldest first, at most `limit`. */
export function auditRecords(connection: Connection, after: number, limit: number): AuditRecord[] {
  return readColumns(connection, `SELECT ${columns} FROM ${tables} WHERE r.sequence > ? ORDER BY r.sequence LIMIT ?`, after, limit).map(asRecord)
}

/** Rows that name a record, newest first, at most `limit`. */
export function auditRecordsOf(connection: Connection, kind: string, id: string, limit: number): AuditRecord[] {
  return auditPage(connection, { record: { kind, id }, from: null, to: null, actor: null }, null, limit)
}

/**
 * Rows that fit a filter, newest first, at most `limit`. Paging goes by sequence: rows written meanwhile never shift a page.
 * @param before only rows with a lower sequence; `null` from the end.
 */
export function auditPage(connection: Connection, filter: AuditFilter, before: number | null, limit: number): AuditRecord[] {
  const conditions = ['r.sequence < ?']
  const values: (number | string)[] = [before ?? Number.MAX_SAFE_INTEGER]
  if (filter.record !== null) {
    conditions.push(`r.sequence IN (${mayName}) AND instr(r.text, ?) > 0`)
    values.push(filter.record.id, subjectText(filter.record.kind, filter.record.id))
  }
  if (filter.from !== null || filter.to !== null) {
    conditions.push(`json_extract(r.text, '$.at') BETWEEN ? AND ?`)
    values.push(filter.from ?? 0, filter.to ?? Number.MAX_SAFE_INTEGER)
  }
  if (filter.actor !== null) {
    conditions.push(`json_extract(r.text, '$.actor') = ?`)
    values.push(filter.actor)
  }
  const sql = `SELECT ${columns} FROM ${tables} WHERE ${conditions.join(' AND ')} ORDER BY r.sequence DESC LIMIT ?`
  return readColumns(connection, sql, ...values, limit).map(asRecord)
}

function readColumns(connection: Connection, sql: string, ...values: readonly (number | string)[]): RowColumns[] {
  return statements(connection)
    .read<RowColumns>(sql)
    .all(...values)
}

function asRecord(row: RowColumns): AuditRecord {
  return { sequence: row.sequence, rowText: row.text, hash: toHex(row.hash), bodyText: row.body, salt: row.salt === null ? null : toHex(row.salt), erasedBy: row.erased_by }
}

function requireStoreId(connection: Connection): string {
  const meta = readMeta(connection)
  if (meta === null) throw new Error('the store has lost its identity')
  return meta.storeId
}
