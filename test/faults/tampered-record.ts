import { createHash } from 'node:crypto'
import { bodyHash, linkHash, originHash, rowHash } from '../../shared/audit/chain.ts'
import { anchorText, readAnchor, type Anchor } from '../../shared/audit/anchor.ts'
import { canonicalJson, type JsonValue } from '../../shared/package/canonical-json.ts'
import { toHex } from '../../shared/package/bytes.ts'
import type { Connection } from '../../db/sqlite.ts'
import { nodeHash, nodeRandom } from '../../electron/core/crypto.ts'

/** Who may see that a record was tampered with (docs/threat-model.md, "What proves what"). */
export type Witness = 'chain' | 'content' | 'anchor.log' | 'exported'

/** What was done, and who has to see it. */
export interface TamperedRecord {
  readonly what: string
  readonly mustSee: readonly Witness[]
  readonly cannotSee: readonly Witness[]
  /** Lines of anchor.log, where they were rewritten too. */
  readonly anchorLines?: readonly string[]
  /** It poses as a restored backup, and so has to show as one. */
  readonly declared?: boolean
}

/** What lies outside of the record. */
export interface Outside {
  readonly anchorLines: readonly string[]
  readonly exported: readonly Anchor[]
}

/** One kind of tampering. */
export interface RecordTampering {
  readonly name: string
  act(connection: Connection, outside: Outside, random: () => number): TamperedRecord
}

const blind: readonly Witness[] = ['chain', 'content']
const byChain = { mustSee: ['chain'], cannotSee: [] } as const
const byContent = { mustSee: ['content'], cannotSee: ['anchor.log', 'exported'] } as const

