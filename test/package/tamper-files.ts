import { canonicalBytes } from '../../shared/package/canonical-json.ts'
import type { JsonValue } from '../../shared/package/canonical-json.ts'
import { concatBytes, utf8 } from '../../shared/package/bytes.ts'
import { idFor, trusting } from '../support/package-fixtures.ts'
import type { Dice } from './dice.ts'
import type { Tampering } from './tampering.ts'
import { rawZip } from './raw-zip.ts'
import { bytesOf, changed, fileSet, jsonOf, originalZip, resealed, restated, sumsOf } from './tamper-world.ts'
import type { FileSet, TamperWorld } from './tamper-world.ts'

/** Files that sanitising may alter in a report, and those that may get lost without the data losing its proof. */
const mayChange = ['README.txt', 'report.pdf', 'report.html']
const mayMiss = [...mayChange, 'SHA256SUMS', 'SHA256SUMS.sig', 'keys/allowed_signers']

/** A file more, in the zip's own form and, half of the time, in the (unsigned) lists as well. */
export function addedFile({ entity, files }: TamperWorld, dice: Dice): Tampering {
  const path = dice.pick(['setup.exe', 'report.docx', 'report.json.bak', 'keys/second.pub', 'keys/keys.json.old', 'attachments/0001_a.bin', 'approvals/p-aaaaaaaaaa.json', 'audit.jsonl', 'autorun.inf', 'a/b/c'])
  const grown = changed(files, { [path]: dice.bytes(1 + dice.roll(500)) })
  const listed = dice.roll(2) === 0
  const bytes = listed ? changed(restated(grown), { SHA256SUMS: sumsOf(restated(grown)) }) : grown
  return { what: `${path}${listed ? ' and in the lists' : ''}`, bytes: originalZip(bytes), trust: trusting(entity.anchor), expected: 'not-genuine', fault: listed ? 'signature-wrong' : 'file-extra' }
}

/** A file less. */
export function removedFile({ entity, files, evidence }: TamperWorld, dice: Dice): Tampering {
  const isEvidence = dice.roll(3) === 0
  const set = isEvidence ? evidence : files
  const path = dice.pick([...set.keys()])
  const harmless = path === `keys/${entity.site}.pub` || (isEvidence ? mayMiss.filter((name) => !name.startsWith('report.')) : mayMiss).includes(path)
  return {
    what: `without ${path}`,
    bytes: originalZip(changed(set, { [path]: null })),
    trust: trusting(entity.anchor),
    expected: harmless ? 'rebuilt' : 'not-genuine',
    ...(harmless ? {} : { fault: 'file-missing' as const }),
  }
}

/** A file under another name. */
export function renamedFile({ entity, files, evidence }: TamperWorld, dice: Dice): Tampering {
  const set = dice.roll(3) === 0 ? evidence : files
  const path = dice.pick([...set.keys()])
  const other = dice.pick([`${path}.bak`, `x${path}`, `old/${path}`, path.toUpperCase() === path ? `${path}2` : path.toUpperCase()])
  return { what: `${path} -> ${other}`, bytes: originalZip(changed(set, { [path]: null, [other]: bytesOf(set, path) })), trust: trusting(entity.anchor), expected: 'not-genuine' }
}

/** A file with other content, with the zip's checksums made to fit. */
export function editedFile({ entity, full }: TamperWorld, dice: Dice): Tampering {
  const path = dice.pick([...full.keys()])
  const old = bytesOf(full, path)
  const at = dice.roll(old.length)
  const flipped = old.slice()
  flipped[at] = (flipped[at] ?? 0) ^ (1 << dice.roll(8))
  const bytes = dice.pick([flipped, concatBytes(old, utf8('\n')), old.slice(0, -1), new Uint8Array(0), dice.bytes(old.length)])
  const harmless = mayChange.includes(path)
  return { what: path, bytes: originalZip(changed(full, { [path]: bytes })), trust: trusting(entity.anchor), expected: harmless ? 'rebuilt' : 'not-genuine' }
}

/** Fields of the manifest that an attacker would like to change. Those of the head stand in report.json too. */
const headEdits: readonly ((manifest: Record<string, JsonValue>) => Record<string, JsonValue>)[] = [
  (manifest) => ({ ...manifest, kind: 'exercise' }),
  (manifest) => ({ ...manifest, stage: 'final' }),
  (manifest) => ({ ...manifest, version: 9 }),
  (manifest) => ({ ...manifest, sequence: 2, previous: '00'.repeat(32) }),
  (manifest) => ({ ...manifest, releasedAt: 1_700_000_000_000 }),
  (manifest) => ({ ...manifest, line: 'ffffffffffffffff' }),
  (manifest) => ({ ...manifest, incident: { id: idFor('another'), number: 'INC-8' } }),
  (manifest) => ({ ...manifest, recipient: { ...(manifest['recipient'] as Record<string, JsonValue>), name: 'Somebody else' } }),
]
const otherEdits: readonly ((manifest: Record<string, JsonValue>) => Record<string, JsonValue>)[] = [
  (manifest) => ({ ...manifest, tlp: 'clear' }),
  (manifest) => ({ ...manifest, audit: { sequence: 1, head: '11'.repeat(32) } }),
  (manifest) => ({ ...manifest, clock: { state: 'confirmed', difference: null } }),
  (manifest) => ({ ...manifest, supersedes: null, app: { name: 'Cofferdam', version: '9.9.9' } }),
]
const oddTexts: readonly ((text: string) => string)[] = [
  (text) => JSON.stringify(JSON.parse(text), null, 2),
  (text) => `${text}\n`,
  (text) => `\ufeff${text}`,
  (text) => text.replace('"v":1,', '"v":1,"v":1,'),
  (text) => text.replace('"v":1,', '"v":1.0,'),
  (text) => text.replace(/\}$/, ',"a":0}'),
  (text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse())),
  (text) => text.slice(0, -1),
  (text) => `[${text}]`,
  (text) => '['.repeat(100_000) + text,
]

