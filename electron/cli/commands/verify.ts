import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { anchorLine, parsePastedAnchors } from '../../../shared/package/allowed-signers.ts'
import { PackageFault } from '../../../shared/package/fault.ts'
import { isGenuine, type Verdict } from '../../../shared/package/verdict.ts'
import { verifyPackage, type PackageTrust } from '../../../shared/package/verify.ts'
import { openFileSource } from '../../core/byte-source.ts'
import { nodeCertificates } from '../../core/certificates.ts'
import { nodeEd25519, nodeHash, nodeInflate } from '../../core/crypto.ts'
import { exitCodes, type Command, type Output } from '../command.ts'

/** Largest file of anchors, in bytes: a key card has one line. */
const anchorLimit = 1_048_576

/** What the command was asked; `null` after complaining. */
interface Wanted {
  readonly file: string
  readonly anchor: string
  readonly after: string | null
}

/** Verifies a package without a store: only the file, the anchor and, if given, an earlier package. */
export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify FILE --anchor FILE [--after FILE]',
  summary: 'tells whether a package is genuine; exit 0 genuine, 1 not, 2 the question was not understood',
  run(argv, output) {
    const wanted = readArguments(argv, output)
    if (wanted === null) return Promise.resolve(exitCodes.usage)
    try {
      return Promise.resolve(verify(wanted, output))
    } catch (error) {
      output.complain(sentenceOf(error))
      return Promise.resolve(exitCodes.usage)
    }
  },
}

/** Something the person at the keyboard can put right. */
class Unusable extends Error {}

function readArguments(argv: readonly string[], output: Output): Wanted | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: true,
      options: { anchor: { type: 'string' }, after: { type: 'string' } },
    })
    const [file] = positionals
    if (file !== undefined && positionals.length === 1 && values.anchor !== undefined) return { file, anchor: values.anchor, after: values.after ?? null }
    output.complain(`usage: cofferdam ${verifyCommand.usage}`)
  } catch (error) {
    output.complain(error instanceof Error ? error.message : 'The command line was not understood.')
  }
  return null
}

function verify(wanted: Wanted, output: Output): number {
  const anchors = readAnchors(wanted.anchor)
  const trust: PackageTrust = { anchors, received: null, after: null, fileName: null }
  let after: PackageTrust['after'] = null
  if (wanted.after !== null) {
    const earlier = examine(wanted.after, trust)
    if (!isGenuine(earlier.code) || earlier.received === null) throw new Unusable(`The earlier package is not genuine (${earlier.code}), so nothing can be compared with it.`)
    after = earlier.received
  }
  const verdict = examine(wanted.file, { ...trust, after, fileName: basename(wanted.file) })
  for (const line of verdictLines(verdict)) output.line(line)
  return isGenuine(verdict.code) ? exitCodes.good : exitCodes.bad
}

function examine(path: string, trust: PackageTrust): Verdict {
  requireFile(path)
  const source = openFileSource(path)
  try {
    return verifyPackage(source, trust, Date.now(), { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate, certificates: nodeCertificates })
  } finally {
    source.close()
  }
}

function readAnchors(path: string): string[] {
  if (requireFile(path) > anchorLimit) throw new Unusable(`${path} is too large to be an anchor.`)
  try {
    const anchors = parsePastedAnchors(readFileSync(path, 'utf8')).map(anchorLine)
    if (anchors.length > 0) return anchors
  } catch (error) {
    if (!(error instanceof PackageFault)) throw error
  }
  throw new Unusable(`${path} holds no anchor: it is the one line "*@... cert-authority,namespaces=... ssh-ed25519 ..." of a key card.`)
}

/** @returns the size of a file in bytes. */
function requireFile(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) throw new Unusable(`${resolve(path)} is not there.`)
  if (!found.isFile()) throw new Unusable(`${resolve(path)} is not a file.`)
  return found.size
}

/** The verdict as lines of words: every check, every finding, who signed, and at last the verdict itself. */
export function verdictLines(verdict: Verdict): string[] {
  const words = (...parts: readonly (string | number | null)[]): string => parts.filter((part) => part !== null && part !== '').join(' ')
  const kind = verdict.kind === null || verdict.kind === 'real' ? null : verdict.kind.toUpperCase()
  return [
    ...verdict.checks.map(({ check, subject, result, fault }) => words('verify', check, subject, result, fault)),
    ...verdict.findings.map(({ code, count }) => words('note', code, count)),
    ...(verdict.signer === null ? [] : [words('signer', verdict.signer.principal, verdict.signer.fingerprint), words('entity-key', verdict.signer.entityFingerprint)]),
    ...pdfLines(verdict),
    words('verdict', kind, verdict.code, verdict.replacedBy, verdict.fault?.code ?? null, verdict.fault?.subject ?? null),
  ]
}

/** The signature inside report.pdf, where it carries one. The verdict does not rest on it. */
function pdfLines({ pdfSignature }: Verdict): string[] {
  if (pdfSignature === null) return []
  const { state, certificate } = pdfSignature
  if (certificate === null) return [`pdf-signature ${state}`]
  return [`pdf-signature ${state} by "${certificate.subject}" issued by "${certificate.issuer}" certificate sha256:${certificate.fingerprint} (says itself; not what the verdict rests on)`]
}

function sentenceOf(error: unknown): string {
  if (error instanceof Unusable) return error.message
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  return `The file could not be read${code}.`
}