/** Every kind of tampering. */
export const tamperings: readonly RecordTampering[] = [
  simple('row edited', (connection, random) => {
    const { sequence, text } = pick(auditRows(connection), random)
    const row = JSON.parse(text) as Record<string, JsonValue>
    const field = pick(['at', 'actor', 'procedure', 'confirmed', 'zone', 'session'], random)
    const value = { at: Number(row['at']) - 3_600_000, actor: 'b'.repeat(26), procedure: 'x.y', confirmed: row['confirmed'] !== true, zone: 'Asia/Tokyo', session: 'other' }[field] ?? null
    connection.prepare('UPDATE audit_row SET text = ? WHERE sequence = ?').run(canonicalJson({ ...row, [field]: value }), sequence)
    return `${field} of ${String(sequence)}`
  }),
  simple('row spaced', (connection, random) => {
    const { sequence, text } = pick(auditRows(connection), random)
    connection.prepare('UPDATE audit_row SET text = ? WHERE sequence = ?').run(text.replace(',', ', '), sequence)
    return String(sequence)
  }),
  simple('hash edited', (connection, random) => {
    const { sequence } = pick(auditRows(connection), random)
    const column = pick(['hash', 'previous'], random)
    connection.prepare(`UPDATE audit_row SET ${column} = ? WHERE sequence = ?`).run(nodeRandom.bytes(32), sequence)
    return `${column} of ${String(sequence)}`
  }),
  simple('body edited', (connection, random) => {
    const { sequence } = pick(bodies(connection), random)
    const what = pick(["text = replace(text, '\"reason\":', '\"reason\": ')", 'salt = randomblob(16)', "text = text || ' '"], random)
    connection.exec(`UPDATE audit_body SET ${what} WHERE sequence = ${String(sequence)}`)
    return `${what} of ${String(sequence)}`
  }),
  simple('body taken away', (connection, random) => {
    const { sequence } = pick(bodies(connection), random)
    connection.prepare('DELETE FROM audit_body WHERE sequence = ?').run(sequence)
    return String(sequence)
  }),
  simple('body called erased', (connection, random) => {
    const { sequence } = pick(bodies(connection).slice(0, -1), random)
    connection.prepare('UPDATE audit_body SET salt = NULL, text = NULL, erased_by = ? WHERE sequence = ?').run(lastSequence(connection), sequence)
    return String(sequence)
  }),
  simple('bodies exchanged', (connection, random) => {
    const all = bodies(connection)
    const from = Math.floor(random() * (all.length - 1))
    const [one, two] = [all[from], all[from + 1]]
    if (one === undefined || two === undefined) throw new Error('too few bodies')
    connection.exec('CREATE TEMP TABLE other AS SELECT * FROM audit_body')
    const put = connection.prepare('UPDATE audit_body SET salt = (SELECT salt FROM other WHERE sequence = ?), text = (SELECT text FROM other WHERE sequence = ?) WHERE sequence = ?')
    put.run(two.sequence, two.sequence, one.sequence)
    put.run(one.sequence, one.sequence, two.sequence)
    connection.exec('DROP TABLE other')
    return `${String(one.sequence)} and ${String(two.sequence)}`
  }),
  simple('row taken away', (connection, random) => {
    const { sequence } = pick(auditRows(connection).slice(0, -1), random)
    connection.exec(`DELETE FROM audit_body WHERE sequence = ${String(sequence)}; DELETE FROM audit_row WHERE sequence = ${String(sequence)}`)
    return String(sequence)
  }),
  simple('row taken away, the rest moved up', (connection, random) => {
    const { sequence } = pick(auditRows(connection).slice(0, -1), random)
    connection.exec(`DELETE FROM audit_body WHERE sequence = ${String(sequence)}; DELETE FROM audit_row WHERE sequence = ${String(sequence)}`)
    for (const table of ['audit_row', 'audit_body']) {
      connection.exec(`UPDATE ${table} SET sequence = -sequence WHERE sequence > ${String(sequence)}; UPDATE ${table} SET sequence = -sequence - 1 WHERE sequence < 0`)
    }
    return String(sequence)
  }),
  simple('rows exchanged', (connection, random) => {
    const { sequence } = pick(auditRows(connection).slice(0, -1), random)
    const next = String(sequence + 1)
    for (const table of ['audit_row', 'audit_body']) {
      connection.exec(`UPDATE ${table} SET sequence = -1 WHERE sequence = ${String(sequence)}; UPDATE ${table} SET sequence = ${String(sequence)} WHERE sequence = ${next}; UPDATE ${table} SET sequence = ${next} WHERE sequence = -1`)
    }
    return `${String(sequence)} and ${next}`
  }),
  simple('row replaced', (connection, random) => {
    const { sequence, text } = pick(auditRows(connection), random)
    connection.exec('PRAGMA recursive_triggers = OFF')
    connection.prepare('INSERT OR REPLACE INTO audit_row SELECT sequence, previous, ?, hash FROM audit_row WHERE sequence = ?').run(text.replace(/"at":\d+/, '"at":1'), sequence)
    return String(sequence)
  }),
  simple('store id changed', (connection) => {
    connection.prepare('UPDATE meta SET store_id = ?').run('c'.repeat(26))
    return 'meta'
  }),
  simple('line changed', (connection, random) => {
    const what = pick(["UPDATE store_line SET line = '0000000000000000'", 'DELETE FROM store_line'], random)
    connection.exec(what)
    return what
  }),
  simple('line begun in the past', (connection, random) => {
    const { sequence } = pick(auditRows(connection).slice(0, -1), random)
    addLine(connection, sequence)
    return `behind ${String(sequence)}`
  }),
  {
    name: 'end cut off',
    act(connection, outside, random) {
      const end = cutEnd(connection, random)
      // The events that are gone told of records that still stand, or of nothing that is compared; a careful hand would remove them too.
      return { what: `behind ${String(end)}`, mustSee: beyond(outside, end, ['anchor.log', 'exported']), cannotSee: ['chain'] }
    },
  },
  {
    name: 'end cut off, anchor.log too',
    act(connection, outside, random) {
      const end = cutEnd(connection, random)
      const anchorLines = outside.anchorLines.filter((line) => (readAnchor(line)?.sequence ?? 0) <= end)
      return { what: `behind ${String(end)}`, mustSee: beyond(outside, end, ['exported']), cannotSee: ['chain', 'anchor.log'], anchorLines }
    },
  },
  {
    name: 'end cut off, posing as a restored backup',
    act(connection, _outside, random) {
      const end = cutEnd(connection, random)
      addLine(connection, end)
      return { what: `behind ${String(end)}`, mustSee: [], cannotSee: ['chain'], declared: true }
    },
  },
  {
    name: 'row rewritten, chain hashed anew',
    act(connection, outside, random) {
      const sequence = rewriteRow(connection, random)
      return { what: `from ${String(sequence)}`, mustSee: beyond(outside, sequence - 1, ['anchor.log', 'exported']), cannotSee: blind }
    },
  },
  {
    name: 'row rewritten, chain hashed anew, anchor.log too',
    act(connection, outside, random) {
      const sequence = rewriteRow(connection, random)
      return { what: `from ${String(sequence)}`, mustSee: beyond(outside, sequence - 1, ['exported']), cannotSee: [...blind, 'anchor.log'], anchorLines: anchorsAnew(connection, outside.anchorLines) }
    },
  },
  {
    name: 'entry, its event and the chain rewritten',
    act(connection, outside, random) {
      const sequence = rewriteEntry(connection, random)
      return { what: `from ${String(sequence)}`, mustSee: beyond(outside, sequence - 1, ['anchor.log', 'exported']), cannotSee: blind }
    },
  },
  {
    name: 'entry, its event, the chain and anchor.log rewritten',
    act(connection, outside, random) {
      const sequence = rewriteEntry(connection, random)
      return { what: `from ${String(sequence)}`, mustSee: beyond(outside, sequence - 1, ['exported']), cannotSee: [...blind, 'anchor.log'], anchorLines: anchorsAnew(connection, outside.anchorLines) }
    },
  },
  behindTheEvents('entry edited', ["UPDATE chronology_entry SET text = text || ' (later)' WHERE position = :p", 'UPDATE chronology_entry SET instant = instant - 60000 WHERE position = :p', 'UPDATE chronology_entry SET important = 1 - important WHERE position = :p', "UPDATE chronology_entry SET author = 'bbbbbbbbbbbbbbbbbbbbbbbbbb' WHERE position = :p"], 'chronology_entry'),
  behindTheEvents('entry taken away', ['DELETE FROM chronology_entry WHERE position = :p'], 'chronology_entry'),
  behindTheEvents('entry put in', ["INSERT INTO chronology_entry SELECT (SELECT max(position) + 1 FROM chronology_entry), 'dddddddddddddddddddddddddd', incident, instant, zone, text, important, source, supersedes, withdrawn, recorded_at, author FROM chronology_entry WHERE position = :p"], 'chronology_entry'),
  behindTheEvents('statement edited', ['UPDATE statement SET instant = instant + 3600000 WHERE position = :p AND instant IS NOT NULL', "UPDATE statement SET text = json_set(text, '$.instant', 1) WHERE position = :p", "UPDATE statement SET text = json_set(text, '$.basis', 'other') WHERE position = :p"], 'statement'),
  behindTheEvents('statement taken away', ['DELETE FROM statement WHERE position = :p'], 'statement'),
  behindTheEvents('answer edited', ["UPDATE incident_answer SET answer = CASE answer WHEN 'no' THEN 'yes' ELSE 'no' END WHERE position = :p", 'DELETE FROM incident_answer WHERE position = :p'], 'incident_answer'),
  behindTheEvents('submission edited', ["UPDATE submission SET instant = instant - 3600000 WHERE position = :p", "UPDATE submission SET by_function = 'somebody' WHERE position = :p", "UPDATE submission SET authority_reference = 'X' WHERE position = :p", 'DELETE FROM submission WHERE position = :p'], 'submission'),
  behindTheEvents('acknowledgement edited', ["UPDATE acknowledgement SET reference = 'X' WHERE position = :p", 'DELETE FROM acknowledgement WHERE position = :p'], 'acknowledgement'),
  behindTheEvents('incident edited', ["UPDATE incident SET title = 'Nothing'", "UPDATE incident SET significance = 'no'", 'UPDATE incident SET recorded_at = recorded_at + 3600000', "UPDATE incident SET profile_version = '0'"], 'statement'),
  behindTheEvents('release edited', ["UPDATE package_release SET sums_sha256 = '" + '0'.repeat(64) + "' WHERE position = :p", "UPDATE package_release SET zip_sha256 = '" + '0'.repeat(64) + "' WHERE position = :p", "UPDATE package_release SET name = name || 'x' WHERE position = :p"], 'package_release'),
  behindTheEvents('file facts edited', ["UPDATE file SET name = 'other.pcap'", "UPDATE file SET sha256 = '" + '0'.repeat(64) + "'", 'DELETE FROM file_chunk'], 'package_release'),
  {
    name: 'released bytes exchanged',
    act(connection, _outside, random) {
      const files = connection.prepare<{ release: string; path: string; bytes: Uint8Array }>("SELECT release, path, bytes FROM package_file WHERE bytes IS NOT NULL AND length(bytes) > 10 AND path NOT LIKE 'SHA256SUMS.sig' ORDER BY release, path").all()
      const { release, path, bytes } = pick(files, random)
      const other = Buffer.from(bytes)
      const at = Math.floor(random() * other.length)
      other[at] = (other[at] ?? 0) ^ 1
      const sha256 = random() < 0.5 ? createHash('sha256').update(other).digest('hex') : null
      connection.prepare('UPDATE package_file SET bytes = ?, sha256 = coalesce(?, sha256) WHERE release = ? AND path = ?').run(other, sha256, release, path)
      return { what: path, ...byContent }
    },
  },
  {
    name: 'chunk exchanged',
    act(connection, _outside, random) {
      const { sha256, bytes } = pick(connection.prepare<{ sha256: Uint8Array; bytes: Uint8Array }>('SELECT sha256, bytes FROM chunk').all(), random)
      const other = Buffer.from(bytes)
      const at = Math.floor(random() * other.length)
      other[at] = (other[at] ?? 0) ^ 1
      connection.prepare('UPDATE chunk SET bytes = ? WHERE sha256 = ?').run(other, sha256)
      return { what: 'one bit', ...byContent }
    },
  },
]

