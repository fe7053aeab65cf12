import { judgePdf, type PdfSignature } from '../plant-certificate/pdf-signature.ts'
import type { Certificates } from '../ports/certificates.ts'
import type { Ed25519 } from '../ports/crypto.ts'
import type { Instant } from '../ports/clock.ts'
import { parseAnchors } from './allowed-signers.ts'
import type { Anchor } from './allowed-signers.ts'
import type { ByteSource } from './byte-source.ts'
import { auditFile } from './audit-extract.ts'
import { canonicalJson } from './canonical-json.ts'
import { contentFiles, sumsFile, sumsSignatureFile } from './content-table.ts'
import { judgeContinuity } from './continuity.ts'
import { Examination, PackageFiles, wholeFileLimits } from './examination.ts'
import { PackageFault } from './fault.ts'
import { parseKeysJson } from './keys-json.ts'
import type { KeysJson } from './keys-json.ts'
import { parseManifest } from './manifest.ts'
import type { CommonManifest, Manifest, PackageHead } from './manifest.ts'
import { packageNameOf } from './names.ts'
import type { ReceivedMemory, ReceivedPackage, Verdict, VerdictCode } from './verdict.ts'
import { checkApproval, checkAttachments, checkAuditExcerpt, checkAuditExtract, checkKeyCopies, judgeMainFile, packageIdentity, readHead, sameSigner } from './verify-content.ts'
import type { ContentContext } from './verify-content.ts'
import { checkFiles } from './verify-files.ts'
import { judgeKeysSignature, judgeListedKey, judgeSignature } from './verify-signer.ts'
import type { JudgedSigner } from './verify-signer.ts'
import { readZip } from './zip-read.ts'
import type { ZipPorts } from './zip-read.ts'

export type { Verdict } from './verdict.ts'

/** What a verifier goes by. JSON-safe. */
export interface PackageTrust {
  /** Anchor lines from key cards (allowed-signers.ts). */
  readonly anchors: readonly string[]
  /** What is remembered of the entities above; `null` for a verifier without memory. */
  readonly received: readonly ReceivedMemory[] | null
  /** A package that this one is demanded to come after. */
  readonly after: ReceivedPackage | null
  /** The file's name without folder, to notice renaming; `null` when there is none. */
  readonly fileName: string | null
  /** Entity keys that were replaced, and the number of the first list of keys that only the next key may sign. Absent: none known. */
  readonly replaced?: readonly ReplacedKey[]
}

/** An entity key that was replaced. */
export interface ReplacedKey {
  readonly entity: string
  /** `SHA256:...` of the replaced key. */
  readonly fingerprint: string
  readonly before: number
}

/** What verifying needs of the host. */
export interface VerifyPorts extends ZipPorts {
  readonly ed25519: Pick<Ed25519, 'verify'>
  /** Absent: signatures inside report.pdf are not looked at. */
  readonly certificates?: Pick<Certificates, 'read' | 'verify'>
}

/** Everything one verification passes along. */
interface Run {
  readonly trust: PackageTrust
  readonly anchors: readonly Anchor[]
  readonly now: Instant
  readonly ports: VerifyPorts
  readonly files: PackageFiles
  readonly examination: Examination
}

/**
 * Verifies a package (docs/package-format.md, "Verifying"): container, manifest, signature and anchor, keys, every file, the
 * content with its own signature, continuity. Reads every byte once. Nothing inside the file can make it throw.
 * @param now the verifier's own clock, only to say that a key's time has passed since.
 * @param tick hears how many bytes of large files were hashed; may throw to cancel.
 * @throws PackageFault `anchor-invalid` when a line of the trust is not an anchor; errors of `source.read` as they come.
 */
export function verifyPackage(source: ByteSource, trust: PackageTrust, now: Instant, ports: VerifyPorts, tick: (bytes: number) => void = () => undefined): Verdict {
  const anchors = trust.anchors.flatMap((line) => parseAnchors(line))
  const examination = new Examination()
  const zip = examination.run('container', '', () => readZip(source))
  if (zip === null) return verdict(examination, null, 'not-genuine')
  if (!zip.original) examination.change('container', '')
  const files = new PackageFiles(zip, ports, tick)
  const manifest = examination.run('manifest', 'manifest.json', () => parseManifest(files.read('manifest.json', wholeFileLimits.list)))
  if (manifest === null) return verdict(examination, null, 'not-genuine')
  const run: Run = { trust, anchors, now, ports, files, examination }
  return manifest.known === null ? verifyUnknown(run, manifest.common) : verifyKnown(run, manifest.known, manifest.common)
}

