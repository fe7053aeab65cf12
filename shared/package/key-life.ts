import { DomainError } from '../contract/error.ts'
import type { Entity } from '../entity/entity.ts'
import type { Instant } from '../ports/clock.ts'
import type { Hash } from '../ports/crypto.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import type { Site } from '../site/site.ts'
import { toHex } from './bytes.ts'
import { PackageFault } from './fault.ts'
import { isSameKey, issueKeysDocument, issueSiteKey, requireEntitySeed, requireKey, type KeyPorts } from './issued-keys.ts'
import type { SigningKey, SigningKeyKind } from './signing-key.ts'
import { keyFingerprint } from './ssh-key.ts'
import { parseSshsig } from './sshsig.ts'

/** How a key stands now. `waiting`: for its certificate from where the entity's key lies. */
export type KeyState = 'in-use' | 'waiting' | 'ended' | 'revoked'

/** One key as people see it: certified twice, under an old and a new entity key, it is still one key. */
export interface KeyOverview {
  /** Id of the newest row of this key. */
  readonly id: string
  readonly kind: SigningKeyKind
  readonly owner: string
  readonly principal: string
  /** `SHA256:...`, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string
  readonly state: KeyState
  readonly from: Instant
  readonly to: Instant | null
  readonly revokedAt: Instant | null
  readonly reason: string | null
  /** Released packages that were signed with it. */
  readonly signed: number
}

/** All keys the record knows, entity first, then sites, then people, newest first within each owner. */
export function keyOverview(repositories: Repositories, hash: Pick<Hash, 'sha256'>): KeyOverview[] {
  const rows = repositories.keys.list()
  const signed = signedBy(repositories)
  const newest = rows.filter((key, index) => !rows.slice(index + 1).some((later) => isSameKey(key, later)))
  return newest
    .map((key): KeyOverview => {
      const first = rows.find((row) => isSameKey(row, key)) ?? key
      const { id, kind, owner, principal, to, revokedAt, reason, certificate } = key
      const state = revokedAt !== null ? 'revoked' : to !== null ? 'ended' : kind !== 'entity' && certificate === null ? 'waiting' : 'in-use'
      return { id, kind, owner, principal, fingerprint: keyFingerprint(key.publicKey, hash), state, from: first.from, to, revokedAt, reason, signed: signed.get(toHex(key.publicKey))?.length ?? 0 }
    })
    .reverse()
    .sort((a, b) => kindOrder[a.kind] - kindOrder[b.kind] || (a.principal < b.principal ? -1 : a.principal > b.principal ? 1 : 0))
}

const kindOrder: Readonly<Record<SigningKeyKind, number>> = { entity: 0, site: 1, person: 2 }

/**
 * Gives a site another key. The one before ends now, or with the site's newest release where the clock was set back since: what was released
 * before stays genuine. The record forgets how to sign with the old one.
 * @throws not-found; entity-key-elsewhere
 */
export function replaceSiteKey(transaction: Transaction, entity: Entity, site: Site, ports: KeyPorts): SigningKey {
  requireEntitySeed(transaction, entity)
  endKey(transaction, requireKey(transaction, 'site', site.id))
  const key = issueSiteKey(transaction, entity, site, ports)
  issueKeysDocument(transaction, entity, ports)
  return key
}

/**
 * Takes back the trust in a key of a site or a person: nothing it ever signed counts any more for whoever learns of it. Whoever holds a stolen
 * key can write any date, so what it signed before cannot be told from what a thief signed. A site that is left without a key gets a new one.
 * @param since when it stopped being trustworthy; told to recipients, together with `reason`.
 * @returns the site's new key, or `null` where none was needed.
 * @throws conflict `revoked` for a key that was revoked before, `in-use` for the key a person signs with (it ends with a new passphrase or the
 * end of the access), `entity` for the entity's own key, which is replaced; instant-in-future; not-found;
 * entity-key-elsewhere.
 */
export function revokeKey(transaction: Transaction, entity: Entity, id: string, since: Instant, reason: string, ports: KeyPorts): SigningKey | null {
  requireEntitySeed(transaction, entity)
  const key = transaction.keys.find(id)
  if (key === null) throw new DomainError('not-found', { kind: 'signing-key' })
  if (key.kind === 'entity') throw new DomainError('conflict', { kind: 'signing-key', why: 'entity' })
  if (key.revokedAt !== null) throw new DomainError('conflict', { kind: 'signing-key', why: 'revoked' })
  // Certified again under a new entity key, one key has several rows; any of them may be named here.
  const rows = transaction.keys.list().filter((other) => isSameKey(other, key))
  if (key.kind === 'person' && rows.some(({ to }) => to === null)) throw new DomainError('conflict', { kind: 'signing-key', why: 'in-use' })
  if (since > transaction.stamp.reading.at) throw new DomainError('instant-in-future')
  const site = key.kind === 'site' ? transaction.sites.find(key.owner) : null
  const wasInUse = key.kind === 'site' && isSameKey(requireKey(transaction, 'site', key.owner), key)
  for (const row of rows) {
    if (row.to === null) transaction.keys.end(row.id, lastInstant(transaction, row))
    transaction.keys.revoke(row.id, since, reason)
    transaction.keys.forgetSeed(row.id)
    transaction.changed('signing-key', row.id, { revokedAt: null }, { revokedAt: since, reason })
  }
  const next = site !== null && wasInUse ? issueSiteKey(transaction, entity, site, ports) : null
  issueKeysDocument(transaction, entity, ports)
  return next
}

/** Ends a key that lies in the record: it signs nothing more, and the record forgets how to. */
export function endKey(transaction: Transaction, key: SigningKey): void {
  const at = lastInstant(transaction, key)
  transaction.keys.end(key.id, at)
  transaction.keys.forgetSeed(key.id)
  transaction.changed('signing-key', key.id, { to: null }, { to: at })
}

/** Now, or the time of the newest package it signed: the PC's clock may have been ahead then. */
function lastInstant(transaction: Transaction, key: SigningKey): Instant {
  const now = transaction.stamp.reading.at
  return key.kind === 'site' ? Math.max(now, ...(signedBy(transaction).get(toHex(key.publicKey)) ?? [])) : now
}

/** Times of release of all packages, by the public key (hex) that signed them. */
function signedBy(repositories: Repositories): ReadonlyMap<string, readonly Instant[]> {
  const found = new Map<string, Instant[]>()
  for (const { zipSignature, releasedAt } of [...repositories.releases.all(), ...repositories.auditReleases.list()]) {
    const key = signerOf(zipSignature)
    if (key !== null) found.set(key, [...(found.get(key) ?? []), releasedAt])
  }
  return found
}

/** The key that made a signature of this record's own, in hex; whether it holds was settled when it was made. */
function signerOf(signature: string): string | null {
  try {
    return toHex(parseSshsig(signature, { verify: () => true }).publicKey)
  } catch (error) {
    if (error instanceof PackageFault) return null
    throw error
  }
}
