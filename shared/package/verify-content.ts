import { parseAnchors } from './allowed-signers.ts'
import { followAuditExcerpt } from './audit-excerpt.ts'
import { auditFile, followAuditExtract, readExtractHead } from './audit-extract.ts'
import { equalBytes, readUtf8, toHex } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import type { JsonValue } from './canonical-json.ts'
import { certificateFile, contentFiles } from './content-table.ts'
import { parseEvidenceJson } from './evidence-json.ts'
import type { Examination, PackageFiles } from './examination.ts'
import { wholeFileLimits } from './examination.ts'
import { PackageFault } from './fault.ts'
import type { KeysJson } from './keys-json.ts'
import { headOf, packageHeadSchema } from './manifest.ts'
import type { Manifest, PackageHead } from './manifest.ts'
import { certificateLine, sameCertificate } from './ssh-certificate.ts'
import type { SshCertificate } from './ssh-certificate.ts'
import { parseCanonical } from './strict-json.ts'
import { judgeListedKey, judgeSignature } from './verify-signer.ts'
import type { JudgedSigner, SignatureDemand, SignaturePorts } from './verify-signer.ts'

/** Everything that checking the content needs to know. */
export interface ContentContext {
  readonly manifest: Manifest
  readonly files: PackageFiles
  readonly demand: Pick<SignatureDemand, 'anchors' | 'principal'>
  readonly ports: SignaturePorts
}

/** Judges the content's own signature. @throws PackageFault as {@link judgeSignature}, or `file-missing` */
export function judgeMainFile({ manifest, files, demand, ports }: ContentContext): JudgedSigner {
  const { main, namespace } = contentFiles[manifest.content]
  const subject = `${main}.sig`
  const message = files.read(main, wholeFileLimits.content)
  const signature = files.read(subject, wholeFileLimits.signature)
  return judgeSignature(signature, ports.hash.sha512(message), { ...demand, namespace, subject }, ports)
}

/**
 * Reads the head of report.json or evidence.json and compares it with the manifest.
 * @throws PackageFault `json-not-canonical`, `content-invalid`, `head-differs`
 */
export function readHead({ manifest, files }: ContentContext): PackageHead {
  const { main } = contentFiles[manifest.content]
  const bytes = files.read(main, wholeFileLimits.content)
  const value = manifest.content === 'audit' ? readExtractHead(bytes) : parseCanonical(bytes, main)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new PackageFault('content-invalid', main)
  const fields = value as { readonly [key: string]: JsonValue }
  const parsed = packageHeadSchema.safeParse(Object.fromEntries(Object.keys(packageHeadSchema.shape).map((key) => [key, fields[key]])))
  if (!parsed.success) throw new PackageFault('content-invalid', main)
  if (canonicalJson(parsed.data) !== canonicalJson(headOf(manifest))) throw new PackageFault('head-differs', main)
  return parsed.data
}

/** The two signatures of one package come from one certificate. @throws PackageFault `principal-wrong` */
export function sameSigner(a: SshCertificate, b: SshCertificate, subject: string): void {
  if (!sameCertificate(a, b)) throw new PackageFault('principal-wrong', subject)
}

/** Compares the attachments with the signed index. Missing ones and others are faults: they are the content. */
export function checkAttachments(context: ContentContext, examination: Examination): void {
  const { manifest, files } = context
  const evidence = examination.run('content', 'evidence.json', () => {
    const index = parseEvidenceJson(files.read('evidence.json', wholeFileLimits.content))
    if (manifest.content !== 'evidence' || index.report !== manifest.report) throw new PackageFault('head-differs', 'evidence.json')
    return index
  })
  if (evidence === null) return
  const listed = new Set(evidence.attachments.map((attachment) => attachment.path))
  for (const path of files.paths()) if (path.startsWith('attachments/') && !listed.has(path)) examination.fail('content', path, 'attachment-differs')
  for (const { path, size, sha256 } of evidence.attachments) {
    examination.run('content', path, () => {
      if (!files.has(path) || files.size(path) !== size || files.sha256(path) !== sha256) throw new PackageFault('attachment-differs', path)
    })
  }
}

