import { nodeEd25519, nodeHash } from '../../electron/core/crypto.ts'
import { concatBytes, utf8 } from '../../shared/package/bytes.ts'
import { publicKeyBlob } from '../../shared/package/ssh-key.ts'
import { SshWriter } from '../../shared/package/ssh-wire.ts'
import type { SshSigner } from '../../shared/package/sshsig.ts'

/** What an unusual signature file may say; left out, it is a good one. */
export interface SignatureWish {
  readonly version?: number
  readonly reserved?: string
  readonly algorithm?: 'sha256' | 'sha512'
  readonly trailing?: Uint8Array
  readonly columns?: number
  readonly lineEnd?: string
  readonly before?: string
}

/** Builds an SSHSIG file field by field. The signature itself holds for what the fields say. */
export function forgeSignature(message: Uint8Array, namespace: string, signer: SshSigner, wish: SignatureWish = {}): string {
  const algorithm = wish.algorithm ?? 'sha512'
  const reserved = wish.reserved ?? ''
  const signed = new SshWriter().raw(utf8('SSHSIG')).string(namespace).string(reserved).string(algorithm).string(nodeHash[algorithm](message)).bytes()
  const signature = new SshWriter().string('ssh-ed25519').string(nodeEd25519.sign(signer.seed, signed)).bytes()
  const key = signer.certificate?.blob ?? publicKeyBlob(nodeEd25519.publicKey(signer.seed))
  const fields = new SshWriter().raw(utf8('SSHSIG')).u32(wish.version ?? 1).string(key).string(namespace).string(reserved).string(algorithm).string(signature).bytes()
  const base64 = Buffer.from(concatBytes(fields, wish.trailing ?? new Uint8Array(0))).toString('base64')
  const lines = base64.match(new RegExp(`.{1,${wish.columns ?? 70}}`, 'g')) ?? []
  const end = wish.lineEnd ?? '\n'
  return `${wish.before ?? ''}-----BEGIN SSH SIGNATURE-----${end}${lines.join(end)}${end}-----END SSH SIGNATURE-----${end}`
}
