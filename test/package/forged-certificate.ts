import { nodeEd25519 } from '../../electron/core/crypto.ts'
import { certificateName } from '../../shared/package/ssh-certificate.ts'
import type { SshCertificate } from '../../shared/package/ssh-certificate.ts'
import { publicKeyBlob } from '../../shared/package/ssh-key.ts'
import { SshWriter } from '../../shared/package/ssh-wire.ts'
import { bytesFor } from '../support/package-fixtures.ts'

/** What a forged or merely unusual certificate may say; left out, it says what a good one does. */
export interface CertificateWish {
  readonly type?: number
  readonly principals?: readonly string[]
  readonly after?: bigint
  readonly before?: bigint
  readonly criticalOptions?: Uint8Array
  readonly extensions?: Uint8Array
  readonly reserved?: Uint8Array
  readonly nonce?: Uint8Array
  /** Signs instead of the authority that the certificate names. */
  readonly signedBy?: Uint8Array
  readonly trailing?: Uint8Array
}

/** Builds a certificate blob field by field, without the checks of the product's own issuer. */
export function forgeCertificate(authoritySeed: Uint8Array, publicKey: Uint8Array, principal: string, wish: CertificateWish = {}): SshCertificate {
  const authority = nodeEd25519.publicKey(authoritySeed)
  const principals = new SshWriter()
  for (const name of wish.principals ?? [principal]) principals.string(name)
  const signed = new SshWriter()
    .string(certificateName)
    .string(wish.nonce ?? bytesFor('forged nonce'))
    .string(publicKey)
    .u64(1n)
    .u32(wish.type ?? 1)
    .string(principal)
    .string(principals.bytes())
    .u64(wish.after ?? 0n)
    .u64(wish.before ?? 0xffffffffffffffffn)
    .string(wish.criticalOptions ?? '')
    .string(wish.extensions ?? '')
    .string(wish.reserved ?? '')
    .string(publicKeyBlob(authority))
    .bytes()
  const signature = nodeEd25519.sign(wish.signedBy ?? authoritySeed, signed)
  const blob = new SshWriter()
    .raw(signed)
    .string(new SshWriter().string('ssh-ed25519').string(signature).bytes())
    .raw(wish.trailing ?? new Uint8Array(0))
    .bytes()
  return { blob, publicKey, serial: 1n, keyId: principal, principal, authority }
}
