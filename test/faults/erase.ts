import { eraseBodies } from '../../db/audit.ts'
import { checkChain } from '../../db/check.ts'
import { createStore } from '../../electron/core/store-session.ts'
import { passphrase, person, placeIn, stamp, storePorts, temporaryFolder } from '../support/store-fixture.ts'
import { chance } from './chance.ts'
import type { FaultRow } from './row.ts'

/** Bodies of audit rows erased in random order. */
export const eraseRow: FaultRow = {
  name: 'erase',
  property: 'after random erasures of audit bodies the chain verifies, says what was erased, and the text is gone',
  count: 1000,
  cannot: () => null,
  async run(count, seed) {
    const random = chance(seed)
    const wrong: string[] = []
    const folder = temporaryFolder()
    const ports = storePorts()
    const { open } = await createStore(placeIn(folder.path), { passphrase, kind: 'real', person }, ports)
    try {
      const { connection } = open.record
      const left: number[] = []
      for (let number = 0; number < count; number += 1) {
        open.record.write(stamp(ports), (transaction) => {
          transaction.changed('note', ports.ids.id(), null, { text: `SECRET-${String(number)}-` })
        })
        left.push(open.head().sequence)
      }
      for (let erased = 0; left.length > 0; ) {
        const batch = left.splice(Math.floor(random() * left.length), 1 + Math.floor(random() * 3))
        open.record.inTransaction(() => eraseBodies(connection, ports, stamp(ports, 'audit.erase'), batch, null))
        erased += batch.length
        if (erased % 250 < batch.length || left.length === 0) {
          const check = checkChain(connection, ports.hash, { progress: () => undefined, check: () => undefined })
          if (!check.intact) wrong.push(`after ${String(erased)} erasures: ${JSON.stringify(check.fault)}`)
          if (check.erased.length !== erased) wrong.push(`${String(erased)} erased, ${String(check.erased.length)} told`)
        }
      }
      const found = connection.prepare("SELECT count(*) AS count FROM audit_body WHERE text LIKE '%SECRET-%'").get() as { count: number }
      if (found.count !== 0) wrong.push(`${String(found.count)} erased texts are still there`)
    } finally {
      open.close()
      folder.remove()
    }
    return wrong
  },
}
