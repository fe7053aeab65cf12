import type { ClockReading, Instant } from '../ports/clock.ts'
import type { Ports } from '../ports/ports.ts'
import { validityOf } from './certificate-rule.ts'
import { signPdf } from './pdf-signature.ts'
import { timeBounds } from './plant-certificate.handlers.ts'
import type { PdfSigning, PdfSigningOutcome } from './plant-certificate.ts'

/** A report's PDF as it goes out, and what there is to note about its signature: `null` where the plant has no certificate. */
export interface SignedReportPdf {
  readonly pdf: Uint8Array
  readonly signing: Omit<PdfSigning, 'release'> | null
}

/**
 * Signs a report's PDF with the plant's certificate where there is one and it is valid, by both bounds of the time. A release never fails
 * here: whatever is wrong with certificate, key or PDF, the report goes out without that signature, and says so.
 * @param at when the report is released: the claimed time of signing.
 */
export function signReportPdf(pdf: Uint8Array, at: Instant, reading: ClockReading, ports: Pick<Ports, 'store' | 'hash' | 'certificates' | 'log'>): SignedReportPdf {
  const found = ports.store.read((repositories) => {
    const certificate = repositories.plantCertificates.current()
    if (certificate === null) return null
    const state = validityOf(certificate, timeBounds(repositories, reading))
    return { certificate, state, privateKey: state === 'valid' || state === 'ending' ? repositories.plantCertificates.privateKey(certificate.id) : null }
  })
  if (found === null) return { pdf, signing: null }
  const { certificate, state, privateKey } = found
  const noted = (outcome: PdfSigningOutcome) => ({ certificate: certificate.id, outcome })
  if (state === 'expired' || state === 'not-yet-valid' || state === 'uncertain') return { pdf, signing: noted(state) }
  if (privateKey === null) return { pdf, signing: noted('failed') }
  try {
    const signer = { kind: certificate.keyKind, certificate: certificate.certificate, chain: certificate.chain, sign: (message: Uint8Array) => ports.certificates.sign(privateKey, message) }
    return { pdf: signPdf(pdf, at, signer, ports.hash), signing: noted('signed') }
  } catch (error) {
    ports.log.fault('plant-certificate', error)
    return { pdf, signing: noted('failed') }
  } finally {
    privateKey.fill(0)
  }
}
