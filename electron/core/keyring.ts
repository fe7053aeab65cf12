import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { DomainError } from '../../shared/contract/error.ts'
import { concatBytes, fromHex, toHex, utf8 } from '../../shared/package/bytes.ts'
import {
  bundleAlgorithm,
  bundleContext,
  keyringContentBytes,
  keyringVersion,
  personWraps,
  recoveryWraps,
  wrapAlgorithm,
  wrapContext,
  type Keyring,
  type KeyringContent,
  type PersonWrap,
  type RecoveryWrap,
  type StoreKind,
} from '../../shared/person/keyring-format.ts'
import { minimumPassphraseLength, passphraseLength } from '../../shared/person/passphrase.ts'
import { readRecoveryCode, recoverySecretLength } from '../../shared/person/recovery-code.ts'
import type { Random } from '../../shared/ports/crypto.ts'
import type { KeyDerivation } from './key-derivation.ts'
import { agree, agreementPublicKey, deriveKey, seal, signingPublicKey, unseal } from './sealing.ts'

/** What the keyring needs of the world. */
export interface KeyringPorts {
  readonly random: Random
  readonly keyDerivation: KeyDerivation
}

/** A person's own keys while they are unwrapped; 32 bytes each. */
export interface PersonKeys {
  /** X25519 private key. */
  readonly agreement: Uint8Array
  /** Ed25519 seed. */
  readonly signing: Uint8Array
}

/** What opening a keyring gives. */
export interface OpenedKeyring {
  readonly person: string
  readonly keys: PersonKeys
  /** 32 bytes, from which every key of the store's files is derived. */
  readonly dataKey: Uint8Array
}

/** Makes the keyring of a new store. @throws passphrase-too-short. */
export async function createKeyring(
  input: {
    readonly storeId: string
    readonly storeVersion: number
    readonly storeKind: StoreKind
    readonly person: string
    readonly passphrase: string
    readonly dataKey: Uint8Array
    readonly recoverySecret: Uint8Array
  },
  ports: KeyringPorts,
): Promise<{ keyring: Keyring; keys: PersonKeys }> {
  const keys = newPersonKeys(ports.random)
  const wrap = await wrapForPerson({ ...input, keys, given: false }, ports)
  const recovery = wrapForRecovery(input.storeId, input.recoverySecret, input.dataKey, ports.random)
  const content: KeyringContent = {
    v: keyringVersion,
    generation: 1,
    storeId: input.storeId,
    storeVersion: input.storeVersion,
    storeKind: input.storeKind,
    kdf: ports.keyDerivation.parameters,
    wraps: [wrap, recovery],
  }
  return { keyring: sealKeyring(content, input.dataKey), keys }
}

/**
 * Opens the data key with a passphrase: tries the bundle of each person, one scrypt for each salt.
 * @throws wrong-passphrase; keyring-damaged for a cost that this program does not accept, or when a bundle opens and its wrap does not.
 */
export async function openWithPassphrase(keyring: Keyring, passphrase: string, ports: KeyringPorts): Promise<OpenedKeyring> {
  if (!ports.keyDerivation.accepts(keyring.kdf)) throw new DomainError('keyring-damaged', { what: 'kdf' })
  const derived = new Map<string, Uint8Array>()
  for (const wrap of personWraps(keyring)) {
    const salt = wrap.bundle.salt
    const key = derived.get(salt) ?? (await ports.keyDerivation.derive(passphrase, bytesOf(salt), keyring.kdf))
    derived.set(salt, key)
    const bundle = unseal(key, bytesOf(wrap.bundle.nonce), bytesOf(wrap.bundle.sealed), bundleContext(keyring.storeId, wrap.person))
    if (bundle === null) continue
    const keys: PersonKeys = { agreement: bundle.slice(0, 32), signing: bundle.slice(32, 64) }
    const dataKey = openWrap(wrap, keys.agreement, wrapContext(keyring.storeId, 'person', wrap.person))
    if (dataKey === null) throw new DomainError('keyring-damaged', { what: 'wrap' })
    return { person: wrap.person, keys, dataKey }
  }
  throw new DomainError('wrong-passphrase')
}

/**
 * Opens the bundle of one person with a passphrase, after exactly one key derivation whether there is such a person or not.
 * @param person `null` for somebody nobody knows. @returns null when it does not open.
 * @throws keyring-damaged for a cost that this program does not accept.
 */