/** Something that the chain itself has to see. */
function simple(name: string, act: (connection: Connection, random: () => number) => string): RecordTampering {
  return { name, act: (connection, _outside, random) => ({ what: act(connection, random), ...byChain }) }
}

/** A change of the tables alone: the events stand as they were. @param table whose positions `:p` runs through. */
function behindTheEvents(name: string, changes: readonly string[], table: string): RecordTampering {
  return {
    name,
    act(connection, _outside, random) {
      const positions = connection.prepare(`SELECT position FROM ${table} ORDER BY position`).pluck<number>().all()
      for (;;) {
        const what = pick(changes, random).replaceAll(':p', String(pick(positions, random)))
        // Some statements have no instant; a change that changes nothing is no tampering.
        if (connection.prepare(what).run().changes > 0) return { what, ...byContent }
      }
    },
  }
}

interface RowText {
  readonly sequence: number
  readonly text: string
}

function auditRows(connection: Connection): RowText[] {
  return connection.prepare<RowText>('SELECT sequence, text FROM audit_row ORDER BY sequence').all()
}

function bodies(connection: Connection): RowText[] {
  return connection.prepare<RowText>('SELECT sequence, text FROM audit_body WHERE text IS NOT NULL ORDER BY sequence').all()
}

function lastSequence(connection: Connection): number {
  return connection.prepare('SELECT max(sequence) FROM audit_row').pluck<number>().get() ?? 0
}

