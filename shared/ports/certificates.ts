import type { Instant } from './clock.ts'

/** What an X.509 certificate says of itself. Nobody vouches for it here. */
export interface CertificateFacts {
  /** Names as one line, e.g. `CN=Wasserwerk Talau, O=Zweckverband`; without control characters, at most 300 characters. */
  readonly subject: string
  readonly issuer: string
  /** Hex, upper case. */
  readonly serial: string
  /** SHA-256 of the certificate, lower-case hex. */
  readonly fingerprint: string
  /** First and last good instant. */
  readonly from: Instant
  readonly to: Instant
  /** `bits` of the modulus, or the curve as OpenSSL names it (`prime256v1`). */
  readonly key: { readonly kind: 'rsa'; readonly bits: number } | { readonly kind: 'ec'; readonly curve: string } | { readonly kind: 'other' }
}

/** X.509 certificates and signatures with their keys, as the host provides them: SHA-256 with RSASSA-PKCS1-v1_5, or ECDSA as DER. */
export interface Certificates {
  /** `null` for bytes that are no certificate; never throws. */
  read(certificate: Uint8Array): CertificateFacts | null
  /** False for any malformed certificate or signature; never throws. */
  verify(certificate: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
  /** @param privateKey PKCS #8 as DER. @throws Error for a key that cannot sign so. */
  sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array
}
