/// <reference path="../../db/driver.d.ts" />
/**
 * Opens a store, which migrates it, and is killed at one statement: migrate-child.ts FOLDER VERSION KILL-AT before|after. Prints how many
 * statements there were when it came to the end.
 */
import Database from 'better-sqlite3'
import { migrations } from '../../db/migrations/migrations.ts'
import { openStore } from '../../electron/core/store-session.ts'
import { passphrase, placeIn, storePorts } from '../support/store-fixture.ts'
import { sqlStatements } from './sql-statements.ts'

const [folder = '', version = '1', killAt = '0', when = 'after'] = process.argv.slice(2)

interface Patched {
  exec(sql: string): unknown
  pragma(source: string, options?: unknown): unknown
  prepare(sql: string): { run(...values: unknown[]): unknown }
}

const driver = Database.prototype as unknown as Patched
const plain = { exec: driver.exec, pragma: driver.pragma, prepare: driver.prepare }
let reached = 0
let migrating = false

/** Counts one statement and dies at the one that was asked for. */
function step<T>(work: () => T): T {
  reached += 1
  const mine = reached === Number(killAt)
  if (mine && when === 'before') process.kill(process.pid, 'SIGKILL')
  const result = work()
  if (mine) process.kill(process.pid, 'SIGKILL')
  return result
}

// From the backup that is made first until the transaction is over: that is what a migration does to the disk.
driver.prepare = function (this: Patched, sql) {
  const statement = plain.prepare.call(this, sql)
  if (!sql.startsWith('VACUUM INTO')) return statement
  migrating = true
  return { run: (...values: unknown[]) => step(() => statement.run(...values)) }
}
driver.exec = function (this: Patched, sql) {
  if (!migrating) return plain.exec.call(this, sql)
  for (const statement of sqlStatements(sql)) step(() => plain.exec.call(this, statement))
  if (sql === 'COMMIT') migrating = false
  return this
}
driver.pragma = function (this: Patched, source, options) {
  return migrating && source.startsWith('user_version =') ? step(() => plain.pragma.call(this, source, options)) : plain.pragma.call(this, source, options)
}

const { open } = await openStore(placeIn(folder), passphrase, storePorts({ migrations: migrations.slice(0, Number(version)) }))
const found = open.record.connection.pragma('user_version', { simple: true })
open.close()
process.stdout.write(`${String(reached)} ${String(found)}\n`)