/** Takes rows and their bodies off the end. @returns the sequence that is the last one now. */
function cutEnd(connection: Connection, random: () => number): number {
  const last = lastSequence(connection)
  const end = Math.max(1, last - 1 - Math.floor(random() * last * 0.6))
  for (const table of ['audit_body', 'audit_row']) connection.exec(`DELETE FROM ${table} WHERE sequence > ${String(end)}`)
  connection.exec(`DELETE FROM audit_subject_block WHERE last > ${String(end)}`)
  return end
}

function addLine(connection: Connection, behind: number): void {
  const head = connection.prepare<{ hash: Uint8Array }>('SELECT hash FROM audit_row WHERE sequence = ?').get(behind)
  if (head === undefined) throw new Error('no such row')
  connection
    .prepare("INSERT INTO store_line SELECT max(number) + 1, 'eeeeeeeeeeeeeeee', (SELECT line FROM store_line ORDER BY number DESC LIMIT 1), ?, ?, max(at) FROM store_line")
    .run(behind, head.hash)
}

/** Changes a row that tells of nothing else, and makes the chain fit again. @returns its sequence. */
function rewriteRow(connection: Connection, random: () => number): number {
  const { sequence, text } = pick(auditRows(connection), random)
  const row = JSON.parse(text) as Record<string, JsonValue>
  connection.prepare('UPDATE audit_row SET text = ? WHERE sequence = ?').run(canonicalJson({ ...row, at: Number(row['at']) - 1 }), sequence)
  hashAnew(connection)
  return sequence
}

