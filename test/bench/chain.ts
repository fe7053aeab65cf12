import { appendAudit, storedRows } from '../../db/audit.ts'
import { checkChain } from '../../db/check.ts'
import { nodeHash } from '../../electron/core/crypto.ts'
import { createStore } from '../../electron/core/store-session.ts'
import { quietControl } from '../../electron/core/work/task-runner.ts'
import { bodyHash, linkHash, originHash, rowHash } from '../../shared/audit/chain.ts'
import { passphrase, person, placeIn, stamp, storePorts, temporaryFolder } from '../support/store-fixture.ts'
import { timed, type BenchRow } from './measure.ts'

const rows = 100_000

/** The whole chain verified, against reading the same rows and taking the same three hashes of each. */
export const chainRow: BenchRow = {
  name: 'chain',
  goal: 1.5,
  about: `the check of ${String(rows)} audit rows with their bodies: form, canonical text, links, hashes; against reading the same rows and taking the three SHA-256 of each`,
  async prepare() {
    const folder = temporaryFolder()
    const ports = storePorts()
    const { open } = await createStore(placeIn(folder.path), { passphrase, kind: 'real', person }, ports)
    const { connection } = open.record
    connection.exec('BEGIN')
    for (let number = 0; number < rows; number += 1) {
      const id = ports.ids.id()
      const told = { field: 'text', before: null, after: `Pump ${String(number)} tripped; started by hand and told the shift leader.` }
      appendAudit(connection, ports, stamp(ports, 'chronology.add'), {
        subject: [{ kind: 'chronology', id }],
        changes: [{ kind: 'chronology', id, ...told }, { kind: 'chronology', id, field: 'zone', before: null, after: 'Europe/Berlin' }],
        reason: null,
      })
    }
    connection.exec('COMMIT')
    return {
      ours: () =>
        timed(() => {
          const { intact, rows: seen } = checkChain(connection, nodeHash, quietControl)
          if (!intact || seen !== rows) throw new Error('the chain is not whole')
        }),
      floor: () =>
        timed(() => {
          let head = originHash(nodeHash, open.keyring().storeId)
          for (let after = 0; after < rows; after += 1000) {
            for (const row of storedRows(connection, after, 1000)) {
              head = linkHash(nodeHash, row.sequence, head, rowHash(nodeHash, row.text))
              if (row.body !== null) bodyHash(nodeHash, row.body.salt, row.body.text)
            }
          }
          if (Buffer.compare(head, Buffer.from(open.head().hash, 'hex')) !== 0) throw new Error('the floor hashed something else')
        }),
      end() {
        open.close()
        folder.remove()
        return Promise.resolve()
      },
    }
  },
}
