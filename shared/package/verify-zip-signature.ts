import type { Ed25519, Hash } from '../ports/crypto.ts'
import { parseAnchors } from './allowed-signers.ts'
import { readBlock } from './byte-source.ts'
import type { ByteSource } from './byte-source.ts'
import { PackageFault } from './fault.ts'
import type { PackageFaultCode } from './fault.ts'
import { parseSshsig } from './sshsig.ts'
import { judgeSignature } from './verify-signer.ts'
import { utf8 } from './bytes.ts'

/** The answer about `<name>.zip.sig`. It says nothing about what is inside. */
export interface ZipSignatureVerdict {
  readonly code: 'genuine' | 'unknown-signer' | 'not-genuine'
  readonly fault: PackageFaultCode | null
  readonly principal: string | null
  readonly fingerprint: string | null
  readonly entityFingerprint: string | null
}

/**
 * Verifies a zip as a whole against its `.zip.sig` before it is unpacked. A convenience: validity and revocation of keys are only
 * in keys.json, so this never replaces verifying the package.
 * @throws PackageFault `anchor-invalid`; errors of `source.read` as they come
 */
export function verifyZipSignature(
  source: ByteSource,
  signature: string,
  anchorLines: readonly string[],
  ports: { readonly hash: Hash; readonly ed25519: Pick<Ed25519, 'verify'> },
): ZipSignatureVerdict {
  const anchors = anchorLines.flatMap((line) => parseAnchors(line))
  try {
    const subject = '.zip.sig'
    const principal = parseSshsig(signature, ports.ed25519, subject).certificate?.principal ?? ''
    const demand = { namespace: 'cofferdam-zip', principal, anchors, subject } as const
    const judged = judgeSignature(utf8(signature), sha512Of(source, ports.hash), demand, ports)
    const { fingerprint, entityFingerprint } = judged
    return { code: judged.anchored ? 'genuine' : 'unknown-signer', fault: null, principal, fingerprint, entityFingerprint }
  } catch (error) {
    if (!(error instanceof PackageFault)) throw error
    return { code: 'not-genuine', fault: error.code, principal: null, fingerprint: null, entityFingerprint: null }
  }
}

function sha512Of(source: ByteSource, hash: Hash): Uint8Array {
  const hasher = hash.startSha512()
  for (let at = 0; at < source.size; at += readBlock) hasher.update(source.read(at, Math.min(readBlock, source.size - at)))
  return hasher.digest()
}