export async function openBundleOf(keyring: Keyring, person: string | null, passphrase: string, ports: KeyringPorts): Promise<PersonKeys | null> {
  if (!ports.keyDerivation.accepts(keyring.kdf)) throw new DomainError('keyring-damaged', { what: 'kdf' })
  const wraps = personWraps(keyring)
  const wrap = wraps.find((candidate) => candidate.person === person)
  // Somebody else's bundle stands in for one that is not there: the same work, and for another person it never opens.
  const tried = wrap ?? wraps[0]
  if (tried === undefined) return null
  const key = await ports.keyDerivation.derive(passphrase, bytesOf(tried.bundle.salt), keyring.kdf)
  const bundle = unseal(key, bytesOf(tried.bundle.nonce), bytesOf(tried.bundle.sealed), bundleContext(keyring.storeId, person ?? ''))
  return wrap === undefined || bundle === null ? null : { agreement: bundle.slice(0, 32), signing: bundle.slice(32, 64) }
}

/** Whether the passphrase of a bundle is still the one an administrator gave. */
export function isGiven(wrap: PersonWrap): boolean {
  return wrap['given'] === true
}

/** Whether a person counts first when the recovery sheet is used: administrators of all sites. */
export function isLeading(wrap: PersonWrap): boolean {
  return wrap['leading'] === true
}

/** Whose bundle a recovery replaces. @throws not-found. */
export function personToRecover(keyring: Keyring, wanted: string | null): string {
  const wraps = personWraps(keyring)
  const persons = wraps.map((wrap) => wrap.person)
  const person = wanted ?? wraps.find(isLeading)?.person ?? persons[0]
  if (person === undefined || !persons.includes(person)) throw new DomainError('not-found', { kind: 'person' })
  return person
}

/**
 * Opens the data key with the printed recovery key.
 * @throws wrong-recovery-key with {why: length | character | check | other-store, group} so that a screen can point at the slip.
 */
export function openWithRecoveryCode(keyring: Keyring, code: string): Uint8Array {
  const reading = readRecoveryCode(code)
  if (!reading.ok) throw new DomainError('wrong-recovery-key', { why: reading.why, group: reading.group })
  const privateKey = recoveryPrivateKey(reading.secret)
  for (const wrap of recoveryWraps(keyring)) {
    const dataKey = openWrap(wrap, privateKey, wrapContext(keyring.storeId, 'recovery', null))
    if (dataKey !== null) return dataKey
  }
  throw new DomainError('wrong-recovery-key', { why: 'other-store', group: null })
}

/** Whether sha256 fits: a keyring that was torn or altered by accident is seen without a key. */
export function isUndamaged(keyring: Keyring): boolean {
  return createHash('sha256').update(keyringContentBytes(keyring)).digest('hex') === keyring.sha256
}

/** Whether the keyring was written by somebody who holds the data key. */
export function isAuthentic(keyring: Keyring, dataKey: Uint8Array): boolean {
  return timingSafeEqual(Buffer.from(contentMac(keyring, dataKey), 'hex'), Buffer.from(keyring.hmac, 'hex'))
}

/** The next generation with other content. */
export function nextGeneration(keyring: Keyring, change: Partial<Pick<Keyring, 'storeVersion' | 'wraps' | 'kdf'>>, dataKey: Uint8Array): Keyring {
  return sealKeyring({ ...keyring, ...change, generation: keyring.generation + 1 }, dataKey)
}

/** The next generation in which a person has a new bundle under a new passphrase. @throws passphrase-too-short. */
export async function withPerson(
  keyring: Keyring,
  input: { readonly person: string; readonly passphrase: string; readonly dataKey: Uint8Array },
  ports: KeyringPorts,
): Promise<{ keyring: Keyring; keys: PersonKeys }> {
  // One cost stands for all bundles, so a bundle of another cost than the file's would never open.
  if (!ports.keyDerivation.accepts(keyring.kdf)) throw new DomainError('keyring-damaged', { what: 'kdf' })
  const keys = newPersonKeys(ports.random)
  const wrap = await wrapForPerson({ ...input, storeId: keyring.storeId, keys, given: false }, ports)
  const index = keyring.wraps.findIndex((old) => old.kind === 'person' && (old as PersonWrap).person === input.person)
  const wraps = index < 0 ? [...keyring.wraps, wrap] : keyring.wraps.with(index, wrap)
  return { keyring: nextGeneration(keyring, { wraps }, input.dataKey), keys }
}

/** The next generation with one new recovery key; earlier sheets no longer open the store. */
export function withRecoverySecret(keyring: Keyring, secret: Uint8Array, dataKey: Uint8Array, random: Random): Keyring {
  const others = keyring.wraps.filter((wrap) => wrap.kind !== 'recovery')
  return nextGeneration(keyring, { wraps: [...others, wrapForRecovery(keyring.storeId, secret, dataKey, random)] }, dataKey)
}

/** @throws passphrase-too-short with the least length. */
export function requireLongEnough(passphrase: string): void {
  if (passphraseLength(passphrase) < minimumPassphraseLength) throw new DomainError('passphrase-too-short', { minimum: minimumPassphraseLength })
}

