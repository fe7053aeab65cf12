import type { Ed25519, Hash } from '../ports/crypto.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { utf8 } from './bytes.ts'
import { PackageFault } from './fault.ts'
import { certificateName, parseCertificate, readRawSignature } from './ssh-certificate.ts'
import type { SshCertificate } from './ssh-certificate.ts'
import { ed25519Name, publicKeyBlob, readPublicKeyBlob } from './ssh-key.ts'
import { SshReader, SshWriter } from './ssh-wire.ts'

/** The closed list of namespaces: what a signature is for. A signature for one purpose never serves another. */
export const namespaces = [
  'cofferdam-package',
  'cofferdam-report',
  'cofferdam-evidence',
  'cofferdam-audit',
  'cofferdam-zip',
  'cofferdam-keys',
  'cofferdam-approve',
  'cofferdam-statement',
  'cofferdam-receipt',
  'cofferdam-key-change',
  'cofferdam-key-request',
  'cofferdam-key-certificate',
  'cofferdam-update',
] as const

/** One namespace of the closed list. */
export type Namespace = (typeof namespaces)[number]

const magic = utf8('SSHSIG')
const begin = '-----BEGIN SSH SIGNATURE-----\n'
const end = '-----END SSH SIGNATURE-----\n'
const columns = 70
const hashName = 'sha512'

/** Who signs: a 32-byte seed, and the certificate that stands for it (absent for the entity's own key). */
export interface SshSigner {
  readonly seed: Uint8Array
  readonly certificate?: SshCertificate
}

/** A signature file that is well formed; whether it holds is for {@link sshsigHolds}. */
export interface SshSignature {
  readonly namespace: string
  /** The key that made the signature, 32 bytes. */
  readonly publicKey: Uint8Array
  /** Present when the signer showed a certificate instead of a bare key; already checked by itself. */
  readonly certificate: SshCertificate | null
  readonly signature: Uint8Array
}

/** Signs bytes: the armoured text of an SSHSIG file (OpenSSH PROTOCOL.sshsig), SHA-512, 70 columns. */
export function signSshsig(message: Uint8Array, namespace: Namespace, signer: SshSigner, ports: { readonly hash: Pick<Hash, 'sha512'>; readonly ed25519: Ed25519 }): string {
  return signSshsigDigest(ports.hash.sha512(message), namespace, signer, ports.ed25519)
}

/** Signs a message of which only the SHA-512 is at hand, such as a large file that was streamed. */
export function signSshsigDigest(sha512: Uint8Array, namespace: Namespace, signer: SshSigner, ed25519: Ed25519): string {
  const key = signer.certificate?.blob ?? publicKeyBlob(ed25519.publicKey(signer.seed))
  const signature = ed25519.sign(signer.seed, signedText(namespace, sha512))
  const blob = new SshWriter()
    .raw(magic)
    .u32(1)
    .string(key)
    .string(namespace)
    .string('')
    .string(hashName)
    .string(new SshWriter().string(ed25519Name).string(signature).bytes())
    .bytes()
  return armour(blob)
}

/**
 * Reads the armoured text of an SSHSIG file: version 1, empty reserved field, SHA-512, Ed25519, exact lengths, nothing behind,
 * and exactly the armour that {@link signSshsig} and `ssh-keygen -Y sign` write. A certificate inside is checked by itself.
 * @throws PackageFault `signature-invalid` or `certificate-invalid`
 */
export function parseSshsig(text: string, ed25519: Pick<Ed25519, 'verify'>, subject = 'signature'): SshSignature {
  const blob = unarmour(text)
  if (blob === null) throw new PackageFault('signature-invalid', subject)
  const reader = new SshReader(blob, 'signature-invalid', subject)
  const start = reader.raw(magic.length)
  if (start.some((byte, i) => byte !== magic[i]) || reader.u32() !== 1) throw reader.refusal()
  const key = reader.string()
  const namespace = reader.text()
  if (namespace === '') throw reader.refusal()
  reader.stringOf(0)
  if (reader.text() !== hashName) throw reader.refusal()
  const signature = readRawSignature(reader.string(), 'signature-invalid', subject)
  reader.end()
  const keyType = new SshReader(key, 'signature-invalid', subject).text()
  const certificate = keyType === certificateName ? parseCertificate(key, ed25519, subject) : null
  return { namespace, publicKey: certificate?.publicKey ?? readPublicKeyBlob(key, subject), certificate, signature }
}

/** True when the signature was made by its key over a message with this SHA-512, for its own namespace. */
export function sshsigHolds(signature: SshSignature, sha512: Uint8Array, ed25519: Pick<Ed25519, 'verify'>): boolean {
  return ed25519.verify(signature.publicKey, signedText(signature.namespace, sha512), signature.signature)
}

function signedText(namespace: string, sha512: Uint8Array): Uint8Array {
  return new SshWriter().raw(magic).string(namespace).string('').string(hashName).string(sha512).bytes()
}

function armour(blob: Uint8Array): string {
  const base64 = toBase64(blob)
  let text = begin
  for (let i = 0; i < base64.length; i += columns) text += `${base64.slice(i, i + columns)}\n`
  return text + end
}

function unarmour(text: string): Uint8Array | null {
  if (!text.startsWith(begin) || !text.endsWith(end) || text.length < begin.length + end.length) return null
  const blob = fromBase64(text.slice(begin.length, text.length - end.length).replaceAll('\n', ''))
  return blob !== null && armour(blob) === text ? blob : null
}