/** An edited or reordered manifest: alone, with sums made to fit, with the sums thrown away, signed by the true signer. */
export function editedManifest({ entity, files }: TamperWorld, dice: Dice): Tampering {
  const trust = trusting(entity.anchor)
  const inHead = dice.roll(2) === 0
  const edit = dice.pick(inHead ? headEdits : otherEdits)
  const edited = changed(files, { 'manifest.json': canonicalBytes(edit(jsonOf(files, 'manifest.json'))) })
  const noSums = { SHA256SUMS: null, 'SHA256SUMS.sig': null }
  const odd = changed(files, { 'manifest.json': utf8(dice.pick(oddTexts)(new TextDecoder().decode(bytesOf(files, 'manifest.json')))) })
  const list: readonly (() => Omit<Tampering, 'trust'>)[] = [
    () => ({ what: 'alone', bytes: originalZip(edited), expected: 'not-genuine', fault: 'file-differs' }),
    () => ({ what: 'sums fitted', bytes: originalZip(changed(edited, { SHA256SUMS: sumsOf(edited) })), expected: 'not-genuine', fault: 'signature-wrong' }),
    inHead
      ? () => ({ what: 'head, sums removed', bytes: originalZip(changed(edited, noSums)), expected: 'not-genuine', fault: 'head-differs' })
      : () => ({ what: 'unproven field, sums removed: nothing of it is shown', bytes: originalZip(changed(edited, noSums)), expected: 'rebuilt' }),
    () => ({ what: 'written another way', bytes: originalZip(odd), expected: 'not-genuine' }),
    () => ({ what: 'written another way, signed', bytes: originalZip(resealed(odd, entity.keys.signer)), expected: 'not-genuine' }),
    () => ({ what: 'wrong file list, signed', bytes: originalZip(resealed(restated(files, (manifest) => ({ ...manifest, files: (manifest['files'] as JsonValue[]).slice(1) })), entity.keys.signer)), expected: 'not-genuine', fault: 'manifest-differs' }),
    () => ({ what: 'head differs, signed', bytes: originalZip(resealed(restated(files, (manifest) => ({ ...manifest, stage: 'final' })), entity.keys.signer)), expected: 'not-genuine', fault: 'head-differs' }),
    () => ({ what: 'unknown field, signed', bytes: originalZip(resealed(restated(files, (manifest) => ({ ...manifest, extra: true })), entity.keys.signer)), expected: 'not-genuine', fault: 'manifest-invalid' }),
  ]
  return { ...dice.turn(list)(), trust }
}

/** Genuine parts of two genuine packages of the same signer, put together. */
export function mixedPackages(world: TamperWorld, dice: Dice): Tampering {
  const { entity, files, series } = world
  const other = fileSet(dice.pick([series[1], series[2]]))
  const take = (...paths: string[]) => changed(files, Object.fromEntries(paths.map((path) => [path, bytesOf(other, path)])))
  const list: readonly [string, FileSet, Tampering['fault']][] = [
    ['report.json and its signature', take('report.json', 'report.json.sig'), 'file-differs'],
    ['report.json and its signature, sums removed', changed(take('report.json', 'report.json.sig'), { SHA256SUMS: null, 'SHA256SUMS.sig': null }), 'head-differs'],
    ['report.json.sig', changed(take('report.json.sig'), { SHA256SUMS: null, 'SHA256SUMS.sig': null }), 'signature-wrong'],
    ['sums and signature', take('SHA256SUMS', 'SHA256SUMS.sig'), 'file-differs'],
    ['signature of sums', take('SHA256SUMS.sig'), 'signature-wrong'],
    ['manifest', take('manifest.json'), 'file-differs'],
    ['manifest and sums', take('manifest.json', 'SHA256SUMS', 'SHA256SUMS.sig'), 'file-differs'],
  ]
  const [what, mixed, fault] = dice.turn(list)
  return { what, bytes: originalZip(mixed), trust: trusting(entity.anchor), expected: 'not-genuine', ...(fault === undefined ? {} : { fault }) }
}

/** What a media kiosk does: re-packs, takes active content out of renderings, drops what it cannot name. */
export function sanitised({ entity, full }: TamperWorld, dice: Dice): Tampering {
  const changes: Record<string, Uint8Array | null> = {}
  for (const path of mayChange) changes[path] = dice.pick([null, utf8(`cleaned ${dice.roll(1000)}`), bytesOf(full, path)])
  if (dice.roll(4) === 0) Object.assign(changes, { SHA256SUMS: null, 'SHA256SUMS.sig': null })
  if (dice.roll(4) === 0) Object.assign(changes, { 'keys/allowed_signers': null, [`keys/${entity.site}.pub`]: null })
  const entries = dice.shuffle([...changed(full, changes)]).map(([name, bytes]) => ({ name, bytes, deflate: dice.roll(2) === 0 }))
  return { what: `${entries.length} files`, bytes: rawZip(entries), trust: trusting(entity.anchor), expected: 'rebuilt' }
}
