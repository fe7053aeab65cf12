import { clockEventSchema } from '../../shared/clock/clock-event.ts'
import type { ChronologyReading, TimeSource } from '../../shared/clock/time-source.ts'
import { canonicalJson, type JsonValue } from '../../shared/package/canonical-json.ts'
import type { Repositories } from '../../shared/ports/repositories.ts'
import { flag, mapping, number, text } from '../mapping.ts'
import { statements } from '../statements.ts'
import type { Connection } from '../sqlite.ts'
import { appended } from './incidents.ts'
import { register } from './register.ts'

const timeSourceTable = mapping<TimeSource>('time_source', ['id'], {
  id: text('id'),
  site: text('site'),
  name: text('name'),
  kind: text('kind'),
  aheadSeconds: number('ahead_seconds'),
  zone: text('zone'),
  noSummerTime: flag('no_summer_time'),
  checkedAt: number('checked_at'),
  checkedBy: text('checked_by'),
  note: text('note'),
  createdAt: number('created_at'),
})

const readingTable = mapping<ChronologyReading>('chronology_reading', ['id'], {
  id: text('id'),
  incident: text('incident'),
  entry: text('entry'),
  source: text('source'),
  facts: { name: 'text', toSql: (value) => canonicalJson(value as unknown as JsonValue), fromSql: (value) => JSON.parse(String(value)) as ChronologyReading['facts'] },
})

/** The PC's clock, other clocks of the site, and what these showed. */
export function clock(connection: Connection): Pick<Repositories, 'clockEvents' | 'timeSources' | 'readings'> {
  const columns = 'SELECT text FROM clock_event'
  return {
    clockEvents: {
      add(event, signature) {
        statements(connection)
          .write('INSERT INTO clock_event (id, kind, at, text, signature) VALUES (?, ?, ?, ?, ?)')
          .run(event.id, event.kind, event.reading.at, canonicalJson(event as unknown as JsonValue), signature)
      },
      last(kind) {
        const sql = statements(connection)
        const row =
          kind === undefined
            ? sql.read<{ text: string }>(`${columns} ORDER BY position DESC LIMIT 1`).get()
            : sql.read<{ text: string }>(`${columns} WHERE kind = ? ORDER BY position DESC LIMIT 1`).get(kind)
        return row === undefined ? null : clockEventSchema.parse(JSON.parse(row.text))
      },
      find(id) {
        const row = statements(connection).read<{ text: string }>(`${columns} WHERE id = ?`).get(id)
        return row === undefined ? null : clockEventSchema.parse(JSON.parse(row.text))
      },
      list: (limit) =>
        statements(connection)
          .read<{ text: string }>(`${columns} WHERE kind <> 'checkpoint' ORDER BY position DESC LIMIT ?`)
          .all(limit)
          .map((row) => clockEventSchema.parse(JSON.parse(row.text))),
    },
    timeSources: register(connection, timeSourceTable, 'time_source', 'time-source', 'by site'),
    readings: appended(connection, readingTable),
  }
}
