import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isUnchanged, listBackups } from '../../db/backup.ts'
import { checkFile } from '../../db/check.ts'
import { migrations } from '../../db/migrations/migrations.ts'
import { openStoreFile, schemaVersion } from '../../db/open.ts'
import { schemaText } from '../../db/schema.ts'
import type { Connection } from '../../db/sqlite.ts'
import { readKeyrings, writeKeyrings } from '../../electron/core/keyring-file.ts'
import { nextGeneration, storeKeyOf } from '../../electron/core/keyring.ts'
import { layoutOf } from '../../electron/core/store-place.ts'
import { openStore } from '../../electron/core/store-session.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { passphrase, placeIn, storePorts, temporaryFolder } from '../support/store-fixture.ts'
import { chance } from './chance.ts'
import { differences, pictureOfConnection, type RecordPicture } from './record-picture.ts'
import type { FaultRow } from './row.ts'
import { fixtureDataKey, makeStoreOfSchema, storeFileIn } from './schema-store.ts'
import { sqlStatements } from './sql-statements.ts'

const child = fileURLToPath(new URL('migrate-child.ts', import.meta.url))
const key = storeKeyOf(fixtureDataKey)
const repetitions = 5

/** Statements of a migration from one schema to the next: backup, begin, each of the step's, its number, commit. */
function statementsOf(version: number): number {
  return sqlStatements(migrations[version - 1]?.sql ?? '').length + 4
}

/** Steps that a released record can go through: from schema 1 on. */
const steps = migrations.map(({ version }) => version).filter((version) => version > 1)

/** A migration killed at each of its statements, and stores of a later program. */
export const migrateRow: FaultRow = {
  name: 'migrate',
  property: `SIGKILL at each statement of each migration, ${String(repetitions)} times, half of them before and half behind it: the next start has the whole old record or the whole new one, equal to a migration that was let be`,
  count: steps.reduce((sum, version) => sum + statementsOf(version) * repetitions, 0),
  tenth: 15,
  cannot: () => null,
  async run(count, seed, say) {
    const random = chance(seed)
    const wrong: string[] = []
    const folder = temporaryFolder()
    const endings = { old: 0, new: 0 }
    try {
      const scenes = await Promise.all(steps.map((version) => makeScene(folder.path, version)))
      const points = scenes.flatMap((scene) => Array.from({ length: repetitions }, (_, round) => Array.from({ length: statementsOf(scene.version) }, (_each, at) => ({ scene, at: at + 1, round })))).flat()
      for (const scene of scenes) wrong.push(...scene.wrong)
      for (const { scene, at, round } of count < points.length ? shuffled(points, random).slice(0, count) : points) {
        const when = (at + round) % 2 === 0 ? 'before' : 'after'
        const fault = await killAndLook(scene, { at, when }, join(folder.path, 'work'), endings)
        if (fault !== null) wrong.push(`to schema ${String(scene.version)}, killed ${when} statement ${String(at)}: ${fault}`)
      }
      if (count >= 50 && (endings.old === 0 || endings.new === 0)) wrong.push('control: no kill left the old record, or none the new one')
    } finally {
      folder.remove()
    }
    say(`${String(endings.old)} kills left the old schema, ${String(endings.new)} the new one`)
    return wrong
  },
}

/** Stores that a later program has written. */
export const newerRow: FaultRow = {
  name: 'newer',
  property: 'a store of a later schema, with and without its keyring saying so, is refused as newer and stays byte for byte as it was',
  count: 20,
  cannot: () => null,
  async run(count) {
    const wrong: string[] = []
    for (let number = 0; number < count; number += 1) {
      const folder = temporaryFolder()
      try {
        await makeStoreOfSchema(folder.path, migrations.length)
        const told = number % 2 === 0
        makeNewer(folder.path, migrations.length + 1 + (number % 7))
        if (told) tellNewer(folder.path)
        const before = filesOf(folder.path)
        const code = await codeOf(openStore(placeIn(folder.path), passphrase, storePorts()))
        if (code !== 'store-newer') wrong.push(`#${String(number)}: answered ${code}`)
        if (filesOf(folder.path) !== before) wrong.push(`#${String(number)}: a file was touched`)
      } finally {
        folder.remove()
      }
    }
    return wrong
  },
}

interface Scene {
  readonly version: number
  /** A store of the schema before. */
  readonly folder: string
  readonly old: { readonly picture: RecordPicture; readonly schema: string }
  /** The same after a migration that nothing interrupted. */
  readonly migrated: { readonly picture: RecordPicture; readonly schema: string }
  readonly wrong: readonly string[]
}