/** The raw 32-byte key of store.db and its backups. */
export function storeKeyOf(dataKey: Uint8Array): Uint8Array {
  return deriveKey(dataKey, new Uint8Array(), 'cofferdam-store-key-v1')
}

function sealKeyring(content: KeyringContent, dataKey: Uint8Array): Keyring {
  const sha256 = createHash('sha256').update(keyringContentBytes(content)).digest('hex')
  return { ...content, sha256, hmac: contentMac(content, dataKey) } as Keyring
}

function contentMac(content: KeyringContent, dataKey: Uint8Array): string {
  const key = deriveKey(dataKey, new Uint8Array(), 'cofferdam-keyring-hmac-v1')
  return createHmac('sha256', key).update(keyringContentBytes(content)).digest('hex')
}

function newPersonKeys(random: Random): PersonKeys {
  return { agreement: random.bytes(32), signing: random.bytes(32) }
}

/**
 * Seals a person's keys under a passphrase and the data key to the person.
 * @param input.given an administrator gave the passphrase: the wrap says so until the person has changed it. @throws passphrase-too-short.
 */
export async function wrapForPerson(
  input: { readonly storeId: string; readonly person: string; readonly passphrase: string; readonly dataKey: Uint8Array; readonly keys: PersonKeys; readonly given: boolean },
  ports: KeyringPorts,
): Promise<PersonWrap> {
  const { storeId, person, passphrase, dataKey, keys, given } = input
  requireLongEnough(passphrase)
  const { random, keyDerivation } = ports
  const salt = random.bytes(16)
  const nonce = random.bytes(12)
  const key = await keyDerivation.derive(passphrase, salt, keyDerivation.parameters)
  const sealed = seal(key, nonce, concatBytes(keys.agreement, keys.signing), bundleContext(storeId, person))
  return {
    kind: 'person',
    person,
    ...(given ? { given } : {}),
    ...sealDataKey(dataKey, agreementPublicKey(keys.agreement), wrapContext(storeId, 'person', person), random),
    signing: toHex(signingPublicKey(keys.signing)),
    bundle: { alg: bundleAlgorithm, salt: toHex(salt), nonce: toHex(nonce), sealed: toHex(sealed) },
  }
}

/** Seals the data key to a recovery key. */
export function wrapForRecovery(storeId: string, secret: Uint8Array, dataKey: Uint8Array, random: Random): RecoveryWrap {
  const recipient = agreementPublicKey(recoveryPrivateKey(secret))
  return { kind: 'recovery', ...sealDataKey(dataKey, recipient, wrapContext(storeId, 'recovery', null), random) }
}

function recoveryPrivateKey(secret: Uint8Array): Uint8Array {
  if (secret.length !== recoverySecretLength) throw new RangeError('a recovery key has 20 bytes')
  return deriveKey(secret, new Uint8Array(), 'cofferdam-recovery-key-v1')
}

/** Seals the data key to a public key. @param context what the wrap is bound to. */
export function sealDataKey(
  dataKey: Uint8Array,
  recipient: Uint8Array,
  context: Uint8Array,
  random: Random,
): Pick<RecoveryWrap, 'alg' | 'recipient' | 'ephemeral' | 'nonce' | 'sealed'> {
  const ephemeralPrivate = random.bytes(32)
  const ephemeral = agreementPublicKey(ephemeralPrivate)
  const nonce = random.bytes(12)
  const key = wrapKey(agree(ephemeralPrivate, recipient), ephemeral, recipient, context)
  return {
    alg: wrapAlgorithm,
    recipient: toHex(recipient),
    ephemeral: toHex(ephemeral),
    nonce: toHex(nonce),
    sealed: toHex(seal(key, nonce, dataKey, context)),
  }
}

function openWrap(wrap: Pick<RecoveryWrap, 'ephemeral' | 'nonce' | 'sealed'>, privateKey: Uint8Array, context: Uint8Array): Uint8Array | null {
  const ephemeral = bytesOf(wrap.ephemeral)
  const recipient = agreementPublicKey(privateKey)
  const key = wrapKey(agree(privateKey, ephemeral), ephemeral, recipient, context)
  return unseal(key, bytesOf(wrap.nonce), bytesOf(wrap.sealed), context)
}

/** HKDF binds the key to both public keys and to what it is for, so that no wrap can stand in for another. */
function wrapKey(shared: Uint8Array, ephemeral: Uint8Array, recipient: Uint8Array, context: Uint8Array): Uint8Array {
  return deriveKey(shared, concatBytes(ephemeral, recipient), concatBytes(utf8('cofferdam-wrap-key-v1'), context))
}

function bytesOf(hex: string): Uint8Array {
  // The schema has admitted hex only, so this cannot be null.
  return fromHex(hex) ?? new Uint8Array()
}
