import { migrations } from '../../db/migrations/migrations.ts'
import { openStoreFile } from '../../db/open.ts'
import { productKeyDerivation } from '../../electron/core/key-derivation.ts'
import { storeKeyOf } from '../../electron/core/keyring.ts'
import { createStore, openStore } from '../../electron/core/store-session.ts'
import { layoutOf } from '../../electron/core/store-place.ts'
import { passphrase, person, placeIn, storePorts, temporaryFolder, writeOne } from '../support/store-fixture.ts'
import { fixedRandom } from '../support/fixed-ports.ts'
import { fillLarge } from './large-store.ts'
import { timed, type BenchRow } from './measure.ts'

/** From the passphrase to an open record of 500 MB. */
export const openRow: BenchRow = {
  name: 'open',
  goal: 1.5,
  about: 'a record of 500 MB from the passphrase until it can be read and written: keys, lock, checks, scratch file, anchor; against one scrypt of the same cost, opening the same file with its key and reading one row',
  async prepare() {
    const folder = temporaryFolder()
    const ports = storePorts({ keyDerivation: productKeyDerivation, random: fixedRandom('open') })
    const { open } = await createStore(placeIn(folder.path), { passphrase, kind: 'real', person }, ports)
    writeOne(open, ports, 'founded')
    fillLarge(open, ports)
    const key = open.storeKey.slice()
    open.close()
    const salt = new Uint8Array(16).fill(1)
    return {
      ours: () =>
        timedAndThen(async () => {
          const opened = await openStore(placeIn(folder.path), passphrase, ports)
          opened.open.record.read(({ settings }) => settings.get('founded'))
          return () => {
            opened.open.close()
          }
        }),
      floor: () =>
        timedAndThen(async () => {
          storeKeyOf(await productKeyDerivation.derive(passphrase, salt, productKeyDerivation.parameters))
          const opened = openStoreFile(layoutOf(folder.path).store, key, 'writer', migrations.length)
          if (!opened.ok) throw new Error(opened.why)
          opened.connection.prepare("SELECT text FROM setting WHERE key = 'founded'").get()
          return () => {
            opened.connection.close()
          }
        }),
      end() {
        folder.remove()
        return Promise.resolve()
      },
    }
  },
}

/** Measures some work, and undoes it outside of the measured time. */
async function timedAndThen(work: () => Promise<() => void>): Promise<number> {
  let undo: () => void = () => undefined
  const took = await timed(async () => {
    undo = await work()
  })
  undo()
  return took
}
