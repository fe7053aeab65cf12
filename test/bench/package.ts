import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openStoreFile } from '../../db/open.ts'
import { migrations } from '../../db/migrations/migrations.ts'
import { storeKeyOf } from '../../electron/core/keyring.ts'
import { fixedRandom } from '../support/fixed-ports.ts'
import { makeEvidenceStore } from './evidence-store.ts'
import { timed, type BenchRow } from './measure.ts'

/** A released evidence package of 100 MB carried out to a folder, against reading, hashing and writing the same chunks. */
export const packageRow: BenchRow = {
  name: 'package',
  goal: 1.5,
  about: 'export of a released evidence package of 100 MB: read, composed, written, synced, renamed, read back and compared; against reading the same chunks from the same store, SHA-256 and writing them to one file with fsync',
  async prepare() {
    const { core, release, place } = await makeEvidenceStore()
    // The fixed random bytes of this store give its data key again, so that the floor reads the very same file.
    const opened = openStoreFile(join(core.folders.store, 'store.db'), storeKeyOf(fixedRandom('bench').bytes(32)), 'reader', migrations.length)
    if (!opened.ok) throw new Error(`the floor cannot read the store: ${opened.why}`)
    const chunks = opened.connection.prepare('SELECT bytes FROM chunk ORDER BY rowid')
    return {
      async ours() {
        rmSync(core.folders.exports, { recursive: true, force: true })
        return timed(() => core.job(core.api.call('transfers.export', { release: release.id, place, reason: '' })))
      },
      floor() {
        const path = join(core.folders.root, 'floor.bin')
        return timed(() => {
          const file = openSync(path, 'w')
          const hash = createHash('sha256')
          for (const row of chunks.iterate()) {
            const { bytes } = row as { bytes: Buffer }
            hash.update(bytes)
            writeSync(file, bytes)
          }
          hash.digest()
          fsyncSync(file)
          closeSync(file)
        })
      },
      async end() {
        opened.connection.close()
        await core.remove()
      },
    }
  },
}
