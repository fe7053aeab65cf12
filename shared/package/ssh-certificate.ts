import type { Ed25519, Random } from '../ports/crypto.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { equalBytes } from './bytes.ts'
import { PackageFault } from './fault.ts'
import { ed25519Name, publicKeyBlob, readPublicKeyBlob } from './ssh-key.ts'
import { SshReader, SshWriter } from './ssh-wire.ts'

/** Name of the certificate type (OpenSSH PROTOCOL.certkeys). */
export const certificateName = 'ssh-ed25519-cert-v01@openssh.com'

const userCertificate = 1
const forever = 0xffffffffffffffffn

/** An OpenSSH user certificate as version 1 allows it: one principal, no expiry, no options. */
export interface SshCertificate {
  /** The whole certificate as it stands in a signature. */
  readonly blob: Uint8Array
  /** The certified key, 32 bytes. */
  readonly publicKey: Uint8Array
  readonly serial: bigint
  readonly keyId: string
  /** `<site>@<entity>` or `p-<person>@<entity>`. */
  readonly principal: string
  /** The key of the certificate authority (the entity), 32 bytes. */
  readonly authority: Uint8Array
}

/** What goes into a new certificate. */
export interface CertificateRequest {
  readonly authoritySeed: Uint8Array
  readonly publicKey: Uint8Array
  readonly principal: string
  /** Shown by `ssh-keygen -L` and in sshd-style logs. */
  readonly keyId: string
  readonly serial: bigint
}

/**
 * Issues a user certificate: exactly one principal, valid from 0 to 2^64-1 (validity lives in keys.json), no critical
 * options, no extensions, a 32-byte nonce from `random`.
 */
export function issueCertificate(request: CertificateRequest, ports: { readonly ed25519: Ed25519; readonly random: Random }): SshCertificate {
  if (!principalPattern.test(request.principal)) throw new RangeError('principal is not <code>@<entity>')
  const authority = ports.ed25519.publicKey(request.authoritySeed)
  const signed = new SshWriter()
    .string(certificateName)
    .string(ports.random.bytes(32))
    .string(request.publicKey)
    .u64(request.serial)
    .u32(userCertificate)
    .string(request.keyId)
    .string(new SshWriter().string(request.principal).bytes())
    .u64(0n)
    .u64(forever)
    .string('')
    .string('')
    .string('')
    .string(publicKeyBlob(authority))
    .bytes()
  const signature = new SshWriter().string(ed25519Name).string(ports.ed25519.sign(request.authoritySeed, signed)).bytes()
  return parseCertificate(new SshWriter().raw(signed).string(signature).bytes(), ports.ed25519)
}

/**
 * Reads a certificate and checks it completely but for the question whether its authority is trusted: exact lengths, user
 * type, one principal, unlimited validity, no options, and the authority's signature.
 * @throws PackageFault `certificate-invalid`
 */
export function parseCertificate(blob: Uint8Array, ed25519: Pick<Ed25519, 'verify'>, subject = 'certificate'): SshCertificate {
  const reader = new SshReader(blob, 'certificate-invalid', subject)
  if (reader.text() !== certificateName) throw reader.refusal()
  if (reader.string().length < 16) throw reader.refusal()
  const publicKey = reader.stringOf(32).slice()
  const serial = reader.u64()
  if (reader.u32() !== userCertificate) throw reader.refusal()
  const keyId = reader.text()
  const principals = new SshReader(reader.string(), 'certificate-invalid', subject)
  const principal = principals.text()
  principals.end()
  if (!principalPattern.test(principal)) throw reader.refusal()
  if (reader.u64() !== 0n || reader.u64() !== forever) throw reader.refusal()
  for (let i = 0; i < 3; i++) reader.stringOf(0)
  const authority = readPublicKeyBlob(reader.string(), subject, 'certificate-invalid')
  const signed = blob.subarray(0, reader.position)
  const signature = readRawSignature(reader.string(), 'certificate-invalid', subject)
  reader.end()
  if (!ed25519.verify(authority, signed, signature)) throw reader.refusal()
  return { blob: blob.slice(), publicKey, serial, keyId, principal, authority }
}

/** One line as in `id_ed25519-cert.pub`, without line end; `ssh-keygen -L -f` prints its fields. */
export function certificateLine(certificate: SshCertificate): string {
  return `${certificateName} ${toBase64(certificate.blob)} ${certificate.principal}`
}

/** Reads what {@link certificateLine} writes, in exactly that form. @throws PackageFault `certificate-invalid` */
export function parseCertificateLine(line: string, ed25519: Pick<Ed25519, 'verify'>): SshCertificate {
  const [name, base64] = line.split(' ')
  const blob = name === certificateName ? fromBase64(base64 ?? '') : null
  if (blob === null) throw new PackageFault('certificate-invalid', 'line')
  const certificate = parseCertificate(blob, ed25519)
  if (certificateLine(certificate) !== line) throw new PackageFault('certificate-invalid', 'line')
  return certificate
}

/** `<code>@<entity>`: a site's principal, or a person's when the code begins with `p-`. */
export const principalPattern = /^(?:p-)?[a-z2-7]{10}@[a-z2-7]{10}$/

/** The 64 raw bytes of an SSH signature string: string("ssh-ed25519") || string(signature), nothing behind. */
export function readRawSignature(bytes: Uint8Array, fault: 'certificate-invalid' | 'signature-invalid', subject: string): Uint8Array {
  const reader = new SshReader(bytes, fault, subject)
  if (reader.text() !== ed25519Name) throw reader.refusal()
  const signature = reader.stringOf(64).slice()
  reader.end()
  return signature
}

/** True when both are the same certificate, byte for byte. */
export function sameCertificate(a: SshCertificate, b: SshCertificate): boolean {
  return equalBytes(a.blob, b.blob)
}