async function makeScene(root: string, version: number): Promise<Scene> {
  const folder = join(root, `schema-${String(version - 1)}`)
  await makeStoreOfSchema(folder, version - 1)
  const old = lookInto(folder, version - 1)
  const whole = join(root, `migrated-${String(version)}`)
  cpSync(folder, whole, { recursive: true })
  const said = runChild(whole, version, 0, 'after')
  const expected = `${String(statementsOf(version))} ${String(version)}`
  const wrong = said === expected ? [] : [`control: the migration to schema ${String(version)} said "${said}", expected "${expected}"`]
  return { version, folder, old, migrated: lookInto(whole, version, old.picture.chain.length), wrong }
}

/** @returns what is wrong after a kill, or `null`. */
async function killAndLook(
  scene: Scene,
  kill: { readonly at: number; readonly when: 'before' | 'after' },
  work: string,
  endings: { old: number; new: number },
): Promise<string | null> {
  rmSync(work, { recursive: true, force: true })
  cpSync(scene.folder, work, { recursive: true })
  if (runChild(work, scene.version, kill.at, kill.when) !== '') return 'it was not killed'
  const asFound = join(work, '..', 'as-found')
  rmSync(asFound, { recursive: true, force: true })
  cpSync(work, asFound, { recursive: true })
  const left = leftBehind(asFound, scene)
  if (left.fault !== null) return left.fault
  endings[left.version < scene.version ? 'old' : 'new'] += 1
  for (const backup of listBackups(join(work, 'backups'))) if (!isUnchanged(backup)) return 'a backup bears its final name and is not whole'
  const { open } = await openStore(placeIn(work), passphrase, storePorts({ migrations: migrations.slice(0, scene.version) }))
  try {
    const { connection } = open.record
    if (schemaVersion(connection) !== scene.version) return 'the next start did not bring it to the new schema'
    return compare(connection, scene.migrated) ?? (checkFile(connection, 'full').intact ? null : 'the file is damaged')
  } finally {
    open.close()
  }
}

/** Which schema the kill left, and whether the record is all of that one. */
function leftBehind(folder: string, scene: Scene): { version: number; fault: string | null } {
  const opened = openStoreFile(storeFileIn(folder), key, 'writer', scene.version)
  if (!opened.ok) return { version: 0, fault: `does not open: ${opened.why}` }
  try {
    const version = opened.version
    const expected = version === scene.version ? scene.migrated : version === scene.version - 1 ? scene.old : null
    return { version, fault: expected === null ? `is of schema ${String(version)}` : compare(opened.connection, expected) }
  } finally {
    opened.connection.close()
  }
}

function compare(connection: Connection, expected: Scene['old']): string | null {
  const { tables } = differences(connection, expected.picture)
  if (tables.length > 0) return `differs in ${tables.join(', ')}`
  return schemaText(connection) === expected.schema ? null : 'its schema differs'
}

function lookInto(folder: string, version: number, rows?: number): Scene['old'] {
  const opened = openStoreFile(storeFileIn(folder), key, 'writer', version)
  if (!opened.ok) throw new Error(`does not open: ${opened.why}`)
  try {
    return { picture: pictureOfConnection(opened.connection, rows), schema: schemaText(opened.connection) }
  } finally {
    opened.connection.close()
  }
}

/** @returns what the child said, nothing when it was killed. */
function runChild(folder: string, version: number, killAt: number, when: string): string {
  const done = spawnSync(process.execPath, [child, folder, String(version), String(killAt), when], { encoding: 'utf8' })
  if (done.signal === 'SIGKILL') return ''
  return done.status === 0 ? done.stdout.trim() : `failed: ${done.stderr.slice(0, 500)}`
}

function makeNewer(folder: string, version: number): void {
  const opened = openStoreFile(storeFileIn(folder), key, 'writer', version)
  if (!opened.ok) throw new Error(opened.why)
  opened.connection.exec(`CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; PRAGMA user_version = ${String(version)}`)
  opened.connection.pragma('wal_checkpoint(TRUNCATE)')
  opened.connection.close()
}

/** Lets the keyring say the later schema too, as a program does before it migrates. */
function tellNewer(folder: string): void {
  const layout = layoutOf(folder)
  const found = readKeyrings(layout, Number.MAX_SAFE_INTEGER)
  if (found.kind !== 'found') throw new Error('the fixture has no keyring')
  writeKeyrings(layout, nextGeneration(found.keyrings[0], { storeVersion: migrations.length + 1 }, fixtureDataKey))
}

async function codeOf(opening: Promise<unknown>): Promise<string> {
  try {
    await opening
    return 'opened'
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error)
  }
}

/** Names and digests of everything in a folder but the lock, which has no content of its own. */
function filesOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== 'store.lock' && statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => `${name} ${createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')}`)
    .join('\n')
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list.map((item) => ({ item, at: random() })).sort((a, b) => a.at - b.at).map(({ item }) => item)
}
