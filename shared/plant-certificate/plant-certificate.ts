import { z } from 'zod'
import { idSchema, instantSchema, sha256Schema } from '../contract/schema.ts'
import type { SignatureKind } from './cms.ts'

/** A certificate from outside with which reports are signed besides. Its private key is never part of this. */
export interface PlantCertificate {
  readonly id: string
  /** DER; `chain` holds the certificates of its issuers, one behind the other. */
  readonly certificate: Uint8Array
  readonly chain: Uint8Array
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  /** SHA-256, lower-case hex. */
  readonly fingerprint: string
  readonly keyKind: SignatureKind
  /** Bits of the modulus, or of the curve. */
  readonly keyBits: number
  /** First and last good instant. */
  readonly from: number
  readonly to: number
  readonly takenAt: number
  /** Person id. */
  readonly takenBy: string
}

/**
 * What became of signing a report's PDF: `signed`, or why it went out without. A report never waits for a certificate.
 * `failed`: the key or the PDF could not be used; the log of the program says more.
 */
export const pdfSigningOutcomes = ['signed', 'expired', 'not-yet-valid', 'uncertain', 'failed'] as const
export type PdfSigningOutcome = (typeof pdfSigningOutcomes)[number]

/** The outcome beside a release. */
export interface PdfSigning {
  readonly release: string
  readonly certificate: string
  readonly outcome: PdfSigningOutcome
}

/** A certificate as a screen shows it. */
export const shownCertificateSchema = z.strictObject({
  id: idSchema,
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  fingerprint: sha256Schema,
  keyKind: z.enum(['rsa', 'ec']),
  keyBits: z.number().int(),
  from: instantSchema,
  to: instantSchema,
  takenAt: instantSchema,
})
