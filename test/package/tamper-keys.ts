import { utf8 } from '../../shared/package/bytes.ts'
import type { SealedPackage } from '../../shared/package/compose.ts'
import type { KeysJson, ListedKey } from '../../shared/package/keys-json.ts'
import type { ReceivedMemory, ReceivedPackage } from '../../shared/package/verdict.ts'
import { certified, fixtureReport, releasedAt, signedKeys, trusting, verifiedAt, zipBytes } from '../support/package-fixtures.ts'
import type { Dice } from './dice.ts'
import type { Tampering } from './tampering.ts'
import { changed, originalZip, resealed, restated } from './tamper-world.ts'
import type { TamperWorld } from './tamper-world.ts'

/** What keys.json says about the signer's key, inside the package or remembered. */
export function keyState({ entity, files, bytes }: TamperWorld, dice: Dice): Tampering {
  const day = 86_400_000
  const edit = (change: Partial<ListedKey>): KeysJson => ({ ...entity.keysJson, keys: entity.keysJson.keys.map((key, i) => (i === 0 ? { ...key, ...change } : key)) })
  const inside = (change: Partial<ListedKey>) => {
    const signed = signedKeys(edit(change), entity.entitySeed)
    return originalZip(resealed(restated(changed(files, { 'keys/keys.json': utf8(signed.keysJson), 'keys/keys.json.sig': utf8(signed.keysSignature) })), entity.keys.signer))
  }
  const remembering = (keys: KeysJson) => ({ ...trusting(entity.anchor), received: [{ v: 1 as const, entity: entity.code, keys, packages: [] }] })
  const trust = trusting(entity.anchor)
  const revoked = { revokedAt: releasedAt + dice.roll(day), reason: 'laptop lost' }
  const list: readonly (() => Tampering)[] = [
    () => ({ what: 'revoked', bytes: inside(revoked), trust, expected: 'not-genuine', fault: 'key-revoked' }),
    () => ({ what: 'revoked before it signed', bytes: inside({ revokedAt: 0 }), trust, expected: 'not-genuine', fault: 'key-revoked' }),
    () => ({ what: 'signed before its time', bytes: inside({ from: releasedAt + 1 + dice.roll(day) }), trust, expected: 'not-genuine', fault: 'key-outside-window' }),
    () => ({ what: 'signed after its time', bytes: inside({ to: releasedAt - 1 - dice.roll(day) }), trust, expected: 'not-genuine', fault: 'key-outside-window' }),
    () => ({ what: 'time passed since', bytes: inside({ from: releasedAt, to: releasedAt + dice.roll(day) }), trust, now: verifiedAt + day, expected: 'genuine-key-expired' }),
    () => ({ what: 'still in its time', bytes: inside({ from: releasedAt, to: verifiedAt + dice.roll(day) }), trust, expected: 'genuine' }),
    () => ({ what: 'not listed', bytes: inside({ fingerprint: `SHA256:${'A'.repeat(43)}` }), trust, expected: 'not-genuine', fault: 'key-not-listed' }),
    () => ({ what: 'for statements only', bytes: inside({ use: 'statement' }), trust, expected: 'not-genuine', fault: 'key-use-wrong' }),
    () => ({ what: 'a newer list revokes it', bytes: bytes[0], trust: remembering({ ...edit(revoked), number: 4 }), expected: 'not-genuine', fault: 'key-revoked' }),
    () => ({ what: 'a newer list leaves it out', bytes: bytes[0], trust: remembering({ ...entity.keysJson, number: 4, keys: [] }), expected: 'not-genuine', fault: 'key-not-listed' }),
    () => ({ what: 'a newer list says its time has passed', bytes: bytes[0], trust: remembering({ ...edit({ to: releasedAt }), number: 4 }), expected: 'genuine-key-expired' }),
    () => ({ what: 'an older list is remembered', bytes: bytes[0], trust: remembering({ ...edit(revoked), number: 2 }), expected: 'genuine' }),
    () => ({ what: 'the same number with another text', bytes: bytes[0], trust: remembering(edit(revoked)), expected: 'not-genuine', fault: 'key-revoked' }),
  ]
  return dice.turn(list)()
}