/** Changes an entry of the chronology, what its event told of it, and the chain. @returns the sequence of that event. */
function rewriteEntry(connection: Connection, random: () => number): number {
  const { id, text } = pick(connection.prepare<{ id: string; text: string }>('SELECT id, text FROM chronology_entry ORDER BY position').all(), random)
  const told = bodies(connection).find((body) => body.text.includes(`"id":"${id}"`) && body.text.includes('"field":"text"'))
  if (told === undefined) throw new Error('no event told of this entry')
  const other = `${text} (rewritten)`
  connection.prepare('UPDATE chronology_entry SET text = ? WHERE id = ?').run(other, id)
  const body = JSON.parse(told.text) as { changes: { id: string; field: string; after: JsonValue }[] }
  const bodyText = canonicalJson({ ...body, changes: body.changes.map((change) => (change.id === id && change.field === 'text' ? { ...change, after: other } : change)) } as unknown as JsonValue)
  const salt = nodeRandom.bytes(16)
  connection.prepare('UPDATE audit_body SET salt = ?, text = ? WHERE sequence = ?').run(salt, bodyText, told.sequence)
  const row = auditRows(connection).find(({ sequence }) => sequence === told.sequence)
  if (row === undefined) throw new Error('no such row')
  const rowText = canonicalJson({ ...(JSON.parse(row.text) as Record<string, JsonValue>), bodyHash: toHex(bodyHash(nodeHash, salt, bodyText)) })
  connection.prepare('UPDATE audit_row SET text = ? WHERE sequence = ?').run(rowText, told.sequence)
  hashAnew(connection)
  return told.sequence
}

/** Makes every link fit the texts as they stand. */
function hashAnew(connection: Connection): void {
  let previous = originHash(nodeHash, connection.prepare('SELECT store_id FROM meta').pluck<string>().get() ?? '')
  const put = connection.prepare('UPDATE audit_row SET previous = ?, hash = ? WHERE sequence = ?')
  for (const { sequence, text } of auditRows(connection)) {
    const hash = linkHash(nodeHash, sequence, previous, rowHash(nodeHash, text))
    put.run(previous, hash, sequence)
    previous = hash
  }
}

/** anchor.log as somebody writes it who has rewritten the chain. */
function anchorsAnew(connection: Connection, lines: readonly string[]): string[] {
  const hashAt = connection.prepare('SELECT hash FROM audit_row WHERE sequence = ?').pluck<Uint8Array>()
  return lines.map((line) => {
    const anchor = readAnchor(line)
    const hash = anchor === null ? undefined : hashAt.get(anchor.sequence)
    return anchor === null || hash === undefined ? line : anchorText({ ...anchor, head: toHex(hash) })
  })
}

/** Which witnesses know a head behind a sequence. */
function beyond(outside: Outside, sequence: number, witnesses: readonly ('anchor.log' | 'exported')[]): Witness[] {
  const known = {
    'anchor.log': outside.anchorLines.some((line) => (readAnchor(line)?.sequence ?? 0) > sequence),
    exported: outside.exported.some((head) => head.sequence > sequence),
  }
  return witnesses.filter((witness) => known[witness])
}

function pick<T>(list: readonly T[], random: () => number): T {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}
