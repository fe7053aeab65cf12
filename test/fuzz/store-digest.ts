import { createHash } from 'node:crypto'
import { migrations } from '../../db/migrations/migrations.ts'
import { openStoreFile } from '../../db/open.ts'
import { readKeyrings } from '../../electron/core/keyring-file.ts'
import { openWithPassphrase, storeKeyOf } from '../../electron/core/keyring.ts'
import { nodeRandom } from '../../electron/core/crypto.ts'
import { layoutOf } from '../../electron/core/store-place.ts'
import { weakKeyDerivation } from '../support/fixed-ports.ts'

/** Looks at every table of an open store from outside, over a connection that cannot write. */
export interface StoreWatch {
  /** Digest of each table but those of the audit. */
  digest(): ReadonlyMap<string, string>
  close(): void
}

/** @throws Error when the store does not open with the passphrase. */
export async function watchStore(folder: string, passphrase: string): Promise<StoreWatch> {
  const layout = layoutOf(folder)
  const found = readKeyrings(layout, migrations.length)
  if (found.kind !== 'found') throw new Error(`the keyring is ${found.kind}`)
  const { dataKey } = await openWithPassphrase(found.keyrings[0], passphrase, { random: nodeRandom, keyDerivation: weakKeyDerivation })
  const opened = openStoreFile(layout.store, storeKeyOf(dataKey), 'reader', migrations.length)
  if (!opened.ok) throw new Error(`the store does not open: ${opened.why}`)
  const { connection } = opened
  const tables = connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'audit_%' ORDER BY name`).pluck().all() as string[]
  let version: unknown = null
  let last: ReadonlyMap<string, string> = new Map()

  function digestOf(table: string): string {
    const hash = createHash('sha256')
    for (const row of connection.prepare(`SELECT * FROM "${table}"`).raw().iterate() as Iterable<unknown[]>) {
      for (const value of row) hash.update(value instanceof Uint8Array ? value : JSON.stringify(value)).update('\0')
    }
    return hash.digest('hex')
  }

  return {
    digest() {
      // Changes whenever another connection has committed: most refused calls write nothing at all, so nothing is read again.
      const now = connection.pragma('data_version', { simple: true })
      if (now !== version) last = new Map(tables.map((table) => [table, digestOf(table)]))
      version = now
      return last
    },
    close() {
      connection.close()
    },
  }
}
