import { clockState } from '../clock/clock-state.ts'
import { DomainError } from '../contract/error.ts'
import type { Entity } from '../entity/entity.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import type { Site } from '../site/site.ts'
import { equalBytes, toHex, utf8 } from './bytes.ts'
import { addWaitingSiteKey, isSameKey, keyEntries, nextListNumber, requireKey, requireSeed, type KeyPorts } from './issued-keys.ts'
import { signHalfKeyChange } from './key-change.ts'
import { filesOf, filesText, type KeyExchange } from './key-exchange.ts'
import { keyRequestFiles, readKeyRequest, type KeyRequest, type ReadKeyRequest } from './key-request.ts'
import { knownKeyChanges } from './known-entity-keys.ts'
import type { SigningKey } from './signing-key.ts'
import { keyFingerprint, publicKeyLine } from './ssh-key.ts'
import type { SignaturePorts } from './verify-signer.ts'

/** What a plant asks for. */
export interface Asking {
  /** The head office's key, 32 bytes; `null` where the entity's key lies there already. */
  readonly authority: Uint8Array | null
  /** Sites that get another key. */
  readonly renew: readonly string[]
  /** Keys that somebody else may have. */
  readonly revoke: readonly { readonly key: string; readonly since: number; readonly reason: string }[]
  readonly validUntil: number | null
}

/** How many lists a plant may issue between a request that hands its entity's key over and the answer. */
const listsUntilAnswer = 1000

/**
 * Makes a request to the head office: every key in use is to be certified, what ended or is to be revoked is told, and where the entity's key
 * still lies here its change is signed with it. Until the answer is taken over nothing changes in what signs.
 * @throws invalid-input `anchors` without a usable key to ask; conflict where the record answers others itself, or where it can replace keys by
 * itself; not-found; instant-in-future.
 */
export function askForCertificate(transaction: Transaction, entity: Entity, asking: Asking, ports: KeyPorts): KeyExchange {
  const own = requireKey(transaction, 'entity', entity.id)
  const authority = own.seed === null ? own.publicKey : asking.authority
  if (authority === null || (own.seed !== null && equalBytes(authority, own.publicKey))) throw new DomainError('invalid-input', { fields: ['anchors'] })
  if (transaction.keyExchanges.list().some(({ side }) => side === 'answered')) throw new DomainError('conflict', { kind: 'key-exchange', why: 'head-office' })
  if (own.seed !== null && (asking.renew.length > 0 || asking.revoke.length > 0)) throw new DomainError('conflict', { kind: 'key-exchange', why: 'key-here' })
  const at = transaction.stamp.reading.at
  const revoked = asking.revoke.map(({ key, since, reason }) => ({ key: requireRevocable(transaction, key), since, reason }))
  if (revoked.some(({ since }) => since > at)) throw new DomainError('instant-in-future')
  const sites = transaction.sites.list().map((site) => {
    const current = requireKey(transaction, 'site', site.id)
    const renewed = asking.renew.includes(site.id) || revoked.some(({ key }) => isSameKey(key, current))
    const waiting = waitingKey(transaction, site, current) ?? (renewed && current.certificate !== null ? addWaitingSiteKey(transaction, entity, site, ports) : null)
    return { site, key: waiting ?? current, replaces: waiting === null ? null : current }
  })
  const chain = knownKeyChanges(transaction, entity.code, ports)
  const document = transaction.keys.documents.latest()
  if (document === null) throw new DomainError('not-found', { kind: 'keys' })
  const half = own.seed === null ? null : (sameHalf(transaction, own, authority, document.number, ports) ?? { number: chain.length + 1, signed: signHalfKeyChange({ entity: entity.code, number: chain.length + 1, previous: chain.at(-1)?.sha256 ?? null, changedAt: at, keys: nextListNumber(transaction) + listsUntilAnswer }, { from: own.seed, to: authority }, ports) })
  const request: KeyRequest = {
    v: 1,
    content: 'key-request',
    id: ports.ids.id(),
    entity: { code: entity.code, name: entity.name, country: entity.country, registrationNumber: entity.registrationNumber },
    authority: publicKeyLine(authority),
    list: document.number,
    sites: sites.map(({ site, key, replaces }) => ({ code: site.code, name: site.name, key: publicKeyLine(key.publicKey), replaces: replaces === null ? null : publicKeyLine(replaces.publicKey) })),
    keys: keyEntries(transaction.keys.list()).map(({ principal, publicKey, from, to, revokedAt, reason }) => {
      const asked = revoked.find(({ key }) => key.principal === principal && equalBytes(key.publicKey, publicKey))
      return { principal, key: publicKeyLine(publicKey), from, to, revokedAt: revokedAt ?? asked?.since ?? null, reason: reason ?? asked?.reason ?? null }
    }),
    validUntil: asking.validUntil,
    change: half === null ? null : toHex(ports.hash.sha256(utf8(half.signed.text))),
    requestedAt: at,
    zone: transaction.stamp.reading.zone,
    clock: clockState(transaction, transaction.stamp.reading),
  }
  const seeds = new Map(sites.map(({ site, key, replaces }) => [site.code, { key: requireSeed(key), replaces: replaces === null ? null : requireSeed(replaces) }]))
  const { name, files } = keyRequestFiles(request, seeds, { chain, half }, ports)
  const { sha256 } = readKeyRequest(files, ports)
  const exchange: KeyExchange = { id: request.id, side: 'asked', entity: entity.code, request: sha256, list: document.number, fileName: name, files: filesText(files), recordedAt: at, actor: transaction.stamp.actor }
  transaction.keyExchanges.add(exchange)
  transaction.changed('key-exchange', exchange.id, null, { side: exchange.side, request: sha256, authority: keyFingerprint(authority, ports.hash) })
  return exchange
}

