import type { DueItem, Repositories } from '../../shared/ports/repositories.ts'
import { erasableKinds, type ErasableKind, type ErasedItem, type Erasure } from '../../shared/retention/erasure.ts'
import { numberOf, type Connection } from '../sqlite.ts'
import { statements } from '../statements.ts'

interface ErasureRow {
  readonly sequence: number
  readonly at: number
  readonly actor: string
  readonly second_person: string
  readonly reason: string
  readonly overwritten_at: number | null
}

const columns = 'e.sequence, e.at, e.actor, e.second_person, e.reason, (SELECT o.at FROM erasure_overwritten o WHERE o.erasure = e.sequence) AS overwritten_at'

/**
 * What may be erased, by kind: each query gives `record`, `name`, `size` and `since` of things whose time began before its one parameter.
 * Nothing of an incident that is open is among them; a person's time begins when the access was ended.
 */
const dueQueries: Readonly<Record<ErasableKind, string>> = {
  'person-name': `
    SELECT p.id AS record, p.code || CASE p.function WHEN '' THEN '' ELSE ', ' || p.function END AS name, NULL AS size, p.ended_at AS since
    FROM person p JOIN person_name n ON n.person = p.id WHERE p.ended_at IS NOT NULL`,
  'audit-body': `
    SELECT CAST(b.sequence AS TEXT) AS record, json_extract(r.text, '$.procedure') AS name, length(CAST(b.text AS BLOB)) AS size, json_extract(r.text, '$.at') AS since
    FROM audit_body b JOIN audit_row r ON r.sequence = b.sequence
    WHERE b.erased_by IS NULL AND NOT EXISTS (
      SELECT 1 FROM json_each(r.text, '$.subject') subject JOIN incident i ON i.id = json_extract(subject.value, '$.id')
      WHERE json_extract(subject.value, '$.kind') = 'incident' AND i.closed_at IS NULL)`,
  attachment: `
    SELECT f.id AS record, f.name, f.size, max(i.closed_at) AS since
    FROM file f JOIN incident_attachment a ON a.file = f.id JOIN incident i ON i.id = a.incident
    WHERE f.erased_by IS NULL GROUP BY f.id HAVING count(*) = count(i.closed_at)`,
  release: `
    SELECT p.id AS record, p.name, p.zip_size AS size, max(p.released_at, i.closed_at) AS since
    FROM package_release p JOIN incident i ON i.id = p.incident
    WHERE i.closed_at IS NOT NULL AND EXISTS (SELECT 1 FROM package_file f WHERE f.release = p.id AND f.erased_by IS NULL)`,
  extract: `
    SELECT a.id AS record, a.name, json_extract(a.text, '$.zipSize') AS size, json_extract(a.text, '$.releasedAt') AS since
    FROM audit_release a WHERE EXISTS (SELECT 1 FROM audit_release_file f WHERE f.release = a.id AND f.erased_by IS NULL)`,
}

/** Acts of erasing, what stays of the things, and what may be erased. */
export function erasures(connection: Connection): Repositories['erasures'] {
  const sql = statements(connection)

  function withCounts(row: ErasureRow): Erasure {
    const counted = new Map(
      sql
        .read<{ kind: ErasableKind; count: number }>('SELECT kind, count(*) AS count FROM erased_item WHERE erasure = ? GROUP BY kind')
        .all(row.sequence)
        .map(({ kind, count }) => [kind, count]),
    )
    const counts = Object.fromEntries(erasableKinds.map((kind) => [kind, counted.get(kind) ?? 0])) as Erasure['counts']
    return { sequence: row.sequence, at: row.at, overwrittenAt: row.overwritten_at, actor: row.actor, secondPerson: row.second_person, reason: row.reason, counts }
  }

  return {
    list: (limit) => sql.read<ErasureRow>(`SELECT ${columns} FROM erasure e ORDER BY e.sequence DESC LIMIT ?`).all(limit).map(withCounts),
    find(sequence) {
      const row = sql.read<ErasureRow>(`SELECT ${columns} FROM erasure e WHERE e.sequence = ?`).get(sequence)
      return row === undefined ? null : withCounts(row)
    },
    items: (sequence) => sql.read<ErasedItem>('SELECT kind, record, name, size, sha256 FROM erased_item WHERE erasure = ? ORDER BY number').all(sequence),
    of({ kind, record }) {
      const row = sql
        .read<ErasureRow>(`SELECT ${columns} FROM erased_item i JOIN erasure e ON e.sequence = i.erasure WHERE i.kind = ? AND i.record = ? ORDER BY e.sequence DESC`)
        .get(kind, record)
      return row === undefined ? null : withCounts(row)
    },
    due(kind, before, limit) {
      const from = `FROM (${dueQueries[kind]}) WHERE since < ?`
      const count = numberOf(sql.read<{ count: number }>(`SELECT count(*) AS count ${from}`).get(before)?.count)
      const items = sql
        .read<Omit<DueItem, 'kind'>>(`SELECT record, name, size, since ${from} ORDER BY since, record LIMIT ?`)
        .all(before, limit)
        .map((item) => ({ kind, ...item }))
      return { count, items }
    },
  }
}
