import { equalBytes } from './bytes.ts'
import { PackageFault, type PackageFaultCode } from './fault.ts'
import { parseSshsig, sshsigHolds, type Namespace } from './sshsig.ts'
import type { SignaturePorts } from './verify-signer.ts'

/** What a signature by a bare key, without a certificate, must be. */
export interface BareDemand {
  readonly namespace: Namespace
  /** The key that must have made it, 32 bytes. */
  readonly by: Uint8Array
  /** Path, for faults. */
  readonly subject: string
  /** What it is called when a certificate or another key made it. */
  readonly otherwise: PackageFaultCode
}

/** Judges a signature by a bare key. @throws PackageFault `signature-invalid`, `namespace-wrong`, the demand's `otherwise`, `signature-wrong` */
export function judgeBareSignature(text: string, message: Uint8Array, { namespace, by, subject, otherwise }: BareDemand, ports: SignaturePorts): void {
  const signature = parseSshsig(text, ports.ed25519, subject)
  if (signature.namespace !== namespace) throw new PackageFault('namespace-wrong', subject)
  if (signature.certificate !== null || !equalBytes(signature.publicKey, by)) throw new PackageFault(otherwise, subject)
  if (!sshsigHolds(signature, ports.hash.sha512(message), ports.ed25519)) throw new PackageFault('signature-wrong', subject)
}
