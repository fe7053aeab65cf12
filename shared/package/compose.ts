import type { Ed25519, Hash } from '../ports/crypto.ts'
import { anchorLine } from './allowed-signers.ts'
import type { ChainPoint } from './audit-excerpt.ts'
import { auditExtractText, auditFile, type ExtractRow } from './audit-extract.ts'
import { byByte, toHex, utf8 } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import { certificateFile, contentFiles, sumsFile, sumsSignatureFile } from './content-table.ts'
import { evidenceJsonBytes } from './evidence-json.ts'
import { manifestBytes } from './manifest.ts'
import type { AuditScope, KnownContent, Manifest, PackageHead } from './manifest.ts'
import { attachmentPath, packageNameOf } from './names.ts'
import { readmeText } from './readme.ts'
import { certificateLine } from './ssh-certificate.ts'
import type { SshCertificate } from './ssh-certificate.ts'
import { keyFingerprint } from './ssh-key.ts'
import { signSshsig, signSshsigDigest } from './sshsig.ts'
import { sumsText } from './sums.ts'
import { hashZip, planZip } from './zip-write.ts'
import type { ZipDigests, ZipPlan } from './zip-write.ts'
import { parseCanonical } from './strict-json.ts'
import type { JsonValue } from './canonical-json.ts'

/** Everything about one release but its content: what becomes manifest.json, save what composing itself finds out. */
export type ReleaseStatement = Omit<Manifest, 'v' | 'format' | 'content' | 'signer' | 'files' | 'report' | 'scope'> & { readonly stage: string }

/** The keys a package is signed with and shows. */
export interface PackageKeys {
  /** The entity's key, 32 bytes. */
  readonly entityPublicKey: Uint8Array
  /** The newest keys.json as issued, and the entity's signature over it. */
  readonly keysJson: string
  readonly keysSignature: string
  /** The site's key with its certificate. */
  readonly signer: { readonly seed: Uint8Array; readonly certificate: SshCertificate }
}

/** What composing needs of the host. */
export interface ComposePorts {
  readonly hash: Hash
  readonly ed25519: Ed25519
}

/** One file of a package: its bytes, or the id of a stored file whose chunks it consists of. */
export interface PackageFile {
  readonly path: string
  readonly mediaType: string
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
  readonly crc32: number
  readonly bytes: Uint8Array | null
  readonly file: string | null
}

/** A package that is complete but for the signature over the zip. */
export interface ComposedPackage {
  /** File name without extension. */
  readonly name: string
  readonly manifest: Manifest
  /** All files, sorted as in the zip. */
  readonly files: readonly PackageFile[]
  /** SHA-256 (hex) of SHA256SUMS: names the package, becomes `previous` of the next one. */
  readonly sums: string
  readonly plan: ZipPlan
}

/** A package whose every byte is fixed. */
export interface SealedPackage extends ComposedPackage {
  readonly zip: { readonly size: number; readonly sha256: string; /** Text of `<name>.zip.sig`. */ readonly signature: string }
}

/** A disclosed approval: the statement as the approver signed it under `cofferdam-approve`; canonical JSON with `reportSha256`. */
export interface DisclosedApproval {
  /** `p-<code>@<entity>` */
  readonly principal: string
  readonly statement: Uint8Array
  readonly signature: string
}

/** A file of the record that leaves as evidence. */
export interface EvidenceFile {
  /** Id of the stored file. */
  readonly file: string
  /** Its name at the plant. */
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly crc32: number
  readonly note: string
}

/** The head that report.json begins with; the report's own fields are put beside it. */
export function composeHead(content: KnownContent, statement: ReleaseStatement, signer: SshCertificate): PackageHead {
  const { kind, entity, site, incident, stage, version, recipient, sequence, line, releasedAt } = statement
  return { v: 1, content, kind, entity, site, incident, stage, version, recipient, sequence, line, signer: signer.principal, releasedAt }
}

/** Text of report.json.sig. The PDF embeds it, so it is made before the package; composing makes the same one again. */
export function signReport(reportJson: Uint8Array, keys: PackageKeys, ports: ComposePorts): string {
  return signSshsig(reportJson, contentFiles.report.namespace, keys.signer, ports)
}