function verifyKnown(run: Run, manifest: Manifest, common: CommonManifest): Verdict {
  const { examination, files, ports, anchors } = run
  const context: ContentContext = { manifest, files, ports, demand: { anchors, principal: manifest.signer } }
  const hasSums = files.has(sumsFile) && files.has(sumsSignatureFile)
  const signer = hasSums ? judgeSums(run, common) : judgeMain(context, examination)
  if (signer !== null) noteAnchor(signer, examination)
  const keys = signer === null ? null : judgeKeys(run, signer, common)
  checkFiles(files, manifest.files, manifest, hasSums, examination)
  if (signer !== null) checkKeyCopies(files, signer.certificate, examination)

  const main = contentFiles[manifest.content].main
  if (signer !== null && hasSums) {
    examination.run('signature', `${main}.sig`, () => sameSigner(judgeMainFile(context).certificate, signer.certificate, `${main}.sig`))
  }
  const head = examination.run('content', main, () => readHead(context))
  if (manifest.content === 'evidence') checkAttachments(context, examination)
  for (const path of files.paths().filter((path) => path.startsWith('approvals/'))) {
    if (path.endsWith('.sig')) {
      if (!files.has(path.slice(0, -'.sig'.length))) examination.fail('approval', path, 'approval-invalid')
    } else examination.run('approval', path, () => checkApproval(path, context, keys?.list ?? noKeys, signerOrFault(signer, path).certificate))
  }
  if (manifest.content === 'audit') examination.run('audit', auditFile, () => checkAuditExtract(context))
  else if (files.has(auditFile)) {
    if (hasSums) examination.run('audit', auditFile, () => checkAuditExcerpt(context))
    else examination.skip('audit', auditFile)
  }

  const proven = examination.faults.length === 0 ? head : null
  const sums = hasSums && signer !== null ? packageIdentity(files.read(sumsFile, wholeFileLimits.list), ports) : null
  const received = proven === null ? null : receivedOf(proven, hasSums ? manifest : null, sums)
  const continuity = received === null || signer === null || !signer.anchored ? null : judge(run, received)
  if (hasSums && manifest.clock.state === 'suspect') examination.notice('clock-suspect')
  if (run.trust.fileName !== null && run.trust.fileName !== `${packageNameOf(manifest)}.zip`) examination.notice('file-renamed')
  if (keys?.expired === true) examination.notice('key-expired')

  const accepted = decide(examination, signer, continuity?.replacedBy ?? null, keys?.expired ?? false)
  const remembered = accepted === 'rebuilt' || accepted.startsWith('genuine')
  return {
    ...verdict(examination, common, accepted),
    replacedBy: continuity?.replacedBy ?? null,
    head: accepted === 'not-genuine' ? null : proven,
    record: accepted === 'not-genuine' || accepted === 'rebuilt' || !hasSums ? null : { line: manifest.line, sequence: manifest.audit.sequence, head: manifest.audit.head },
    signer: signer === null ? null : shownSigner(signer),
    pdfSignature: pdfSignatureOf(run, accepted),
    sums,
    received: remembered ? received : null,
    keys: remembered && signer?.anchored === true ? (keys?.list ?? null) : null,
  }
}

/** A content or a later format of which only the common part is known: everything common is checked, nothing is shown of the rest. */
function verifyUnknown(run: Run, common: CommonManifest): Verdict {
  const { examination, files } = run
  const signer = judgeSums(run, common)
  if (signer !== null) noteAnchor(signer, examination)
  const keys = signer === null ? null : judgeKeys(run, signer, common)
  checkFiles(files, common.files, null, true, examination)
  if (signer !== null) checkKeyCopies(files, signer.certificate, examination)
  if (keys?.expired === true) examination.notice('key-expired')
  const code = examination.faults.length > 0 ? 'not-genuine' : signer?.anchored === true ? 'content-unknown' : 'unknown-signer'
  const sums = signer !== null ? packageIdentity(files.read(sumsFile, wholeFileLimits.list), run.ports) : null
  return { ...verdict(examination, common, code), signer: signer === null ? null : shownSigner(signer), sums }
}

function judgeSums({ files, ports, anchors, examination }: Run, common: CommonManifest): JudgedSigner | null {
  return examination.run('signature', sumsSignatureFile, () => {
    if (!common.signer.endsWith(`@${common.entity.code}`)) throw new PackageFault('principal-wrong', sumsSignatureFile)
    const message = files.read(sumsFile, wholeFileLimits.list)
    const signature = files.read(sumsSignatureFile, wholeFileLimits.signature)
    const demand = { namespace: 'cofferdam-package', principal: common.signer, anchors, subject: sumsSignatureFile } as const
    return judgeSignature(signature, ports.hash.sha512(message), demand, ports)
  })
}

function judgeMain(context: ContentContext, examination: Examination): JudgedSigner | null {
  return examination.run('signature', `${contentFiles[context.manifest.content].main}.sig`, () => judgeMainFile(context))
}

function noteAnchor(signer: JudgedSigner, examination: Examination): void {
  if (signer.anchored) examination.ok('anchor', signer.entityFingerprint)
  else examination.skip('anchor', signer.entityFingerprint)
}

