import { createStore } from '../../electron/core/store-session.ts'
import type { BenchRow } from './measure.ts'
import { timed } from './measure.ts'
import { passphrase, person, placeIn, stamp, storePorts, temporaryFolder } from '../support/store-fixture.ts'

const commits = 300

/** A chronology entry with its audit row against the same entry alone, on the same connection with the same pragmas. */
export const commitRow: BenchRow = {
  name: 'commit',
  goal: 2,
  about: `${String(commits)} chronology entries, each a command's transaction with its audit row and chain, against the bare insert of the same row and COMMIT with the same pragmas`,
  async prepare() {
    const folder = temporaryFolder()
    const ports = storePorts()
    const { open } = await createStore(placeIn(folder.path), { passphrase, kind: 'real', person }, ports)
    const { connection } = open.record
    connection.exec('CREATE TABLE bare_entry (id TEXT PRIMARY KEY, incident TEXT NOT NULL, instant INTEGER NOT NULL, zone TEXT NOT NULL, text TEXT NOT NULL, important INTEGER NOT NULL, source TEXT NOT NULL, recorded_at INTEGER NOT NULL, author TEXT NOT NULL) STRICT')
    const insert = connection.prepare('INSERT INTO bare_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    const begin = connection.prepare('BEGIN IMMEDIATE')
    const commit = connection.prepare('COMMIT')
    const incident = ports.ids.id()
    seedIncident(open.record, incident, ports)
    const entry = () => ({
      id: ports.ids.id(),
      incident,
      instant: ports.clock.read().at,
      zone: 'Europe/Berlin',
      text: 'Pump 3 tripped; the operator started pump 4 by hand and told the shift leader.',
      important: true,
      source: 'shift log',
      supersedes: null,
      withdrawn: false,
      recordedAt: ports.clock.read().at,
      author: person,
    })
    return {
      ours: () =>
        timed(() => {
          for (let i = 0; i < commits; i += 1) {
            open.record.write(stamp(ports, 'chronology.add'), (transaction) => {
              const row = entry()
              transaction.chronology.add(row)
              transaction.changed('chronology', row.id, null, row)
            })
          }
        }),
      floor: () =>
        timed(() => {
          for (let i = 0; i < commits; i += 1) {
            const row = entry()
            begin.run()
            insert.run(row.id, row.incident, row.instant, row.zone, row.text, 1, row.source, row.recordedAt, row.author)
            commit.run()
          }
        }),
      end() {
        open.close()
        folder.remove()
        return Promise.resolve()
      },
    }
  },
}

type WrittenRecord = Awaited<ReturnType<typeof createStore>>['open']['record']

function seedIncident(record: WrittenRecord, incident: string, ports: ReturnType<typeof storePorts>): void {
  const at = ports.clock.read().at
  const history = { at, actor: person, reason: null }
  const site = ports.ids.id()
  record.write(stamp(ports, 'bench'), (transaction) => {
    transaction.sites.save({ id: site, code: 'aaaaaaaaaa', name: 'Bench', country: 'DE', address: '', zone: 'Europe/Berlin', courierMinutes: 0, createdAt: at }, history)
    transaction.incidents.save(
      {
        id: incident,
        site,
        number: 1,
        title: 'Bench',
        notificationKind: 'mandatory',
        significance: 'undecided',
        zone: 'Europe/Berlin',
        profileId: 'eu',
        profileVersion: '1',
        profileSha256: '0'.repeat(64),
        recordedAt: at,
        recordedBy: person,
        closedAt: null,
      },
      history,
    )
    transaction.changed('incident', incident, null, { number: 1 })
  })
}