/**
 * Composes and seals a report package. Every byte follows from the arguments.
 * @param report the frozen renderings; `json` is canonical and begins with {@link composeHead}
 * @throws RangeError when the parts do not fit each other, ZodError when a field does not fit the manifest
 */
export function composeReportPackage(
  input: {
    readonly statement: ReleaseStatement
    readonly report: { readonly json: Uint8Array; readonly html: Uint8Array; readonly pdf: Uint8Array }
    readonly approvals?: readonly DisclosedApproval[]
    /** Text of audit.jsonl (audit-excerpt.ts), for auditors only. */
    readonly auditExcerpt?: string
    readonly keys: PackageKeys
  },
  ports: ComposePorts,
): SealedPackage {
  const { statement, report, keys } = input
  const head = composeHead('report', statement, keys.signer.certificate)
  const json = parseCanonical(report.json, 'report.json') as { readonly [key: string]: JsonValue }
  const carried = Object.fromEntries(Object.keys(head).map((key) => [key, json[key]]))
  if (canonicalJson(carried) !== canonicalJson(head)) throw new RangeError('report.json does not carry the head of this release')
  const content = [
    fileOf('report.json', 'application/json', report.json, ports),
    fileOf('report.json.sig', 'application/octet-stream', utf8(signReport(report.json, keys, ports)), ports),
    fileOf('report.html', 'text/html; charset=utf-8', report.html, ports),
    fileOf('report.pdf', 'application/pdf', report.pdf, ports),
    ...(input.approvals ?? []).flatMap((approval) => {
      const path = `approvals/${approval.principal.slice(0, approval.principal.indexOf('@'))}.json`
      return [fileOf(path, 'application/json', approval.statement, ports), fileOf(`${path}.sig`, 'application/octet-stream', utf8(approval.signature), ports)]
    }),
    ...(input.auditExcerpt === undefined ? [] : [fileOf('audit.jsonl', 'application/jsonl', utf8(input.auditExcerpt), ports)]),
  ]
  const composed = compose({ ...statement, v: 1, format: 'cofferdam-package', content: 'report', signer: head.signer, files: [] }, content, keys, ports)
  return sealPackage(composed, hashZip(composed.plan, contentOf(composed, noChunks), ports.hash), keys, ports)
}

/**
 * Composes an evidence package without reading an attachment. Hash its zip ({@link hashZip}, on the worker) and then seal it.
 * @param input.report SHA-256 of the SHA256SUMS of the report it belongs to
 * @throws as {@link composeReportPackage}; DomainError too-large at 4 GiB
 */
export function composeEvidencePackage(
  input: { readonly statement: ReleaseStatement; readonly attachments: readonly EvidenceFile[]; readonly report: string | null; readonly keys: PackageKeys },
  ports: ComposePorts,
): ComposedPackage {
  const { attachments, report, keys } = input
  const statement = { ...input.statement, stage: 'evidence' as const }
  const head = composeHead('evidence', statement, keys.signer.certificate)
  const placed = attachments.map((attachment, index) => ({ ...attachment, path: attachmentPath(index + 1, attachment.name) }))
  const index = evidenceJsonBytes({
    ...head,
    content: 'evidence',
    stage: 'evidence',
    report,
    attachments: placed.map(({ path, size, sha256, mediaType, name, note }) => ({ path, size, sha256, mediaType, name, note })),
  })
  const signature = signSshsig(index, contentFiles.evidence.namespace, keys.signer, ports)
  const content = [
    fileOf('evidence.json', 'application/json', index, ports),
    fileOf('evidence.json.sig', 'application/octet-stream', utf8(signature), ports),
    ...placed.map(({ path, mediaType, size, sha256, crc32, file }): PackageFile => ({ path, mediaType, size, sha256, crc32, bytes: null, file })),
  ]
  return compose({ ...statement, v: 1, format: 'cofferdam-package', content: 'evidence', signer: head.signer, report, files: [] }, content, keys, ports)
}

/**
 * Composes an extract of the audit. Hash its zip ({@link hashZip}, on the worker) and then seal it.
 * @param input.rows in order, without a gap, from the row after `from` to the head that the statement tells
 * @throws as {@link composeReportPackage}
 */
