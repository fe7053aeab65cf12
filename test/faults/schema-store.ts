import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrateStore } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/migrations.ts'
import { createStoreFile } from '../../db/open.ts'
import type { Connection, SqlValue } from '../../db/sqlite.ts'
import { createKeyring, storeKeyOf } from '../../electron/core/keyring.ts'
import { writeKeyrings } from '../../electron/core/keyring-file.ts'
import { layoutOf } from '../../electron/core/store-place.ts'
import { passphrase, person, storePorts } from '../support/store-fixture.ts'

/** A value of a released record as the fixture holds it: long bytes by their length only. */
type StoredValue = string | number | null | { readonly hex: string } | { readonly length: number }

interface StoredRecord {
  readonly schema: number
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, StoredValue>>[]>>
}

const fixture = fileURLToPath(new URL('fixtures/record-of-schema-1.json', import.meta.url))

/** 32 bytes from which every store of this fixture derives its keys. */
export const fixtureDataKey: Uint8Array = new Uint8Array(32).fill(11)

/**
 * Makes a store with the content that a released program of schema 1 wrote, brought to schema `version` by the released steps. It opens
 * with the passphrase of the other fixtures.
 */
export async function makeStoreOfSchema(folder: string, version: number): Promise<void> {
  const record = JSON.parse(readFileSync(fixture, 'utf8')) as StoredRecord
  const layout = layoutOf(folder)
  mkdirSync(folder, { recursive: true })
  const connection = createStoreFile(layout.store, storeKeyOf(fixtureDataKey))
  try {
    migrateStore(connection, () => undefined, migrations.slice(0, record.schema))
    fill(connection, record)
    migrateStore(connection, () => undefined, migrations.slice(0, version))
    connection.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    connection.close()
  }
  const storeId = String(record.tables['meta']?.[0]?.['store_id'])
  const ports = storePorts()
  const { keyring } = await createKeyring(
    { storeId, storeVersion: version, storeKind: 'demo', person, passphrase, dataKey: fixtureDataKey.slice(), recoverySecret: new Uint8Array(20).fill(3) },
    ports,
  )
  writeKeyrings(layout, keyring)
}

function fill(connection: Connection, { tables }: StoredRecord): void {
  connection.pragma('foreign_keys = OFF')
  const triggers = connection.prepare<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
  connection.exec('BEGIN')
  for (const { name } of triggers) connection.exec(`DROP TRIGGER "${name}"`)
  for (const [table, rows] of Object.entries(tables)) {
    for (const row of rows) {
      const columns = Object.keys(row)
      connection.prepare(`INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(...Object.values(row).map(asValue))
    }
  }
  for (const { sql } of triggers) connection.exec(sql)
  connection.exec('COMMIT')
  connection.pragma('foreign_keys = ON')
}

function asValue(value: StoredValue): SqlValue {
  if (typeof value !== 'object' || value === null) return value
  return 'hex' in value ? new Uint8Array(Buffer.from(value.hex, 'hex')) : new Uint8Array(value.length).fill(0x41)
}

/** Path of store.db in a folder of a store. */
export function storeFileIn(folder: string): string {
  return join(folder, 'store.db')
}
