import type { Hash } from '../ports/crypto.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { PackageFault } from './fault.ts'
import type { PackageFaultCode } from './fault.ts'
import { SshReader, SshWriter } from './ssh-wire.ts'

/** Name of the only key algorithm that version 1 uses (RFC 8709). */
export const ed25519Name = 'ssh-ed25519'

/** SSH public key blob of a raw 32-byte Ed25519 key: string("ssh-ed25519") || string(key), 51 bytes. */
export function publicKeyBlob(publicKey: Uint8Array): Uint8Array {
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes')
  return new SshWriter().string(ed25519Name).string(publicKey).bytes()
}

/**
 * Raw 32-byte key of an SSH public key blob.
 * @throws PackageFault of the given code for any other algorithm, length or trailing byte.
 */
export function readPublicKeyBlob(blob: Uint8Array, subject = 'key', fault: PackageFaultCode = 'signature-invalid'): Uint8Array {
  const reader = new SshReader(blob, fault, subject)
  if (reader.text() !== ed25519Name) throw reader.refusal()
  const key = reader.stringOf(32)
  reader.end()
  return key.slice()
}

/** One line as in `id_ed25519.pub`, without line end. The comment may be empty. */
export function publicKeyLine(publicKey: Uint8Array, comment = ''): string {
  return `${ed25519Name} ${toBase64(publicKeyBlob(publicKey))}${comment === '' ? '' : ` ${comment}`}`
}

/** A public key with the comment of its line. */
export interface PublicKeyLine {
  readonly publicKey: Uint8Array
  readonly comment: string
}

/**
 * Reads one line as in `id_ed25519.pub`.
 * @throws PackageFault `signature-invalid` when it is anything but one Ed25519 key.
 */
export function parsePublicKeyLine(line: string): PublicKeyLine {
  const match = /^ssh-ed25519 ([A-Za-z0-9+/=]+)(?: ([^\u0000-\u001f\u007f]*))?$/.exec(line)
  const blob = fromBase64(match?.[1] ?? '')
  if (match === null || blob === null) throw new PackageFault('signature-invalid', 'key')
  return { publicKey: readPublicKeyBlob(blob), comment: match[2] ?? '' }
}

/** Fingerprint as `ssh-keygen -l` prints it: `SHA256:` and base64 without padding. That of a certificate is that of its key. */
export function keyFingerprint(publicKey: Uint8Array, hash: Pick<Hash, 'sha256'>): string {
  return `SHA256:${toBase64(hash.sha256(publicKeyBlob(publicKey))).replace(/=+$/, '')}`
}