/** The list of keys inside, and the highest one remembered: the signer must be good in the one that counts. */
function judgeKeys(run: Run, signer: JudgedSigner, common: CommonManifest): { list: KeysJson; expired: boolean } | null {
  const { files, ports, examination, trust, now } = run
  const path = 'keys/keys.json'
  const inside = examination.run('keys', path, () => {
    const bytes = files.read(path, wholeFileLimits.list)
    judgeKeysSignature(files.read(`${path}.sig`, wholeFileLimits.signature), bytes, signer.certificate.authority, ports)
    const list = parseKeysJson(bytes)
    if (list.entity !== common.entity.code) throw new PackageFault('keys-invalid', path)
    // Whoever still holds a replaced key could list any key of its own.
    const isReplaced = trust.replaced?.some(({ entity, fingerprint, before }) => entity === list.entity && fingerprint === signer.entityFingerprint && list.number >= before)
    if (isReplaced === true) throw new PackageFault('keys-not-by-entity', path)
    return list
  })
  if (inside === null) return null
  const remembered = signer.anchored ? (trust.received?.find((memory) => memory.entity === common.entity.code)?.keys ?? null) : null
  const newest = remembered !== null && remembered.number > inside.number ? remembered : inside
  if (newest === remembered) examination.notice('newer-keys-known')
  const repeated = remembered !== null && remembered.number === inside.number && canonicalJson(remembered) !== canonicalJson(inside)
  if (repeated) examination.notice('keys-number-repeated')
  const { certificate, fingerprint } = signer
  const listed = examination.run('key', certificate.principal, () => {
    // Two lists with one number: the key must be good in both.
    if (repeated) judgeListedKey(remembered, certificate.principal, fingerprint, 'package', common.releasedAt)
    return judgeListedKey(newest, certificate.principal, fingerprint, 'package', common.releasedAt)
  })
  return { list: newest, expired: listed !== null && listed.to !== null && now > listed.to }
}

function judge(run: Run, received: ReceivedPackage) {
  const { trust, examination } = run
  const known = trust.received === null ? null : (trust.received.find((memory) => memory.entity === received.entity)?.packages ?? [])
  const continuity = judgeContinuity(received, known, trust.after)
  if (continuity.fault !== null) examination.fail('continuity', String(received.sequence), continuity.fault)
  else if (known !== null || trust.after !== null) examination.ok('continuity', String(received.sequence))
  examination.findings.push(...continuity.findings)
  return continuity
}

function decide(examination: Examination, signer: JudgedSigner | null, replacedBy: number | null, expired: boolean): VerdictCode {
  if (examination.faults.length > 0 || signer === null) return 'not-genuine'
  if (!signer.anchored) return 'unknown-signer'
  if (examination.changed) return 'rebuilt'
  if (replacedBy !== null) return 'genuine-replaced'
  return expired ? 'genuine-key-expired' : 'genuine'
}

/** The file that may carry a signature of its own. */
const pdfFile = 'report.pdf'

/**
 * The signature in report.pdf, told beside the verdict and never part of it: its certificate is nobody's here. Whose it is, is said only of the
 * PDF that was released; whoever puts another one in its place could sign that with any name.
 */
function pdfSignatureOf({ files, ports, examination }: Run, code: VerdictCode): PdfSignature | null {
  if (ports.certificates === undefined || !files.has(pdfFile)) return null
  let found: PdfSignature | null
  try {
    found = judgePdf(files.read(pdfFile, wholeFileLimits.content), { hash: ports.hash, certificates: ports.certificates })
  } catch (error) {
    // It is too large, or cannot be unpacked: the check of the files says so.
    if (!(error instanceof PackageFault)) throw error
    return null
  }
  const released = code !== 'not-genuine' && examination.checks.some(({ check, subject, result }) => check === 'file' && subject === pdfFile && result === 'ok')
  return released || found === null ? found : { state: found.state === 'valid' ? 'other-pdf' : found.state, certificate: null }
}

function receivedOf(head: PackageHead, manifest: Manifest | null, sums: string | null): ReceivedPackage {
  return {
    entity: head.entity.code,
    site: head.site.code,
    incident: head.incident.id,
    recipient: head.recipient.id,
    stage: head.stage,
    version: head.version,
    line: head.line,
    parentLine: manifest?.parent?.line ?? null,
    sequence: head.sequence,
    sums,
    previous: manifest?.previous ?? null,
    releasedAt: head.releasedAt,
  }
}

function shownSigner(signer: JudgedSigner): NonNullable<Verdict['signer']> {
  return { principal: signer.certificate.principal, fingerprint: signer.fingerprint, entityFingerprint: signer.entityFingerprint }
}

function verdict(examination: Examination, common: CommonManifest | null, code: VerdictCode): Verdict {
  return {
    code,
    kind: common?.kind ?? null,
    fault: code === 'not-genuine' ? (examination.faults[0] ?? null) : null,
    replacedBy: null,
    head: null,
    record: null,
    claimed: common === null ? null : { content: common.content, entity: common.entity.code, entityName: common.entity.name, signer: common.signer },
    signer: null,
    pdfSignature: null,
    sums: null,
    checks: examination.checks,
    findings: examination.findings,
    received: null,
    keys: null,
  }
}

const noKeys: KeysJson = { v: 1, entity: 'aaaaaaaaaa', number: 1, issuedAt: 0, keys: [] }

function signerOrFault(signer: JudgedSigner | null, subject: string): JudgedSigner {
  if (signer === null) throw new PackageFault('approval-invalid', subject)
  return signer
}
