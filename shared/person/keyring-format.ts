import { z } from 'zod'
import { idSchema, sha256Schema } from '../contract/schema.ts'
import { utf8 } from '../package/bytes.ts'
import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'

/**
 * keyring.json: who can open the store. It holds no names, only ids of persons. Each person has a bundle {X25519, Ed25519} that only
 * the passphrase opens; the key of the data is sealed to the X25519 key of every person and to the recovery key on the printed sheet.
 * Binary values are lower-case hex. Later versions may add fields and kinds of wraps: what is not known is kept.
 */

/** Version of the file format that this program writes; a file with a higher one belongs to a newer program. */
export const keyringVersion = 1

/** How a data key is sealed to a recipient's public key. */
export const wrapAlgorithm = 'X25519-HKDF-SHA256-AES-256-GCM'
/** How a bundle is sealed under a passphrase. */
export const bundleAlgorithm = 'scrypt-AES-256-GCM'

function hexSchema(bytes: number): z.ZodString {
  return z.string().regex(new RegExp(`^[0-9a-f]{${String(2 * bytes)}}$`))
}

/** Cost of scrypt (RFC 7914). */
export const kdfSchema = z.strictObject({
  name: z.literal('scrypt'),
  n: z.number().int().min(2).max(2 ** 24),
  r: z.number().int().min(1).max(64),
  p: z.number().int().min(1).max(64),
})
export type KdfParameters = z.output<typeof kdfSchema>

/** The cost every keyring of the product has: 128 MiB and about half a second on an old engineering PC. */
export const productKdf: KdfParameters = { name: 'scrypt', n: 2 ** 17, r: 8, p: 1 }

/** X25519 private key (32 bytes) and Ed25519 seed (32 bytes), AES-256-GCM under the scrypt of the passphrase; tag of 16 bytes at the end. */
export const sealedBundleSchema = z.looseObject({
  alg: z.literal(bundleAlgorithm),
  salt: hexSchema(16),
  nonce: hexSchema(12),
  sealed: hexSchema(64 + 16),
})
export type SealedBundle = z.output<typeof sealedBundleSchema>

/** The data key (32 bytes) sealed to one X25519 public key; tag of 16 bytes at the end. */
const sealedDataKey = {
  alg: z.literal(wrapAlgorithm),
  recipient: hexSchema(32),
  ephemeral: hexSchema(32),
  nonce: hexSchema(12),
  sealed: hexSchema(32 + 16),
}

/** Wrap for one person. */
export const personWrapSchema = z.looseObject({
  kind: z.literal('person'),
  person: idSchema,
  ...sealedDataKey,
  /** The person's Ed25519 public key. */
  signing: hexSchema(32),
  bundle: sealedBundleSchema,
})
export type PersonWrap = z.output<typeof personWrapSchema>

/** Wrap for the recovery key on the printed sheet. */
export const recoveryWrapSchema = z.looseObject({ kind: z.literal('recovery'), ...sealedDataKey })
export type RecoveryWrap = z.output<typeof recoveryWrapSchema>

/** A wrap of a kind that only later programs know. */
export const unknownWrapSchema = z.looseObject({ kind: z.string().min(1).max(64) }).refine((wrap) => wrap.kind !== 'person' && wrap.kind !== 'recovery')
export type UnknownWrap = z.output<typeof unknownWrapSchema>

/** What a store is for. Only `real` and `demo` are made today. */
export const storeKinds = ['real', 'demo', 'exercise', 'training'] as const
export type StoreKind = (typeof storeKinds)[number]

/** The whole file. */
export const keyringSchema = z.looseObject({
  v: z.literal(keyringVersion),
  /** Counts up with every change; the highest generation with good sha256 and hmac wins. */
  generation: z.number().int().min(1),
  storeId: idSchema,
  /** Schema number of the store: a newer store is recognised before it is opened. */
  storeVersion: z.number().int().min(1),
  storeKind: z.enum(storeKinds),
  kdf: kdfSchema,
  wraps: z.array(z.union([personWrapSchema, recoveryWrapSchema, unknownWrapSchema])).min(1).max(4096),
  /** Of the canonical text without `sha256` and `hmac`: shows damage without a key. */
  sha256: sha256Schema,
  /** HMAC-SHA256 of the same text under a key derived from the data key: shows forgery. */
  hmac: sha256Schema,
})
export type Keyring = z.output<typeof keyringSchema>

/** A keyring before it is sealed with sha256 and hmac. */
export type KeyringContent = Pick<Keyring, 'v' | 'generation' | 'storeId' | 'storeVersion' | 'storeKind' | 'kdf' | 'wraps'>

/** Largest file that is read, in bytes: 4096 persons need less. */
export const keyringLimit = 8 * 1024 * 1024

/** The canonical bytes that `sha256` and `hmac` are taken over. */
export function keyringContentBytes(keyring: KeyringContent): Uint8Array {
  const content: Record<string, unknown> = { ...keyring }
  delete content['sha256']
  delete content['hmac']
  return utf8(canonicalJson(content as JsonValue))
}

/** Text of the file. */
export function keyringText(keyring: Keyring): string {
  return `${canonicalJson(keyring as unknown as JsonValue)}\n`
}

/** What a file turned out to be. Whether its sha256 and hmac are good is for the caller to check. */
export type KeyringReading =
  | { readonly kind: 'keyring'; readonly keyring: Keyring }
  /** Of a newer program: leave it and the store alone. */
  | { readonly kind: 'newer'; readonly v: number }
  | { readonly kind: 'damaged' }

/** Reads the text of a keyring file. */
export function readKeyring(text: string): KeyringReading {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'damaged' }
  }
  const parsed = keyringSchema.safeParse(value)
  if (parsed.success) return { kind: 'keyring', keyring: parsed.data }
  const version = versionOf(value)
  return version !== null && version > keyringVersion ? { kind: 'newer', v: version } : { kind: 'damaged' }
}

/** The wraps of persons, in the order of the file. */
export function personWraps(keyring: KeyringContent): PersonWrap[] {
  return keyring.wraps.filter((wrap): wrap is PersonWrap => wrap.kind === 'person')
}

/** The wraps for recovery keys. */
export function recoveryWraps(keyring: KeyringContent): RecoveryWrap[] {
  return keyring.wraps.filter((wrap): wrap is RecoveryWrap => wrap.kind === 'recovery')
}

/** What a sealed data key is bound to: the store and whom it is for. A wrap moved to another place does not open. */
export function wrapContext(storeId: string, kind: 'person' | 'recovery', person: string | null): Uint8Array {
  return utf8(canonicalJson({ use: 'cofferdam-wrap-v1', storeId, kind, person }))
}

/** What a bundle is bound to. */
export function bundleContext(storeId: string, person: string): Uint8Array {
  return utf8(canonicalJson({ use: 'cofferdam-bundle-v1', storeId, person }))
}

function versionOf(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('v' in value)) return null
  return typeof value.v === 'number' && Number.isInteger(value.v) ? value.v : null
}
