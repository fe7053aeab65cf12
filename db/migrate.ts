import { schemaVersion } from './open.ts'
import { migrations as released, type Migration } from './migrations/migrations.ts'
import type { Connection } from './sqlite.ts'

/** What migrating did; `from` equals `to` when there was nothing to do. */
export interface MigrationResult {
  readonly from: number
  readonly to: number
}

/**
 * Brings a store to the newest schema: all missing steps in one transaction, or none. Before a store that already has a schema is
 * touched, `backUp` must have made a backup and verified it; when it throws, nothing is changed.
 * @throws RangeError for a store that is newer than this program; the caller refuses those before.
 */
export function migrateStore(connection: Connection, backUp: (from: number) => void, steps: readonly Migration[] = released): MigrationResult {
  const from = schemaVersion(connection)
  const to = steps.length
  if (from > to) throw new RangeError(`the store has schema ${String(from)}, this program knows ${String(to)}`)
  steps.forEach((step, index) => {
    if (step.version !== index + 1) throw new RangeError('migrations are numbered 1, 2, 3 without a gap')
  })
  if (from === to) return { from, to }
  if (from > 0) backUp(from)
  // References are checked once at the end: a step that rebuilds a table must be able to drop the old one.
  connection.pragma('foreign_keys = OFF')
  try {
    connection.exec('BEGIN IMMEDIATE')
    for (const step of steps.slice(from)) {
      connection.exec(step.sql)
      connection.pragma(`user_version = ${String(step.version)}`)
    }
    const dangling = connection.pragma('foreign_key_check') as readonly unknown[]
    if (dangling.length > 0) throw new Error('a migration left references to rows that are gone')
    connection.exec('COMMIT')
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  } finally {
    connection.pragma('foreign_keys = ON')
  }
  return { from, to }
}
