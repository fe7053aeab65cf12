import { Buffer } from 'node:buffer'
import { createPrivateKey, sign, verify, X509Certificate, type KeyObject } from 'node:crypto'
import type { CertificateFacts, Certificates } from '../../shared/ports/certificates.ts'

/** Longest name that is kept, in characters: it stands in one line of a screen. */
const nameLimit = 300

/** Certificates by OpenSSL. */
export const nodeCertificates: Certificates = {
  read(certificate) {
    try {
      const read = new X509Certificate(certificate)
      return {
        subject: nameLine(read.subject),
        issuer: nameLine(read.issuer),
        serial: read.serialNumber,
        fingerprint: read.fingerprint256.replaceAll(':', '').toLowerCase(),
        from: instantOf(read.validFromDate),
        to: instantOf(read.validToDate),
        key: keyFacts(read.publicKey),
      }
    } catch {
      return null
    }
  },
  verify(certificate, message, signature) {
    try {
      const { publicKey } = new X509Certificate(certificate)
      return keyFacts(publicKey).kind !== 'other' && verify('sha256', message, publicKey, signature)
    } catch {
      return false
    }
  },
  sign(privateKey, message) {
    // A view, so that there is no second copy that nobody wipes.
    const key = createPrivateKey({ key: Buffer.from(privateKey.buffer, privateKey.byteOffset, privateKey.byteLength), format: 'der', type: 'pkcs8' })
    return new Uint8Array(sign('sha256', message, key))
  },
}

function keyFacts(key: KeyObject): CertificateFacts['key'] {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa' && modulusLength !== undefined) return { kind: 'rsa', bits: modulusLength }
  return key.asymmetricKeyType === 'ec' ? { kind: 'ec', curve: namedCurve ?? '' } : { kind: 'other' }
}

/** Node gives one part of a name a line, and nothing for an empty name. */
function nameLine(name: string | undefined): string {
  return (name ?? '').replaceAll('\n', ', ').replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, ' ').slice(0, nameLimit)
}

function instantOf(date: Date): number {
  const at = date.getTime()
  if (Number.isNaN(at)) throw new RangeError('no date')
  return Math.min(Math.max(at, 0), 253_402_214_399_999)
}
