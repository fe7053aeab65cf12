import { concatBytes, toHex, utf8 } from '../../shared/package/bytes.ts'
import { canonicalBytes } from '../../shared/package/canonical-json.ts'
import type { JsonValue } from '../../shared/package/canonical-json.ts'
import type { ComposedPackage, SealedPackage } from '../../shared/package/compose.ts'
import { contentOf } from '../../shared/package/compose.ts'
import { signSshsig } from '../../shared/package/sshsig.ts'
import type { SshSigner } from '../../shared/package/sshsig.ts'
import { sumsText } from '../../shared/package/sums.ts'
import { planZip, zipChunks } from '../../shared/package/zip-write.ts'
import { auditExcerptText, followAuditExcerpt } from '../../shared/package/audit-excerpt.ts'
import { nodeHash } from '../../electron/core/crypto.ts'
import { composePorts, fixtureEntity, fixtureEvidence, fixtureRenderings, fixtureReport, fixtureStatement, zipBytes } from '../support/package-fixtures.ts'
import type { FixtureEntity } from '../support/package-fixtures.ts'

/** The files of a package by path, to be changed and put together again. */
export type FileSet = ReadonlyMap<string, Uint8Array>

/** All files of a composed package. */
export function fileSet(composed: ComposedPackage, chunks: (file: string) => Iterable<Uint8Array> = () => []): FileSet {
  const content = contentOf(composed, chunks)
  return new Map(composed.files.map((file) => [file.path, concatBytes(...content(file.path))]))
}

/** Puts files into a zip in the product's own form, so that only what is inside is wrong. */
export function originalZip(files: FileSet): Uint8Array {
  const facts = [...files].map(([path, bytes]) => ({ path, size: bytes.length, crc32: nodeHash.crc32(bytes) }))
  return concatBytes(...zipChunks(planZip(facts), (path) => [bytesOf(files, path)]))
}

/** Files with some changed (`null` removes). */
export function changed(files: FileSet, changes: Readonly<Record<string, Uint8Array | null>>): FileSet {
  const result = new Map(files)
  for (const [path, bytes] of Object.entries(changes)) {
    if (bytes === null) result.delete(path)
    else result.set(path, bytes)
  }
  return result
}

/** Bytes of a file that must be there. */
export function bytesOf(files: FileSet, path: string): Uint8Array {
  const bytes = files.get(path)
  if (bytes === undefined) throw new Error(`no ${path}`)
  return bytes
}

/** A JSON file of the set as a value. */
export function jsonOf(files: FileSet, path: string): Record<string, JsonValue> {
  return JSON.parse(new TextDecoder().decode(bytesOf(files, path))) as Record<string, JsonValue>
}

/** SHA256SUMS over the files as they now are. */
export function sumsOf(files: FileSet): Uint8Array {
  const listed = [...files].filter(([path]) => !path.startsWith('SHA256SUMS'))
  return utf8(sumsText(listed.map(([path, bytes]) => ({ path, sha256: hex(bytes) }))))
}

/** Lets the manifest list the files as they now are; `edit` changes its other fields. */
export function restated(files: FileSet, edit: (manifest: Record<string, JsonValue>) => Record<string, JsonValue> = (manifest) => manifest): FileSet {
  const manifest = jsonOf(files, 'manifest.json')
  const old = new Map((manifest['files'] as { path: string; mediaType: string }[]).map((file) => [file.path, file.mediaType]))
  const list = [...files]
    .filter(([path]) => !path.startsWith('SHA256SUMS') && path !== 'manifest.json')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, bytes]) => ({ path, size: bytes.length, sha256: hex(bytes), mediaType: old.get(path) ?? 'application/octet-stream' }))
  return changed(files, { 'manifest.json': canonicalBytes(edit({ ...manifest, files: list })) })
}

/** Sums and signs the files as they now are, as only somebody with a key can. */
export function resealed(files: FileSet, signer: SshSigner): FileSet {
  const sums = sumsOf(files)
  return changed(files, { SHA256SUMS: sums, 'SHA256SUMS.sig': utf8(signSshsig(sums, 'cofferdam-package', signer, composePorts)) })
}

/** SHA-256 in hex. */
export function hex(bytes: Uint8Array): string {
  return toHex(nodeHash.sha256(bytes))
}

/** Packages and keys that every case starts from; made once. */
export interface TamperWorld {
  readonly entity: FixtureEntity
  readonly stranger: FixtureEntity
  /** First, second and third package of one series: version 1 and 2 of the early warning, then the notification. */
  readonly series: readonly [SealedPackage, SealedPackage, SealedPackage]
  readonly bytes: readonly [Uint8Array, Uint8Array, Uint8Array]
  readonly files: FileSet
  readonly evidence: FileSet
  readonly evidenceBytes: Uint8Array
  /** With an approval and an audit excerpt. */
  readonly full: FileSet
  readonly fullBytes: Uint8Array
}

/** Makes the packages. */
export function tamperWorld(): TamperWorld {
  const entity = fixtureEntity()
  const first = fixtureReport(entity)
  const second = fixtureReport(entity, { version: 2, sequence: 2, previous: first.sums, supersedes: { version: 1, sums: first.sums } })
  const third = fixtureReport(entity, { stage: 'notification', sequence: 3, previous: second.sums })
  const { composed, chunks } = fixtureEvidence(entity)
  const full = fullReport(entity)
  return {
    entity,
    stranger: fixtureEntity('stranger'),
    series: [first, second, third],
    bytes: [zipBytes(first), zipBytes(second), zipBytes(third)],
    files: fileSet(first),
    evidence: fileSet(composed, chunks),
    evidenceBytes: zipBytes(composed, chunks),
    full: fileSet(full),
    fullBytes: zipBytes(full),
  }
}

/** A report with an approval and an audit excerpt. */
export function fullReport(entity: FixtureEntity): SealedPackage {
  const line = '00112233445566aa'
  const row = (seq: number) => JSON.stringify({ bodyHash: '00'.repeat(32), line, seq, v: 1 })
  const rows = [{ sequence: 41, rowHash: 'cd'.repeat(32) }, { sequence: 42, rowText: row(42) }, { sequence: 43, rowText: row(43) }]
  const excerpt = auditExcerptText(line, { sequence: 40, head: 'ab'.repeat(32) }, rows)
  const end = followAuditExcerpt(utf8(excerpt), nodeHash)
  const change = { audit: { sequence: end.sequence, head: end.head } }
  const { json } = fixtureRenderings(entity, fixtureStatement(entity, change))
  const { principal } = entity.approver.certificate
  const statement = canonicalBytes({ v: 1, reportSha256: hex(json), by: principal })
  const signature = signSshsig(statement, 'cofferdam-approve', entity.approver, composePorts)
  return fixtureReport(entity, change, { approvals: [{ principal, statement, signature }], auditExcerpt: excerpt })
}
