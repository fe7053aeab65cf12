import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chainExpectation, chainHashAt } from '../../db/audit.ts'
import { checkContent } from '../../db/check-content.ts'
import { checkRecord } from '../../db/check-record.ts'
import { checkAnchors, checkChain, checkFile } from '../../db/check.ts'
import { readLines } from '../../db/meta.ts'
import { openStoreFile } from '../../db/open.ts'
import { numberOf, type Connection } from '../../db/sqlite.ts'
import { nodeHash } from '../../electron/core/crypto.ts'
import { compareAnchor, type Anchor } from '../../shared/audit/anchor.ts'
import { quietControl } from '../../electron/core/work/task-runner.ts'
import { chance } from './chance.ts'
import { currentVersion, makePlantStore, type PlantStore } from './plant-store.ts'
import type { FaultRow } from './row.ts'
import { tamperings, type TamperedRecord, type Witness } from './tampered-record.ts'

/** Tampering with the record by somebody who can open the file. */
export const auditRow: FaultRow = {
  name: 'audit',
  property: 'every kind of tampering with the record through an open file with its triggers dropped is seen by each witness that the threat model names for it: the chain, the content, anchor.log, heads in exported packages',
  count: 1000,
  tenth: 68,
  cannot: () => null,
  async run(count, seed, say) {
    const random = chance(seed)
    const wrong: string[] = []
    const plant = await makePlantStore()
    const seen = new Map<string, { times: number; by: Map<Witness, number> }>()
    try {
      const scene = makeScene(plant)
      const honest = witnessesOf(scene, scene.path, scene.anchorLines)
      if (honest.seen.size > 0) wrong.push(`control: an honest record is accused by ${[...honest.seen].join(', ')}`)
      if (scene.exported.length < 3) wrong.push('control: too few heads were exported')
      for (let number = 0; number < count; number += 1) {
        const tampering = tamperings[number % tamperings.length]
        if (tampering === undefined) break
        const path = join(plant.copy(plant.closed).store, 'store.db')
        const done = withoutTriggers(plant, path, (connection) => tampering.act(connection, { anchorLines: scene.anchorLines, exported: scene.exported }, random))
        const found = witnessesOf(scene, path, done.anchorLines ?? scene.anchorLines)
        const name = `#${String(number)} ${tampering.name} (${done.what})`
        for (const witness of done.mustSee) if (!found.seen.has(witness)) wrong.push(`${name}: not seen by ${witness}`)
        for (const witness of found.seen) if (done.cannotSee.includes(witness)) wrong.push(`${name}: the threat model says that ${witness} cannot see it`)
        if (!found.checkAgrees) wrong.push(`${name}: the check of the record says something else than its parts`)
        if (done.declared === true && !found.declared) wrong.push(`${name}: it does not show as continued from a backup`)
        note(seen, tampering.name, found.seen)
      }
    } finally {
      plant.remove()
    }
    for (const [name, { times, by }] of seen) {
      say(`${name} ${String(times)}: ${[...by].map(([witness, saw]) => `${witness} ${String(saw)}`).join(', ') || 'nobody can see it'}`)
    }
    return wrong
  },
}

/** The honest record and what is known of it outside of the store. */
interface Scene {
  readonly plant: PlantStore
  readonly path: string
  readonly anchorLines: readonly string[]
  /** Heads in the packages that were carried out. */
  readonly exported: readonly Anchor[]
  readonly lines: number
}

function makeScene(plant: PlantStore): Scene {
  const folders = plant.copy(plant.closed)
  const path = join(plant.closed.folder, '..', 'honest.db')
  cpSync(join(folders.store, 'store.db'), path)
  const connection = opened(plant, path)
  try {
    const rows = connection
      .prepare<{ line: string; audit_sequence: number; audit_head: string; released_at: number }>('SELECT line, audit_sequence, audit_head, released_at FROM package_release ORDER BY position')
      .all()
    const exported = rows.map((row): Anchor => ({ storeId: plant.storeId, line: row.line, sequence: row.audit_sequence, head: row.audit_head, at: row.released_at, why: 'release' }))
    const anchorLines = readFileSync(join(plant.closed.folder, 'anchor.log'), 'utf8').split('\n')
    return { plant, path, anchorLines, exported, lines: readLines(connection).length }
  } finally {
    connection.close()
  }
}

function opened(plant: PlantStore, path: string): Connection {
  const outcome = openStoreFile(path, plant.key, 'writer', currentVersion)
  if (!outcome.ok) throw new Error(`does not open: ${outcome.why}`)
  return outcome.connection
}

/** Works on the record as somebody does who has its key and knows SQLite: nothing in the file stops them, and afterwards it looks as before. */
function withoutTriggers(plant: PlantStore, path: string, act: (connection: Connection) => TamperedRecord): TamperedRecord {
  const connection = opened(plant, path)
  try {
    connection.pragma('foreign_keys = OFF')
    connection.pragma('ignore_check_constraints = ON')
    const triggers = connection.prepare<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
    for (const { name } of triggers) connection.exec(`DROP TRIGGER "${name}"`)
    connection.exec('BEGIN')
    const done = act(connection)
    connection.exec('COMMIT')
    for (const { sql } of triggers) connection.exec(sql)
    return done
  } finally {
    connection.close()
  }
}

/** Who accuses the record. The chain counts together with the check of the file, which sees what was torn out of it. */
function witnessesOf(scene: Scene, path: string, anchorLines: readonly string[]): { seen: Set<Witness>; checkAgrees: boolean; declared: boolean } {
  const seen = new Set<Witness>()
  const connection = opened(scene.plant, path)
  try {
    const chain = checkChain(connection, nodeHash, quietControl)
    if (!chain.intact || !checkFile(connection, 'full').intact) seen.add('chain')
    if (chain.intact && checkContent(connection, nodeHash, quietControl) !== null) seen.add('content')
    if (chain.intact && checkAnchors(connection, nodeHash, anchorLines, chain).fault !== null) seen.add('anchor.log')
    if (accused(connection, scene.exported)) seen.add('exported')
    const check = checkRecord(connection, nodeHash, anchorLines, quietControl)
    const accusedHere = seen.has('chain') || seen.has('content') || seen.has('anchor.log')
    return { seen, checkAgrees: check.intact === !accusedHere, declared: readLines(connection).length > scene.lines }
  } finally {
    connection.close()
  }
}

/** Whether a head that left the PC contradicts the record as it stands. */
function accused(connection: Connection, exported: readonly Anchor[]): boolean {
  const context = {
    ...chainExpectation(connection),
    lastSequence: numberOf(connection.prepare('SELECT coalesce(max(sequence), 0) FROM audit_row').pluck().get()),
    hashAt: (sequence: number) => chainHashAt(connection, nodeHash, sequence),
  }
  return exported.some((head) => !['holds', 'left-behind'].includes(compareAnchor(head, context)))
}

function note(seen: Map<string, { times: number; by: Map<Witness, number> }>, name: string, by: ReadonlySet<Witness>): void {
  const entry = seen.get(name) ?? { times: 0, by: new Map<Witness, number>() }
  entry.times += 1
  for (const witness of by) entry.by.set(witness, (entry.by.get(witness) ?? 0) + 1)
  seen.set(name, entry)
}
