import type { CertificateFacts } from '../ports/certificates.ts'
import type { Instant } from '../ports/clock.ts'

/** Everything for which a certificate file is refused: a closed list, each with its sentence on the screen. */
export const certificateRefusals = [
  /** Not a PKCS #12 file, cut off, or too large to be one. */
  'not-readable',
  /** Protected with what can be broken: RC2, 3DES or SHA-1. */
  'legacy-protection',
  /** Protected in a way that this program does not know. */
  'unknown-protection',
  /** The key is derived with more rounds than a file needs: it would stand still for minutes. */
  'too-many-rounds',
  'wrong-password',
  'no-certificate',
  'no-private-key',
  /** The private key is not that of a certificate in the file. */
  'key-differs',
  'rsa-too-short',
  'key-kind',
  /** It does not say that it may sign: neither digitalSignature nor nonRepudiation. */
  'not-for-signing',
  'expired',
  'not-yet-valid',
] as const

/** One code of the closed list. */
export type CertificateRefusal = (typeof certificateRefusals)[number]

/** Between which moments it is now; `open` when it may also be later. */
export interface TimeBounds {
  readonly earliest: Instant
  readonly latest: Instant
  readonly open: boolean
}

/**
 * Least and most bits of an RSA modulus. Least: BSI TR-02102-1 (2025), 2.3 asks for 3000 bits and more, which in practice is 3072. Most:
 * what OpenSSL makes without being told so; larger ones sign too slowly to be met.
 */
export const rsaBits = { least: 3072, most: 8192 } as const

/** The one curve: P-256, which every reader of PDFs knows (FIPS 186-5; ETSI TS 119 312, 6.2). */
export const signingCurve = 'prime256v1'

/**
 * Most rounds of deriving a key, for the whole file: OWASP asks for 600 000 of PBKDF2-HMAC-SHA256; programs write 2 000 to 310 000. A file may
 * ask twice for its own, and for its check value.
 */
export const roundsLimit = 2_000_000

/** Largest file: a key and ten certificates have less than 40 KB. */
export const certificateFileLimit = 131_072

/**
 * What is against signing with a certificate.
 * @param usage the first byte of its key usage (RFC 5280, 4.2.1.3), `null` where it states none: then it does not say that it may sign.
 */
export function judgeCertificate({ key, from, to }: Pick<CertificateFacts, 'key' | 'from' | 'to'>, usage: number | null, now: TimeBounds): CertificateRefusal | null {
  if (key.kind === 'rsa' && key.bits < rsaBits.least) return 'rsa-too-short'
  if (key.kind === 'other' || (key.kind === 'rsa' && key.bits > rsaBits.most) || (key.kind === 'ec' && key.curve !== signingCurve)) return 'key-kind'
  // Bit 0 is digitalSignature, bit 1 nonRepudiation; the highest bit comes first.
  if (((usage ?? 0) & 0xc0) === 0) return 'not-for-signing'
  if (now.latest > to) return 'expired'
  return now.earliest < from ? 'not-yet-valid' : null
}

/** How the validity of a certificate stands. `uncertain`: by what is known of the time it may or may not be valid. */
export const validityStates = ['valid', 'ending', 'expired', 'not-yet-valid', 'uncertain'] as const
export type ValidityState = (typeof validityStates)[number]

/** How long before its end a warning is given, in days: a new certificate takes weeks where somebody outside issues it. */
export const endingDays = 60

const day = 86_400_000

/** Judges by both bounds of the time: a certificate signs only while it is valid whichever of them is true. */
export function validityOf({ from, to }: { readonly from: Instant; readonly to: Instant }, { earliest, latest, open }: TimeBounds): ValidityState {
  if (earliest > to) return 'expired'
  if (latest < from && !open) return 'not-yet-valid'
  if (open || latest > to || earliest < from) return 'uncertain'
  return to - latest < endingDays * day ? 'ending' : 'valid'
}

/** What a certificate file holds, or why it is refused. */
export type ReadCertificateFile =
  | { readonly refusal: CertificateRefusal }
  | {
      readonly refusal: null
      readonly facts: CertificateFacts
      /** DER; `chain` holds the other certificates of the file, one behind the other. */
      readonly certificate: Uint8Array
      readonly chain: Uint8Array
      /** PKCS #8 as DER. Whoever gets it wipes it. */
      readonly privateKey: Uint8Array
    }