export function composeAuditPackage(
  input: {
    readonly statement: ReleaseStatement
    readonly store: string
    readonly from: ChainPoint
    readonly scope: AuditScope
    readonly rows: Iterable<ExtractRow>
    readonly keys: PackageKeys
  },
  ports: ComposePorts,
): ComposedPackage {
  const { keys, scope } = input
  const statement = { ...input.statement, stage: 'audit' as const }
  const head = composeHead('audit', statement, keys.signer.certificate)
  const text = utf8(auditExtractText(head, input, input.rows))
  const signature = signSshsig(text, contentFiles.audit.namespace, keys.signer, ports)
  const content = [fileOf(auditFile, 'application/jsonl', text, ports), fileOf(`${auditFile}.sig`, 'application/octet-stream', utf8(signature), ports)]
  return compose({ ...statement, v: 1, format: 'cofferdam-package', content: 'audit', signer: head.signer, scope, files: [] }, content, keys, ports)
}

/** Signs the zip's digest with the site key under `cofferdam-zip`: after this every byte is fixed. */
export function sealPackage(composed: ComposedPackage, digests: ZipDigests, keys: Pick<PackageKeys, 'signer'>, ports: Pick<ComposePorts, 'ed25519'>): SealedPackage {
  const signature = signSshsigDigest(digests.sha512, 'cofferdam-zip', keys.signer, ports.ed25519)
  return { ...composed, zip: { size: composed.plan.size, sha256: digests.sha256, signature } }
}

/** The content of a package's zip by path, for {@link hashZip} and `zipChunks`: `chunks` gives the stored file of an attachment. */
export function contentOf(composed: { readonly files: readonly PackageFile[] }, chunks: (file: string) => Iterable<Uint8Array>): (path: string) => Iterable<Uint8Array> {
  const byPath = new Map(composed.files.map((file) => [file.path, file]))
  return (path) => {
    const file = byPath.get(path)
    if (file?.bytes != null) return [file.bytes]
    if (file?.file != null) return chunks(file.file)
    throw new RangeError(`no such file: ${path}`)
  }
}

function compose(statement: Manifest, content: readonly PackageFile[], keys: PackageKeys, ports: ComposePorts): ComposedPackage {
  const { certificate } = keys.signer
  const entity = statement.entity.code
  const anchor = anchorLine({ entity, publicKey: keys.entityPublicKey, comment: '' })
  const name = packageNameOf(statement)
  const readme = readmeText({
    name,
    manifest: statement,
    siteFingerprint: keyFingerprint(certificate.publicKey, ports.hash),
    entityFingerprint: keyFingerprint(keys.entityPublicKey, ports.hash),
  })
  const described = [
    ...content,
    fileOf('README.txt', 'text/plain; charset=utf-8', utf8(readme), ports),
    fileOf('keys/allowed_signers', 'text/plain; charset=utf-8', utf8(`${anchor}\n`), ports),
    fileOf(certificateFile(certificate.principal), 'text/plain; charset=utf-8', utf8(`${certificateLine(certificate)}\n`), ports),
    fileOf('keys/keys.json', 'application/json', utf8(keys.keysJson), ports),
    fileOf('keys/keys.json.sig', 'application/octet-stream', utf8(keys.keysSignature), ports),
  ].sort((a, b) => byByte(a.path, b.path))
  const manifest: Manifest = { ...statement, files: described.map(({ path, size, sha256, mediaType }) => ({ path, size, sha256, mediaType })) }
  const listed = [...described, fileOf('manifest.json', 'application/json', manifestBytes(manifest), ports)]
  const sums = utf8(sumsText(listed))
  const signature = signSshsig(sums, 'cofferdam-package', keys.signer, ports)
  const files = [
    ...listed,
    fileOf(sumsFile, 'text/plain; charset=utf-8', sums, ports),
    fileOf(sumsSignatureFile, 'application/octet-stream', utf8(signature), ports),
  ].sort((a, b) => byByte(a.path, b.path))
  return { name, manifest, files, sums: toHex(ports.hash.sha256(sums)), plan: planZip(files) }
}

function fileOf(path: string, mediaType: string, bytes: Uint8Array, { hash }: ComposePorts): PackageFile {
  return { path, mediaType, size: bytes.length, sha256: toHex(hash.sha256(bytes)), crc32: hash.crc32(bytes), bytes, file: null }
}

function noChunks(file: string): never {
  throw new RangeError(`a report refers to no stored file: ${file}`)
}
