import type { AffectedKind, Affected, ChronologyEntry, EntryClaim, Incident, IncidentAnswer } from '../../shared/incident/incident.ts'
import type { Statement } from '../../shared/clock/statement.ts'
import type { IncidentRecords, Repositories, StoredStatement } from '../../shared/ports/repositories.ts'
import { flag, mapping, number, text, type Mapping } from '../mapping.ts'
import { numberOf, type Connection } from '../sqlite.ts'
import { statements } from '../statements.ts'
import { appendVersion } from './history.ts'

const incidentTable = mapping<Incident>('incident', ['id'], {
  id: text('id'),
  site: text('site'),
  number: number('number'),
  title: text('title'),
  notificationKind: text('notification_kind'),
  significance: text('significance'),
  zone: text('zone'),
  profileId: text('profile_id'),
  profileVersion: text('profile_version'),
  profileSha256: text('profile_sha256'),
  recordedAt: number('recorded_at'),
  recordedBy: text('recorded_by'),
  closedAt: number('closed_at'),
})

const answerTable = mapping<IncidentAnswer>('incident_answer', ['id'], {
  id: text('id'),
  incident: text('incident'),
  question: text('question'),
  answer: text('answer'),
  note: text('note'),
  at: number('at'),
  author: text('author'),
})

const chronologyTable = mapping<ChronologyEntry>('chronology_entry', ['id'], {
  id: text('id'),
  incident: text('incident'),
  instant: number('instant'),
  zone: text('zone'),
  text: text('text'),
  important: flag('important'),
  source: text('source'),
  supersedes: text('supersedes'),
  withdrawn: flag('withdrawn'),
  recordedAt: number('recorded_at'),
  author: text('author'),
})

const claimTable = mapping<EntryClaim>('entry_claim', ['id'], {
  id: text('id'),
  incident: text('incident'),
  entry: text('entry'),
  person: text('person'),
  at: number('at'),
})

const affectedTable = mapping<Affected>('incident_affected', ['position'], {
  incident: text('incident'),
  kind: text('kind'),
  record: text('record'),
  affected: flag('affected'),
  at: number('at'),
  author: text('author'),
})

/** A statement as it lies in the table: its signed text, and beside it what is searched for. */
interface StatementRow {
  readonly id: string
  readonly incident: string
  readonly anchor: string
  readonly instant: number | null
  readonly supersedes: string | null
  readonly text: string
  readonly signature: string
  readonly recordedAt: number
}

const statementTable = mapping<StatementRow>('statement', ['id'], {
  id: text('id'),
  incident: text('incident'),
  anchor: text('anchor'),
  instant: number('instant'),
  supersedes: text('supersedes'),
  text: text('text'),
  signature: text('signature'),
  recordedAt: number('recorded_at'),
})

/** Incidents and what is appended to them. */
export function incidents(connection: Connection): Pick<Repositories, 'incidents' | 'answers' | 'statements' | 'chronology' | 'claims' | 'affected'> {
  return {
    incidents: {
      find: (id) => incidentTable.find(connection, 'WHERE id = ?', id),
      list: () => incidentTable.list(connection, 'ORDER BY recorded_at DESC, number DESC'),
      nextNumber: (site) =>
        numberOf(statements(connection).read<{ next: number }>('SELECT coalesce(max(number), 0) + 1 AS next FROM incident WHERE site = ?').get(site)?.next),
      save(incident, history) {
        incidentTable.save(connection, incident)
        appendVersion(connection, 'incident', incident.id, incident, history)
      },
    },
    answers: appended(connection, answerTable),
    chronology: appended(connection, chronologyTable),
    claims: appended(connection, claimTable),
    statements: {
      add({ statement, text: signed, signature }) {
        const { id, incident, anchor, instant, supersedes, recordedAt } = statement
        statementTable.insert(connection, { id, incident, anchor, instant, supersedes, text: signed, signature, recordedAt })
      },
      find(id) {
        const row = statementTable.find(connection, 'WHERE id = ?', id)
        return row === null ? null : asStored(row)
      },
      list: (incident) => statementTable.list(connection, 'WHERE incident = ? ORDER BY position', incident).map(asStored),
    },
    affected: {
      add(row) {
        affectedTable.insert(connection, row)
      },
      list: (incident) =>
        statements(connection)
          .read<{ kind: AffectedKind; record: string }>(
            `SELECT kind, record FROM incident_affected latest
             WHERE incident = ? AND affected = 1
               AND position = (SELECT max(position) FROM incident_affected WHERE incident = latest.incident AND kind = latest.kind AND record = latest.record)
             ORDER BY position`,
          )
          .all(incident),
    },
  }
}

/** A list of records that belong to an incident, oldest recorded first. */
export function appended<T extends { readonly id: string; readonly incident: string }>(connection: Connection, rows: Mapping<T>): IncidentRecords<T> {
  return {
    add(record) {
      rows.insert(connection, record)
    },
    find: (id) => rows.find(connection, 'WHERE id = ?', id),
    list: (incident) => rows.list(connection, 'WHERE incident = ? ORDER BY position', incident),
  }
}

/** The signed text is the statement; `v` says in which form it was written. */
function asStored(row: StatementRow): StoredStatement {
  const { v: _v, ...statement } = JSON.parse(row.text) as Statement & { readonly v: number }
  return { statement, text: row.text, signature: row.signature }
}