/** The newest request of this record, as it was written, or `null`. */
export function newestRequest(repositories: Repositories, ports: SignaturePorts): { readonly exchange: KeyExchange; readonly read: ReadKeyRequest } | null {
  const exchange = repositories.keyExchanges.list().findLast(({ side }) => side === 'asked')
  return exchange === undefined ? null : { exchange, read: readKeyRequest(filesOf(exchange), ports) }
}

/** The key of a site that waits to take the place of the current one. */
export function waitingKey(repositories: Repositories, site: Pick<Site, 'id'>, current: SigningKey): SigningKey | null {
  return repositories.keys.list().findLast((key) => key.kind === 'site' && key.owner === site.id && key.certificate === null && key.to === null && key.revokedAt === null && !isSameKey(key, current)) ?? null
}

/** A key that the head office can be asked to revoke: a site's, or one of a person that signs nothing more. */
function requireRevocable(repositories: Repositories, id: string): SigningKey {
  const key = repositories.keys.find(id)
  if (key === null) throw new DomainError('not-found', { kind: 'signing-key' })
  if (key.kind === 'entity' || key.revokedAt !== null) throw new DomainError('conflict', { kind: 'signing-key', why: key.kind === 'entity' ? 'entity' : 'revoked' })
  if (key.kind === 'person' && repositories.keys.list().some((row) => isSameKey(row, key) && row.to === null)) throw new DomainError('conflict', { kind: 'signing-key', why: 'in-use' })
  return key
}

/** The statement of an earlier request to the same head office: asked twice, the entity's key changes once. */
function sameHalf(repositories: Repositories, own: SigningKey, authority: Uint8Array, list: number, ports: SignaturePorts) {
  const half = newestRequest(repositories, ports)?.read.half ?? null
  if (half === null || !equalBytes(half.from, own.publicKey) || !equalBytes(half.to, authority) || half.change.keys <= list) return null
  return { number: half.change.number, signed: { text: half.text, oldSignature: half.oldSignature } }
}
