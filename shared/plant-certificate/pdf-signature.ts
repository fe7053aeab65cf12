import { z } from 'zod'
import { equalBytes, fromHex } from '../package/bytes.ts'
import { instantSchema } from '../contract/schema.ts'
import type { Instant } from '../ports/clock.ts'
import type { Certificates } from '../ports/certificates.ts'
import type { Hash } from '../ports/crypto.ts'
import { readCms, signCms, type CmsSigner } from './cms.ts'
import { DerFault, readFirst } from './der.ts'
import { latin1, signedBytes, withSignature, withSignatureField, type SignedRange } from './pdf-increment.ts'

/** Room for everything in a signature but the certificates: an RSA signature of 8192 bits has 1024 bytes. */
const signatureRoom = 2048

/**
 * Signs a PDF as PAdES B-B (ETSI EN 319 142-1): the bytes follow from the arguments and the signer alone.
 * @throws PdfNotSignable, DerFault, and as the signer does.
 */
export function signPdf(pdf: Uint8Array, at: Instant, signer: CmsSigner, hash: Pick<Hash, 'sha256'>): Uint8Array {
  const prepared = withSignatureField(pdf, at, signatureRoom + signer.certificate.length + signer.chain.length, hash)
  const signature = signCms(hash.sha256(signedBytes(prepared.pdf, prepared.range)), signer, hash)
  return withSignature(prepared.pdf, prepared.range, signature)
}

/**
 * What there is to say about a signature inside a PDF. `valid`: not a byte of the PDF changed since. `changed`: some did. `unreadable`: it is of a
 * kind that is not checked here. `other-pdf`: the PDF is not the one that was released, so whatever is signed in it counts for nothing.
 */
export const pdfSignatureStates = ['valid', 'changed', 'unreadable', 'other-pdf'] as const

/** The signature in a PDF as a verdict tells it. It never decides anything. */
export const pdfSignatureSchema = z.strictObject({
  state: z.enum(pdfSignatureStates),
  /** Whose certificate, and by whom, as it says itself; `null` unless the signature holds in the PDF that was released. */
  certificate: z.strictObject({ subject: z.string(), issuer: z.string(), fingerprint: z.string(), from: instantSchema, to: instantSchema }).nullable(),
})
export type PdfSignature = z.output<typeof pdfSignatureSchema>

/** What judging needs of the host. */
export interface PdfSignaturePorts {
  readonly hash: Pick<Hash, 'sha256'>
  readonly certificates: Pick<Certificates, 'read' | 'verify'>
}

/** Judges the newest signature of a PDF; `null` where it carries none. Nothing in the PDF can make it throw. */
export function judgePdf(pdf: Uint8Array, ports: PdfSignaturePorts): PdfSignature | null {
  const at = lastIndexOf(pdf, '/ByteRange')
  if (at === -1) return null
  const range = readRange(pdf, at)
  if (range === null) return { state: 'unreadable', certificate: null }
  // A later update is not covered: what it shows was never signed.
  if (range.second + range.length !== pdf.length) return { state: 'changed', certificate: null }
  const bytes = fromHex(latin1(pdf, range.first + 1, range.second - 1).toLowerCase())
  if (bytes === null) return { state: 'changed', certificate: null }
  try {
    const { whole } = readFirst(bytes)
    // What is kept but not used is zeros, so that nothing can hide there.
    if (bytes.subarray(whole.length).some((byte) => byte !== 0)) return { state: 'changed', certificate: null }
    const signature = readCms(whole, ports.hash)
    const facts = ports.certificates.read(signature.certificate)
    if (facts?.key.kind !== signature.kind) return { state: 'unreadable', certificate: null }
    const holds = equalBytes(ports.hash.sha256(signedBytes(pdf, range)), signature.digest) && ports.certificates.verify(signature.certificate, signature.signed, signature.signature)
    if (!holds) return { state: 'changed', certificate: null }
    const { subject, issuer, fingerprint, from, to } = facts
    return { state: 'valid', certificate: { subject, issuer, fingerprint, from, to } }
  } catch (error) {
    if (!(error instanceof DerFault)) throw error
    return { state: 'unreadable', certificate: null }
  }
}

/** Where the signed bytes and the signature between them lie; `null` unless the first part begins the file and the gap is one text in hex. */
function readRange(pdf: Uint8Array, at: number): SignedRange | null {
  const found = /^\/ByteRange\s{0,9}\[\s{0,9}0\s{1,20}(\d{1,10})\s{1,20}(\d{1,10})\s{1,20}(\d{1,10})\s{0,20}\]/.exec(latin1(pdf, at, Math.min(pdf.length, at + 200)))
  if (found === null) return null
  const [first, second, length] = found.slice(1).map(Number)
  if (first === undefined || second === undefined || length === undefined || second < first + 2) return null
  return pdf[first] === 0x3c && pdf[second - 1] === 0x3e ? { first, second, length } : null
}

function lastIndexOf(bytes: Uint8Array, word: string): number {
  const letters = Uint8Array.from(word, (letter) => letter.charCodeAt(0))
  for (let at = bytes.length - letters.length; at >= 0; at--) {
    if (bytes[at] === letters[0] && letters.every((letter, i) => bytes[at + i] === letter)) return at
  }
  return -1
}