/**
 * Judges one disclosed approval: signed by a person's key of this entity, listed for approving, another key than the
 * package's, over a statement that names this report.json.
 */
export function checkApproval(path: string, context: ContentContext, keys: KeysJson, signer: SshCertificate): void {
  const { manifest, files, demand, ports } = context
  const principal = `${path.slice('approvals/'.length, -'.json'.length)}@${manifest.entity.code}`
  try {
    const statement = files.read(path, wholeFileLimits.list)
    const signature = files.read(`${path}.sig`, wholeFileLimits.signature)
    const judged = judgeSignature(signature, ports.hash.sha512(statement), { ...demand, principal, namespace: 'cofferdam-approve', subject: path }, ports)
    if (equalBytes(judged.certificate.publicKey, signer.publicKey) || !equalBytes(judged.certificate.authority, signer.authority)) throw new PackageFault('approval-invalid', path)
    judgeListedKey(keys, principal, judged.fingerprint, 'approve', manifest.releasedAt)
    const value = parseCanonical(statement, path) as { readonly reportSha256?: JsonValue } | null
    if (value?.reportSha256 !== files.sha256(contentFiles[manifest.content].main)) throw new PackageFault('approval-invalid', path)
  } catch (error) {
    if (error instanceof PackageFault) throw new PackageFault('approval-invalid', path)
    throw error
  }
}

/** audit.jsonl of an audit package: the chain leads to the head that the manifest states, and shows what the manifest says. @throws PackageFault `audit-broken` */
export function checkAuditExtract({ manifest, files, ports }: ContentContext): void {
  const { scope, end } = followAuditExtract(files.read(auditFile, wholeFileLimits.content), ports.hash)
  const { sequence, head } = manifest.audit
  const fits = manifest.content === 'audit' && canonicalJson(scope) === canonicalJson(manifest.scope) && end.sequence === sequence && end.head === head
  if (!fits) throw new PackageFault('audit-broken', auditFile)
}

/** audit.jsonl of a report must lead to the head that the manifest states, in its line. @throws PackageFault `audit-broken` */
export function checkAuditExcerpt({ manifest, files, ports }: ContentContext): void {
  const end = followAuditExcerpt(files.read('audit.jsonl', wholeFileLimits.content), ports.hash)
  const { sequence, head } = manifest.audit
  if (end.line !== manifest.line || end.sequence !== sequence || end.head !== head) throw new PackageFault('audit-broken', 'audit.jsonl')
}

/** The copies in keys/ say what the signatures say. @throws PackageFault `key-copy-differs` */
export function checkKeyCopies(files: PackageFiles, signer: SshCertificate, examination: Examination): void {
  const copy = certificateFile(signer.principal)
  if (files.has(copy)) {
    examination.run('key-copy', copy, () => {
      if (text(files, copy) !== `${certificateLine(signer)}\n`) throw new PackageFault('key-copy-differs', copy)
    })
  }
  const list = 'keys/allowed_signers'
  if (!files.has(list)) return
  examination.run('key-copy', list, () => {
    const entity = signer.principal.slice(signer.principal.indexOf('@') + 1)
    if (!isOneAnchor(text(files, list), entity, signer.authority)) throw new PackageFault('key-copy-differs', list)
  })
}

function isOneAnchor(lines: string, entity: string, authority: Uint8Array): boolean {
  try {
    const anchors = parseAnchors(lines)
    return anchors.length === 1 && anchors.every((anchor) => anchor.entity === entity && equalBytes(anchor.publicKey, authority))
  } catch {
    return false
  }
}

function text(files: PackageFiles, path: string): string {
  return readUtf8(files.read(path, wholeFileLimits.signature)) ?? ''
}

/** Lower-case hex SHA-256 of SHA256SUMS: the name of a package. */
export function packageIdentity(sums: Uint8Array, ports: SignaturePorts): string {
  return toHex(ports.hash.sha256(sums))
}