/** Packages out of time: replays, gaps, forks, replaced versions and restored records. */
export function replayed(world: TamperWorld, dice: Dice): Tampering {
  const { entity, bytes, series } = world
  const [first, second, third] = series.map((composed) => factsOf(composed)) as [ReceivedPackage, ReceivedPackage, ReceivedPackage]
  const after = (fact: ReceivedPackage) => ({ ...trusting(entity.anchor), after: fact })
  const knowing = (...packages: ReceivedPackage[]) => ({ ...trusting(entity.anchor), received: [{ v: 1, entity: entity.code, keys: null, packages } satisfies ReceivedMemory] })
  const forked = () => zipBytes(fixtureReport(entity, { version: 2, sequence: 2, previous: 'ee'.repeat(32), supersedes: { version: 1, sums: 'ee'.repeat(32) } }))
  const otherLine = (parent: boolean) =>
    zipBytes(fixtureReport(entity, { version: 2, line: 'aaaaaaaaaaaaaaaa', parent: parent ? { line: first.line, sequence: 40, head: 'aa'.repeat(32) } : null }))
  const list: readonly (() => Tampering)[] = [
    () => ({ what: 'first after second', bytes: bytes[0], trust: after(second), expected: 'not-genuine', fault: 'replayed' }),
    () => ({ what: 'second after third', bytes: bytes[1], trust: after(third), expected: 'not-genuine', fault: 'replayed' }),
    () => ({ what: 'the same again', bytes: bytes[1], trust: after(second), expected: 'not-genuine', fault: 'replayed' }),
    () => ({ what: 'second after first', bytes: bytes[1], trust: after(first), expected: 'genuine' }),
    () => ({ what: 'third after first, a gap', bytes: bytes[2], trust: after(first), expected: 'genuine' }),
    () => ({ what: 'fork after first', bytes: forked(), trust: after(first), expected: 'not-genuine', fault: 'history-forked' }),
    () => ({ what: 'fork beside second', bytes: forked(), trust: knowing(second), expected: 'not-genuine', fault: 'history-forked' }),
    () => ({ what: 'fork in front of third', bytes: forked(), trust: knowing(third), expected: 'not-genuine', fault: 'history-forked' }),
    () => ({ what: 'the same version under a later number', bytes: zipBytes(fixtureReport(entity, { sequence: 3, previous: second.sums })), trust: knowing(first), expected: 'not-genuine', fault: 'history-forked' }),
    () => ({ what: 'another line, not declared', bytes: otherLine(false), trust: after(first), expected: 'not-genuine', fault: 'line-not-declared' }),
    () => ({ what: 'another line, declared', bytes: otherLine(true), trust: after(first), expected: 'genuine' }),
    () => ({ what: 'first when second is known', bytes: bytes[0], trust: knowing(first, second), expected: 'genuine-replaced' }),
    () => ({ what: 'first when all are known', bytes: bytes[0], trust: knowing(third, second, first), expected: 'genuine-replaced' }),
    () => ({ what: 'second again', bytes: bytes[1], trust: knowing(first, second), expected: 'genuine' }),
    () => ({ what: 'second late', bytes: bytes[1], trust: knowing(first, third), expected: 'genuine' }),
  ]
  return dice.turn(list)()
}

/** Whole packages from somebody unknown or with unknown content; tampered, they are not genuine all the same. */
export function strangerOrUnknown({ entity, stranger, files }: TamperWorld, dice: Dice): Tampering {
  const known = trusting(entity.anchor)
  const strange = zipBytes(fixtureReport(stranger))
  const later = (change: Record<string, string | number>) => {
    const cut = changed(files, { 'report.json': null, 'report.json.sig': null, 'report.pdf': null, 'report.html': null, 'data/new.bin': dice.bytes(50) })
    return resealed(restated(cut, (manifest) => ({ ...manifest, ...change, somethingNew: true })), entity.keys.signer)
  }
  const content = dice.pick(['register', 'tasks', 'site', 'course', 'proof', 'key-request', 'receipt', 'update', 'something-later'])
  const unknown = later(dice.roll(2) === 0 ? { content } : { v: 2 })
  const spoiled = dice.pick([...unknown.keys()].filter((path) => path !== 'manifest.json'))
  const broken = strange.slice()
  broken[60] = (broken[60] ?? 0) ^ 1
  const list: readonly (() => Tampering)[] = [
    () => ({ what: 'stranger', bytes: strange, trust: known, expected: 'unknown-signer' }),
    () => ({ what: 'no anchor at all', bytes: originalZip(files), trust: trusting(), expected: 'unknown-signer' }),
    () => ({ what: 'stranger, damaged', bytes: broken, trust: known, expected: 'not-genuine' }),
    () => ({ what: 'a known stranger vouches for an entity nobody knows', bytes: originalZip(resealed(files, certified('stranger site seed', entity.keys.signer.certificate.principal, stranger.entitySeed))), trust: trusting(stranger.anchor), expected: 'not-genuine', fault: 'certificate-not-by-anchor' }),
    () => ({ what: 'stranger, known too', bytes: strange, trust: trusting(entity.anchor, stranger.anchor), expected: 'genuine' }),
    () => ({ what: 'unknown content', bytes: originalZip(unknown), trust: known, expected: 'content-unknown' }),
    () => ({ what: 'unknown content of a stranger', bytes: originalZip(unknown), trust: trusting(stranger.anchor), expected: 'unknown-signer' }),
    () => ({ what: `unknown content, ${spoiled} changed`, bytes: originalZip(changed(unknown, { [spoiled]: utf8('?') })), trust: known, expected: 'not-genuine' }),
    () => ({ what: 'unknown content, a file more', bytes: originalZip(changed(unknown, { 'more.bin': utf8('?') })), trust: known, expected: 'not-genuine', fault: 'file-extra' }),
    () => ({ what: 'later format with a missing field', bytes: originalZip(resealed(restated(unknown, ({ kind: _, ...rest }) => rest), entity.keys.signer)), trust: known, expected: 'not-genuine', fault: 'manifest-invalid' }),
  ]
  return dice.turn(list)()
}

function factsOf(composed: SealedPackage): ReceivedPackage {
  const { entity, site, incident, recipient, stage, version, line, parent, sequence, previous } = composed.manifest
  return {
    entity: entity.code,
    site: site.code,
    incident: incident.id,
    recipient: recipient.id,
    stage,
    version,
    line,
    parentLine: parent?.line ?? null,
    sequence,
    sums: composed.sums,
    previous,
    releasedAt: composed.manifest.releasedAt,
  }
}

