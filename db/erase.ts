import { fromHex } from '../shared/package/bytes.ts'
import type { WriteStamp } from '../shared/ports/store.ts'
import { assertNever, DomainError } from '../shared/contract/error.ts'
import type { Erasable, ErasedItem, ErasureOrder } from '../shared/retention/erasure.ts'
import type { Connection } from './sqlite.ts'
import { statements } from './statements.ts'

/** Whether something was erased since the file was last written anew. */
export function isToOverwrite(connection: Connection): boolean {
  return statements(connection).read('SELECT 1 FROM erasure WHERE sequence NOT IN (SELECT erasure FROM erasure_overwritten) LIMIT 1').get() !== undefined
}

/** Notes that the file was written anew after every act of erasing until now. @param at UTC milliseconds. */
export function noteOverwritten(connection: Connection, at: number): void {
  statements(connection)
    .write('INSERT INTO erasure_overwritten (erasure, at) SELECT sequence, ? FROM erasure WHERE sequence NOT IN (SELECT erasure FROM erasure_overwritten)')
    .run(at)
}

/**
 * Erases what a row of the audit says is erased, and keeps the proof. Must run in the transaction of that row, after it was written;
 * afterwards the file has to be written anew (`WritableRecord.compact`): copies may lie in the log and in unused parts of its pages.
 * @param sequence the row that says so.
 * @throws not-found when a thing is not there or was erased before: then nothing of the order is erased.
 */
export function carryOutErasure(connection: Connection, sequence: number, stamp: WriteStamp, order: ErasureOrder): void {
  const sql = statements(connection)
  sql
    .write('INSERT INTO erasure (sequence, at, actor, second_person, reason) VALUES (?, ?, ?, ?, ?)')
    .run(sequence, stamp.reading.at, stamp.actor, order.secondPerson, order.reason)
  const keep = sql.write('INSERT INTO erased_item (erasure, number, kind, record, name, size, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)')
  order.items.forEach((item, index) => {
    const facts = factsOf(connection, item)
    if (facts === null) throw new DomainError('not-found', { kind: item.kind })
    keep.run(sequence, index + 1, item.kind, item.record, facts.name, facts.size, facts.sha256)
    eraseOne(connection, sequence, item)
  })
}

type Facts = Pick<ErasedItem, 'name' | 'size' | 'sha256'>

/** What will stay of a thing; `null` when it is not there any more. */
function factsOf(connection: Connection, { kind, record }: Erasable): Facts | null {
  const sql = statements(connection)
  switch (kind) {
    case 'person-name':
      return sql.read('SELECT 1 FROM person_name WHERE person = ?').get(record) === undefined ? null : { name: '', size: null, sha256: null }
    case 'audit-body': {
      const row = sql
        .read<{ hash: string; size: number }>(
          `SELECT json_extract(r.text, '$.bodyHash') AS hash, length(CAST(b.text AS BLOB)) AS size
           FROM audit_body b JOIN audit_row r ON r.sequence = b.sequence WHERE b.sequence = ? AND b.erased_by IS NULL`,
        )
        .get(Number(record))
      if (row === undefined || fromHex(row.hash) === null) return null
      return { name: record, size: row.size, sha256: row.hash }
    }
    case 'attachment':
      return sql.read<Facts>('SELECT name, size, sha256 FROM file WHERE id = ? AND erased_by IS NULL').get(record) ?? null
    case 'release':
      return (
        sql
          .read<Facts>(
            `SELECT p.name, p.zip_size AS size, p.zip_sha256 AS sha256 FROM package_release p
             WHERE p.id = ? AND EXISTS (SELECT 1 FROM package_file f WHERE f.release = p.id AND f.erased_by IS NULL)`,
          )
          .get(record) ?? null
      )
    case 'extract':
      return (
        sql
          .read<Facts>(
            `SELECT a.name, json_extract(a.text, '$.zipSize') AS size, json_extract(a.text, '$.zipSha256') AS sha256 FROM audit_release a
             WHERE a.id = ? AND EXISTS (SELECT 1 FROM audit_release_file f WHERE f.release = a.id AND f.erased_by IS NULL)`,
          )
          .get(record) ?? null
      )
    default:
      return assertNever(kind)
  }
}

function eraseOne(connection: Connection, by: number, { kind, record }: Erasable): void {
  const sql = statements(connection)
  switch (kind) {
    case 'person-name':
      sql.write('DELETE FROM person_name WHERE person = ?').run(record)
      return
    case 'audit-body':
      sql.write('UPDATE audit_body SET salt = NULL, text = NULL, erased_by = ? WHERE sequence = ? AND erased_by IS NULL').run(by, Number(record))
      return
    case 'attachment':
      sql.write('UPDATE file SET erased_by = ? WHERE id = ? AND erased_by IS NULL').run(by, record)
      // A released evidence file consists of the same chunks: what is erased is erased there too, and can no longer be carried out.
      sql.write('UPDATE package_file SET file = NULL, erased_by = ? WHERE file = ?').run(by, record)
      dropChunksOf(connection, record)
      return
    case 'release':
      sql.write('UPDATE package_file SET bytes = NULL, file = NULL, erased_by = ? WHERE release = ? AND erased_by IS NULL').run(by, record)
      sql.write(`UPDATE package_release SET fields_text = '{}' WHERE id = ?`).run(record)
      return
    case 'extract':
      sql.write('UPDATE audit_release_file SET bytes = NULL, erased_by = ? WHERE release = ? AND erased_by IS NULL').run(by, record)
      return
    default:
      return assertNever(kind)
  }
}

/** Takes a file's chunks away, but for those that other files consist of too. */
function dropChunksOf(connection: Connection, file: string): void {
  const sql = statements(connection)
  const chunks = sql.read<{ chunk: Uint8Array }>('SELECT DISTINCT chunk FROM file_chunk WHERE file = ?').all(file)
  sql.write('DELETE FROM file_chunk WHERE file = ?').run(file)
  const drop = sql.write('DELETE FROM chunk WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM file_chunk WHERE chunk = chunk.sha256)')
  for (const { chunk } of chunks) drop.run(chunk)
}
