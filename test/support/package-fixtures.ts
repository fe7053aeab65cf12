import { nodeEd25519, nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import { anchorLine } from '../../shared/package/allowed-signers.ts'
import { toBase32 } from '../../shared/package/base32.ts'
import { memorySource } from '../../shared/package/byte-source.ts'
import { concatBytes, utf8 } from '../../shared/package/bytes.ts'
import { canonicalBytes } from '../../shared/package/canonical-json.ts'
import { composeEvidencePackage, composeHead, composeReportPackage, contentOf } from '../../shared/package/compose.ts'
import type { ComposedPackage, ComposePorts, EvidenceFile, PackageKeys, ReleaseStatement, SealedPackage } from '../../shared/package/compose.ts'
import { keysJsonText } from '../../shared/package/keys-json.ts'
import type { KeysJson, ListedKey } from '../../shared/package/keys-json.ts'
import { issueCertificate } from '../../shared/package/ssh-certificate.ts'
import { keyFingerprint } from '../../shared/package/ssh-key.ts'
import { signSshsig } from '../../shared/package/sshsig.ts'
import type { ReceivedPackage, Verdict } from '../../shared/package/verdict.ts'
import { verifyPackage } from '../../shared/package/verify.ts'
import type { PackageTrust, VerifyPorts } from '../../shared/package/verify.ts'
import { zipChunks } from '../../shared/package/zip-write.ts'
import type { Random } from '../../shared/ports/crypto.ts'

/** Real digests and signatures: nothing here is faked but time and randomness. */
export const composePorts: ComposePorts = { hash: nodeHash, ed25519: nodeEd25519 }
export const verifyPorts: VerifyPorts = { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate }

/** Bytes that follow from a word alone. */
export function bytesFor(word: string, length = 32): Uint8Array {
  const parts: Uint8Array[] = []
  for (let i = 0; i * 32 < length; i++) parts.push(nodeHash.sha256(utf8(`${word}/${i}`)))
  return concatBytes(...parts).slice(0, length)
}

/** A random port that repeats itself: nonces follow from a word. */
export function fixedRandom(word: string): Random {
  let count = 0
  return { bytes: (length) => bytesFor(`${word}#${count++}`, length) }
}

/** A 10-character code that follows from a word. */
export function codeFor(word: string): string {
  return toBase32(bytesFor(word)).slice(0, 10)
}

/** A 26-character id that follows from a word. */
export function idFor(word: string): string {
  return toBase32(bytesFor(word, 16))
}

/** When the fixtures were released: Mon 23 Nov 2026 02:00 UTC. */
export const releasedAt = Date.UTC(2026, 10, 23, 2)
/** When they are verified. */
export const verifiedAt = releasedAt + 3_600_000

/** An entity with one site, one approver, and its keys. */
export interface FixtureEntity {
  readonly code: string
  readonly site: string
  readonly entitySeed: Uint8Array
  readonly entityKey: Uint8Array
  readonly anchor: string
  readonly keys: PackageKeys
  readonly approver: PackageKeys['signer']
  readonly keysJson: KeysJson
}

/** Makes an entity from a word; `change` may edit its list of keys before it is signed. */
export function fixtureEntity(word = 'waterworks', change: (keys: KeysJson) => KeysJson = (keys) => keys): FixtureEntity {
  const code = codeFor(`${word} entity`)
  const site = codeFor(`${word} site`)
  const entitySeed = bytesFor(`${word} entity seed`)
  const entityKey = nodeEd25519.publicKey(entitySeed)
  const signer = certified(`${word} site seed`, `${site}@${code}`, entitySeed)
  const approver = certified(`${word} approver seed`, `p-${codeFor(`${word} approver`)}@${code}`, entitySeed)
  const keysJson = change({
    v: 1,
    entity: code,
    number: 3,
    issuedAt: releasedAt - 86_400_000,
    keys: [listed(signer, 'package'), listed(approver, 'approve')],
  })
  const keys = { entityPublicKey: entityKey, signer, ...signedKeys(keysJson, entitySeed) }
  return { code, site, entitySeed, entityKey, anchor: anchorLine({ entity: code, publicKey: entityKey, comment: '' }), keys, approver, keysJson }
}

/** A seed with a certificate for a principal. */
export function certified(word: string, principal: string, authoritySeed: Uint8Array): PackageKeys['signer'] {
  const seed = bytesFor(word)
  const certificate = issueCertificate(
    { authoritySeed, publicKey: nodeEd25519.publicKey(seed), principal, keyId: principal, serial: 7n },
    { ed25519: nodeEd25519, random: fixedRandom(`${word} nonce`) },
  )
  return { seed, certificate }
}

/** An entry of keys.json for a key in use. */
export function listed(signer: PackageKeys['signer'], use: string): ListedKey {
  const { principal, publicKey } = signer.certificate
  return { principal, fingerprint: keyFingerprint(publicKey, nodeHash), use, from: null, to: null, revokedAt: null, reason: null }
}

/** A list of keys as the entity signs it. */
export function signedKeys(keysJson: KeysJson, entitySeed: Uint8Array): Pick<PackageKeys, 'keysJson' | 'keysSignature'> {
  const text = keysJsonText(keysJson)
  return { keysJson: text, keysSignature: signSshsig(utf8(text), 'cofferdam-keys', { seed: entitySeed }, composePorts) }
}

/** Everything a release states; the first early warning about INC-7 unless changed. */
export function fixtureStatement(entity: FixtureEntity, change: Partial<ReleaseStatement> = {}): ReleaseStatement {
  return {
    kind: 'real',
    entity: { code: entity.code, name: 'Stadtwerke Überlingen', country: 'DE', registrationNumber: null },
    site: { code: entity.site, name: 'Wasserwerk Süd' },
    incident: { id: idFor('incident'), number: 'INC-7' },
    stage: 'early-warning',
    version: 1,
    recipient: { id: idFor('recipient'), kind: 'authority', name: 'Bundesamt', label: 'bsi', regime: 'nis2' },
    line: '00112233445566aa',
    parent: null,
    sequence: 1,
    previous: null,
    supersedes: null,
    releasedAt,
    offset: 60,
    zone: 'Europe/Berlin',
    tlp: 'amber',
    language: 'de',
    audit: { sequence: 42, head: '0f'.repeat(32) },
    clock: { state: 'stated', difference: 1500 },
    app: { name: 'Cofferdam', version: '0.1.0' },
    ...change,
  }
}

/** A report package of an entity; `parts` adds approvals and the audit excerpt. */
export function fixtureReport(
  entity: FixtureEntity,
  change: Partial<ReleaseStatement> = {},
  parts: Pick<Parameters<typeof composeReportPackage>[0], 'approvals' | 'auditExcerpt'> = {},
): SealedPackage {
  const statement = fixtureStatement(entity, change)
  return composeReportPackage({ statement, report: fixtureRenderings(entity, statement), keys: entity.keys, ...parts }, composePorts)
}

/** Stand-ins for the three renderings; report.json begins with the true head. */
export function fixtureRenderings(entity: FixtureEntity, statement: ReleaseStatement) {
  const head = composeHead('report', statement, entity.keys.signer.certificate)
  return {
    json: canonicalBytes({ ...head, fields: { suspectedMalicious: 'unknown', crossBorder: 'no', description: 'Pumpe 3 steht, Leitsystem nicht erreichbar' } }),
    html: utf8('<!doctype html><title>INC-7</title><p>Pumpe 3 steht</p>'),
    pdf: concatBytes(utf8('%PDF-1.7\n'), bytesFor('pdf', 3000)),
  }
}

/** Evidence of an entity with attachments that follow from their names. */
export function fixtureEvidence(entity: FixtureEntity, names: readonly string[] = ['Alarmliste Südwerk.csv', 'dump.bin'], change: Partial<ReleaseStatement> = {}) {
  const contents = new Map(names.map((name) => [idFor(name), bytesFor(name, 2000)]))
  const attachments = names.map((name): EvidenceFile => {
    const bytes = contents.get(idFor(name)) ?? new Uint8Array(0)
    const sha256 = Buffer.from(nodeHash.sha256(bytes)).toString('hex')
    return { file: idFor(name), name, mediaType: 'application/octet-stream', size: bytes.length, sha256, crc32: nodeHash.crc32(bytes), note: '' }
  })
  const statement = fixtureStatement(entity, { stage: 'evidence', ...change })
  const composed = composeEvidencePackage({ statement, attachments, report: 'ab'.repeat(32), keys: entity.keys }, composePorts)
  return { composed, chunks: (file: string): Uint8Array[] => [contents.get(file) ?? new Uint8Array(0)] }
}

/** All bytes of a composed package's zip. */
export function zipBytes(composed: ComposedPackage, chunks: (file: string) => Iterable<Uint8Array> = () => []): Uint8Array {
  return concatBytes(...zipChunks(composed.plan, contentOf(composed, chunks)))
}

/** Trust in an entity's anchor, without memory. */
export function trusting(...anchors: readonly string[]): PackageTrust {
  return { anchors, received: null, after: null, fileName: null }
}

/** Verifies bytes with real digests at the fixtures' own time. */
export function verifyBytes(bytes: Uint8Array, trust: PackageTrust, now = verifiedAt): Verdict {
  return verifyPackage(memorySource(bytes), trust, now, verifyPorts)
}

/** What a verifier remembers of bytes that must be acceptable. */
export function receivedFrom(bytes: Uint8Array, trust: PackageTrust): ReceivedPackage {
  const { received } = verifyBytes(bytes, trust)
  if (received === null) throw new Error('the fixture was not accepted')
  return received
}
