import type { Ed25519, Hash } from '../ports/crypto.ts'
import type { Anchor } from './allowed-signers.ts'
import { equalBytes, readUtf8 } from './bytes.ts'
import { PackageFault } from './fault.ts'
import type { KeysJson, KeyUse, ListedKey } from './keys-json.ts'
import type { SshCertificate } from './ssh-certificate.ts'
import { keyFingerprint } from './ssh-key.ts'
import { parseSshsig, sshsigHolds } from './sshsig.ts'
import type { Namespace } from './sshsig.ts'

/** Digests and signatures that judging needs. */
export interface SignaturePorts {
  readonly hash: Pick<Hash, 'sha256' | 'sha512'>
  readonly ed25519: Pick<Ed25519, 'verify'>
}

/** A signature that holds: who made it, and whether an anchor vouches for the certificate. */
export interface JudgedSigner {
  readonly certificate: SshCertificate
  readonly fingerprint: string
  readonly entityFingerprint: string
  /** False when no anchor of that entity is known; the certificate is then only whole in itself. */
  readonly anchored: boolean
}

/** What a signature must be. */
export interface SignatureDemand {
  readonly namespace: Namespace
  /** Exactly the certificate's principal. */
  readonly principal: string
  readonly anchors: readonly Anchor[]
  /** Path, for faults. */
  readonly subject: string
}

/**
 * Judges one certified signature, in this order: armour and structure, certificate by itself, namespace, certificate present,
 * anchor, principal, signature over the message.
 * @throws PackageFault `signature-invalid`, `certificate-invalid`, `namespace-wrong`, `certificate-missing`,
 * `certificate-not-by-anchor`, `principal-wrong`, `signature-wrong`
 */
export function judgeSignature(signature: Uint8Array, sha512: Uint8Array, demand: SignatureDemand, ports: SignaturePorts): JudgedSigner {
  const parsed = parseSshsig(readUtf8(signature) ?? '', ports.ed25519, demand.subject)
  if (parsed.namespace !== demand.namespace) throw new PackageFault('namespace-wrong', demand.subject)
  const { certificate } = parsed
  if (certificate === null) throw new PackageFault('certificate-missing', demand.subject)
  const anchored = isAnchored(certificate, demand)
  if (certificate.principal !== demand.principal) throw new PackageFault('principal-wrong', demand.subject)
  if (!sshsigHolds(parsed, sha512, ports.ed25519)) throw new PackageFault('signature-wrong', demand.subject)
  return {
    certificate,
    fingerprint: keyFingerprint(certificate.publicKey, ports.hash),
    entityFingerprint: keyFingerprint(certificate.authority, ports.hash),
    anchored,
  }
}

/**
 * Judges keys.json.sig: a bare key, and that of the certificate authority.
 * @throws PackageFault `signature-invalid`, `namespace-wrong`, `keys-not-by-entity`, `signature-wrong`
 */
export function judgeKeysSignature(signature: Uint8Array, keysJson: Uint8Array, authority: Uint8Array, ports: SignaturePorts): void {
  const subject = 'keys/keys.json.sig'
  const parsed = parseSshsig(readUtf8(signature) ?? '', ports.ed25519, subject)
  if (parsed.namespace !== ('cofferdam-keys' satisfies Namespace)) throw new PackageFault('namespace-wrong', subject)
  if (parsed.certificate !== null || !equalBytes(parsed.publicKey, authority)) throw new PackageFault('keys-not-by-entity', subject)
  if (!sshsigHolds(parsed, ports.hash.sha512(keysJson), ports.ed25519)) throw new PackageFault('signature-wrong', subject)
}

/**
 * Finds a key in a list and judges it for one use at the instant it signed.
 * @throws PackageFault `key-not-listed`, `key-use-wrong`, `key-revoked`, `key-outside-window`
 */
export function judgeListedKey(keys: KeysJson, principal: string, fingerprint: string, use: KeyUse, signedAt: number): ListedKey {
  const entries = keys.keys.filter((key) => key.principal === principal && key.fingerprint === fingerprint)
  if (entries.length === 0) throw new PackageFault('key-not-listed', principal)
  // Revoked for one use is revoked: whoever lost the key lost it for all.
  if (entries.some((key) => key.revokedAt !== null)) throw new PackageFault('key-revoked', principal)
  const fitting = entries.filter((key) => key.use === use)
  if (fitting.length === 0) throw new PackageFault('key-use-wrong', principal)
  const good = fitting.find((key) => (key.from === null || signedAt >= key.from) && (key.to === null || signedAt <= key.to))
  if (good === undefined) throw new PackageFault('key-outside-window', principal)
  return good
}

function isAnchored(certificate: SshCertificate, demand: SignatureDemand): boolean {
  const entity = demand.principal.slice(demand.principal.indexOf('@') + 1)
  const own = demand.anchors.filter((anchor) => anchor.entity === entity)
  if (own.some((anchor) => equalBytes(anchor.publicKey, certificate.authority))) return true
  // A known key that vouches for another entity's principal is a lie, not a stranger.
  const foreign = demand.anchors.some((anchor) => equalBytes(anchor.publicKey, certificate.authority))
  if (own.length > 0 || foreign) throw new PackageFault('certificate-not-by-anchor', demand.subject)
  return false
}
