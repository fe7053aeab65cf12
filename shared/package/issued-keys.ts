import type { Entity } from '../entity/entity.ts'
import type { Person } from '../person/person.ts'
import type { Ed25519, Hash, Random } from '../ports/crypto.ts'
import type { Ids } from '../ports/ids.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import type { Site } from '../site/site.ts'
import { DomainError } from '../contract/error.ts'
import { keysJsonText, type KeysJson, type KeyUse } from './keys-json.ts'
import { certificateLine, issueCertificate, parseCertificateLine, type SshCertificate } from './ssh-certificate.ts'
import { keyFingerprint } from './ssh-key.ts'
import { signSshsig, type SshSigner } from './sshsig.ts'
import type { SigningKey } from './signing-key.ts'
import { equalBytes, utf8 } from './bytes.ts'

/** What issuing keys needs of the world. */
export interface KeyPorts {
  readonly ed25519: Ed25519
  readonly hash: Hash
  readonly random: Random
  readonly ids: Ids
}

/** Makes the entity's key: the certificate authority of everything this store signs. */
export function issueEntityKey(transaction: Transaction, entity: Entity, ports: KeyPorts): SigningKey {
  const seed = ports.random.bytes(32)
  return addKey(transaction, {
    id: ports.ids.id(),
    kind: 'entity',
    owner: entity.id,
    principal: `@${entity.code}`,
    publicKey: ports.ed25519.publicKey(seed),
    seed,
    certificate: null,
    from: transaction.stamp.reading.at,
    to: null,
    revokedAt: null,
    reason: null,
  })
}

/** Makes a site's key and certifies it; where the entity's key lies elsewhere it waits. A new keys document must follow in the same transaction. */
export function issueSiteKey(transaction: Transaction, entity: Entity, site: Site, ports: KeyPorts): SigningKey {
  const seed = ports.random.bytes(32)
  return certify(transaction, entity, { kind: 'site', owner: site.id, principal: `${site.code}@${entity.code}`, publicKey: ports.ed25519.publicKey(seed), seed }, ports)
}

/** Certifies a person's key; its seed stays in the keyring. Where the entity's key lies elsewhere the key waits for its certificate. */
export function certifyPersonKey(transaction: Transaction, entity: Entity, person: Person, publicKey: Uint8Array, ports: KeyPorts): SigningKey {
  return certify(transaction, entity, { kind: 'person', owner: person.id, principal: `p-${person.code}@${entity.code}`, publicKey, seed: null }, ports)
}

/**
 * Certifies a key once more, by the entity's key of now. The row before it ends; both are the same key, which is good throughout. A new keys
 * document must follow in the same transaction.
 */
export function recertify(transaction: Transaction, entity: Entity, key: SigningKey, ports: KeyPorts): SigningKey {
  return certify(transaction, entity, endRow(transaction, key), ports)
}

/** As `recertify`, by the entity's key of now that lies elsewhere: with the certificate that came from there, or none yet. */
export function recertifyFrom(transaction: Transaction, key: SigningKey, certificate: SshCertificate | null, ports: Pick<KeyPorts, 'ids'>): SigningKey {
  return addCertified(transaction, endRow(transaction, key), certificate, ports)
}

/** Ends the row of a key that goes on in another one. */
function endRow(transaction: Transaction, key: SigningKey): Pick<SigningKey, 'kind' | 'owner' | 'principal' | 'publicKey' | 'seed'> {
  transaction.keys.end(key.id, transaction.stamp.reading.at)
  if (key.seed !== null) transaction.keys.forgetSeed(key.id)
  transaction.changed('signing-key', key.id, { to: null }, { to: transaction.stamp.reading.at })
  const { kind, owner, principal, publicKey, seed } = key
  return { kind, owner, principal, publicKey, seed }
}

/** Names the key of an entity that lies elsewhere: the record knows it and cannot sign with it. */
export function addForeignEntityKey(transaction: Transaction, entity: Entity, publicKey: Uint8Array, ports: Pick<KeyPorts, 'ids'>): SigningKey {
  return addKey(transaction, { id: ports.ids.id(), kind: 'entity', owner: entity.id, principal: `@${entity.code}`, publicKey, seed: null, certificate: null, from: transaction.stamp.reading.at, to: null, revokedAt: null, reason: null })
}

/** Makes a site's next key. It waits for its certificate and signs nothing else until then. */
export function addWaitingSiteKey(transaction: Transaction, entity: Entity, site: Site, ports: KeyPorts): SigningKey {
  const seed = ports.random.bytes(32)
  return addCertified(transaction, { kind: 'site', owner: site.id, principal: `${site.code}@${entity.code}`, publicKey: ports.ed25519.publicKey(seed), seed }, null, ports)
}

function certify(
  transaction: Transaction,
  entity: Entity,
  key: Pick<SigningKey, 'kind' | 'owner' | 'principal' | 'publicKey' | 'seed'>,
  ports: KeyPorts,
): SigningKey {
  const authority = requireKey(transaction, 'entity', entity.id)
  const certificate =
    authority.seed === null
      ? null
      : issueCertificate({ authoritySeed: authority.seed, publicKey: key.publicKey, principal: key.principal, keyId: key.principal, serial: BigInt(transaction.keys.list().length) }, ports)
  return addCertified(transaction, key, certificate, ports)
}

