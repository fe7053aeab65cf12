import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto'

/** DER in front of a raw X25519 private key (RFC 8410, PKCS #8) and public key (SPKI). */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')
/** DER in front of a raw Ed25519 seed (RFC 8410, PKCS #8). */
const signingPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** X25519 public key (32 bytes) of a private key (32 bytes). */
export function agreementPublicKey(privateKey: Uint8Array): Uint8Array {
  return rawPublic(createPublicKey(agreementPrivate(privateKey)))
}

/** Ed25519 public key (32 bytes) of a seed (32 bytes). */
export function signingPublicKey(seed: Uint8Array): Uint8Array {
  return rawPublic(createPublicKey(createPrivateKey({ key: Buffer.concat([signingPrefix, seed]), format: 'der', type: 'pkcs8' })))
}

/** X25519 agreement. @throws for a low-order public key. */
export function agree(privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const publicObject = createPublicKey({ key: Buffer.concat([publicPrefix, publicKey]), format: 'der', type: 'spki' })
  return new Uint8Array(diffieHellman({ privateKey: agreementPrivate(privateKey), publicKey: publicObject }))
}

/** HKDF-SHA256 (RFC 5869), 32 bytes. */
export function deriveKey(secret: Uint8Array, salt: Uint8Array, info: Uint8Array | string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, info, 32))
}

/** AES-256-GCM; the tag of 16 bytes stands at the end. */
export function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, context: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(context)
  return new Uint8Array(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

/** Opens what `seal` made, or `null` when key, nonce, context or bytes do not fit. */
export function unseal(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, context: Uint8Array): Uint8Array | null {
  const split = sealed.length - 16
  if (split < 0) return null
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAAD(context)
  decipher.setAuthTag(sealed.subarray(split))
  try {
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, split)), decipher.final()]))
  } catch {
    return null
  }
}

function agreementPrivate(privateKey: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([privatePrefix, privateKey]), format: 'der', type: 'pkcs8' })
}

function rawPublic(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(-32))
}