/** Adds a key from now on with the certificate it got, or without one. */
function addCertified(transaction: Transaction, key: Pick<SigningKey, 'kind' | 'owner' | 'principal' | 'publicKey' | 'seed'>, certificate: SshCertificate | null, ports: Pick<KeyPorts, 'ids'>): SigningKey {
  return addKey(transaction, {
    ...key,
    id: ports.ids.id(),
    certificate: certificate === null ? null : certificateLine(certificate),
    from: transaction.stamp.reading.at,
    to: null,
    revokedAt: null,
    reason: null,
  })
}

function addKey(transaction: Transaction, key: SigningKey): SigningKey {
  transaction.keys.add(key)
  transaction.changed('signing-key', key.id, null, { kind: key.kind, owner: key.owner, principal: key.principal })
  return key
}

/**
 * Writes and signs the next numbered keys.json: every key this entity ever certified, with its time of validity. Where the entity's key lies
 * elsewhere nothing is written: what changed goes there with the next request.
 */
export function issueKeysDocument(transaction: Transaction, entity: Entity, ports: KeyPorts): void {
  const authority = requireKey(transaction, 'entity', entity.id)
  if (authority.seed === null) return
  const number = nextListNumber(transaction)
  const issuedAt = transaction.stamp.reading.at
  const document: KeysJson = {
    v: 1,
    entity: entity.code,
    number,
    issuedAt,
    keys: keyEntries(transaction.keys.list()).flatMap((entry) => listedKey(entry, ports.hash)),
  }
  const text = keysJsonText(document)
  const signature = signSshsig(utf8(text), 'cofferdam-keys', { seed: authority.seed }, ports)
  transaction.keys.documents.add({ number, issuedAt, text, signature })
}

/** How far the number leaps with each restored backup: no record issues as many lists between two. */
const leapOfRestore = 1000

/**
 * The number of the next list. Recipients go by the highest they have seen; so a record that continues from a backup leaps above whatever was
 * issued after that backup and is lost here.
 */
export function nextListNumber(repositories: Repositories): number {
  const restores = repositories.audit.lines().length - 1
  return Math.max((repositories.keys.documents.latest()?.number ?? 0) + 1, restores * leapOfRestore + 1)
}

/** What each kind of key may sign. */
const usesOfKind: Readonly<Record<KeyEntry['kind'], readonly KeyUse[]>> = { site: ['package', 'statement'], person: ['approve', 'statement'] }

/** A key of a site or person and when it is good. */
export interface KeyEntry extends Pick<SigningKey, 'to' | 'revokedAt' | 'reason' | 'principal' | 'publicKey'> {
  readonly kind: 'site' | 'person'
  readonly from: number | null
}

/**
 * The keys of sites and people, oldest first. A site's key, and the first key of a person, is good from the beginning: the PC's clock may be
 * set back, and a report must not become void by that. What ends is the key before it. A person's later key starts when it was made.
 */
export function keyEntries(list: readonly SigningKey[]): KeyEntry[] {
  return list.flatMap((key, index) => {
    // A key that was certified again stands in several rows, and is one key: the last row says how it stands, the first when it began.
    if (key.kind === 'entity' || list.slice(index + 1).some((later) => isSameKey(later, key))) return []
    const start = list.findIndex((row) => isSameKey(row, key))
    const isFirst = key.kind === 'site' || !list.slice(0, start).some((other) => other.owner === key.owner)
    const { kind, principal, publicKey, to, revokedAt, reason } = key
    return [{ kind, principal, publicKey, from: isFirst ? null : (list[start]?.from ?? key.from), to, revokedAt, reason }]
  })
}

/** The lines of one key in keys.json, one for each use. */
export function listedKey({ kind, principal, publicKey, from, to, revokedAt, reason }: KeyEntry, hash: Pick<Hash, 'sha256'>): KeysJson['keys'] {
  return usesOfKind[kind].map((use) => ({ principal, fingerprint: keyFingerprint(publicKey, hash), use, from, to, revokedAt, reason }))
}

/** Whether two rows are one key, certified more than once. */
export function isSameKey(a: SigningKey, b: SigningKey): boolean {
  return a.principal === b.principal && equalBytes(a.publicKey, b.publicKey)
}

/** The current key of an owner. @throws not-found in a store that was never set up. */
export function requireKey(repositories: Repositories, kind: SigningKey['kind'], owner: string): SigningKey {
  const key = repositories.keys.current(kind, owner)
  if (key === null) throw new DomainError('not-found', { kind: `${kind}-key` })
  return key
}

/** The signer of a key whose seed lies in the record. */
export function signerOf(key: SigningKey, ed25519: Ed25519): SshSigner {
  return signerWithSeed(key, requireSeed(key), ed25519)
}

/** The signer of a key with a seed from elsewhere, such as a person's unwrapped bundle. */
export function signerWithSeed(key: SigningKey, seed: Uint8Array, ed25519: Ed25519): SshSigner {
  return key.certificate === null ? { seed } : { seed, certificate: parseCertificateLine(key.certificate, ed25519) }
}

/** The entity's own key, where it lies in this record. @throws entity-key-elsewhere */
export function requireEntitySeed(repositories: Repositories, entity: Entity): Uint8Array {
  const { seed } = requireKey(repositories, 'entity', entity.id)
  if (seed === null) throw new DomainError('entity-key-elsewhere')
  return seed
}

/** The seed of a key that the store itself keeps. */
export function requireSeed(key: SigningKey): Uint8Array {
  if (key.seed === null) throw new DomainError('not-found', { kind: 'seed' })
  return key.seed
}
