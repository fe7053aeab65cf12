import { DomainError } from '../contract/error.ts'
import type { Entity } from '../entity/entity.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import { newestRequest, waitingKey } from './ask-certificate.ts'
import { equalBytes } from './bytes.ts'
import { PackageFault } from './fault.ts'
import { addForeignEntityKey, keyEntries, recertifyFrom, requireKey, type KeyPorts } from './issued-keys.ts'
import type { ReadKeyCertificate } from './key-certificate.ts'
import { pathOf, type ReadKeyChange } from './key-change.ts'
import { filesText, type KeyExchange } from './key-exchange.ts'
import type { KeyFiles } from './key-file.ts'
import { endKey } from './key-life.ts'
import { knownKeyChanges } from './known-entity-keys.ts'
import { keyFingerprint } from './ssh-key.ts'
import { judgeListedKey, type SignaturePorts } from './verify-signer.ts'

/**
 * Judges an answer by what this record asked: it is to the newest request, by whom was asked (or the key that took that one's place), newer than
 * the list here, for exactly the keys that were named and are still in use here, and revokes none of them. What was revoked here stays revoked.
 * @returns the changes of the entity's key that are new here.
 * @throws PackageFault `key-certificate-not-asked`, `replayed`, `history-forked`, `key-change-not-from-anchor`, `key-certificate-invalid`, `key-revoked`,
 * `key-not-listed`, `key-use-wrong`, `key-outside-window`
 */
export function judgeAnswer(repositories: Repositories, entity: Entity, given: ReadKeyCertificate, ports: SignaturePorts): readonly ReadKeyChange[] {
  const notAsked = (): PackageFault => new PackageFault('key-certificate-not-asked', 'certificate.json')
  const asked = newestRequest(repositories, ports)
  const { answer, chain, keys, certificates } = given
  if (asked === null || answer.entity !== entity.code) throw notAsked()
  if (answer.request !== asked.read.sha256) {
    const isOlder = repositories.keyExchanges.list().some(({ side, request }) => side === 'asked' && request === answer.request)
    throw isOlder ? new PackageFault('replayed', 'certificate.json') : notAsked()
  }
  if (keys.number <= (repositories.keys.documents.latest()?.number ?? 0)) throw new PackageFault('replayed', 'keys/keys.json')
  const known = knownKeyChanges(repositories, entity.code, ports)
  known.forEach(({ sha256 }, index) => {
    if (sha256 !== chain[index]?.sha256) throw new PackageFault('history-forked', pathOf(index + 1))
  })
  const next = chain.slice(known.length)
  const own = requireKey(repositories, 'entity', entity.id)
  if (!equalBytes(next[0]?.from ?? given.authority, own.publicKey)) throw new PackageFault('key-change-not-from-anchor', 'changes')
  if (!chain.some(({ to }) => equalBytes(to, asked.read.authority))) throw notAsked()
  const { wanted } = asked.read
  const isWanted = wanted.every(({ principal, publicKey }) => certificates.some((one) => one.principal === principal && equalBytes(one.publicKey, publicKey)))
  if (!isWanted || wanted.length !== certificates.length) throw new PackageFault('key-certificate-invalid', 'certificate.json')
  for (const { principal, publicKey } of certificates) {
    judgeListedKey(keys, principal, keyFingerprint(publicKey, ports.hash), principal.startsWith('p-') ? 'approve' : 'package', answer.certifiedAt)
  }
  // What was revoked here since the request would be good again for everybody who sees the newer list.
  for (const { principal, publicKey, revokedAt } of keyEntries(repositories.keys.list())) {
    const fingerprint = keyFingerprint(publicKey, ports.hash)
    if (revokedAt !== null && !keys.keys.some((line) => line.principal === principal && line.fingerprint === fingerprint && line.revokedAt !== null)) throw notAsked()
  }
  for (const site of repositories.sites.list()) {
    const current = requireKey(repositories, 'site', site.id)
    const key = waitingKey(repositories, site, current) ?? current
    const certificate = certificates.find(({ principal }) => principal === key.principal)
    // A site that was added since asks for itself later; one that got another key since must ask anew.
    if (certificate === undefined ? key.certificate !== null : !equalBytes(certificate.publicKey, key.publicKey)) throw notAsked()
  }
  return next
}

/**
 * Takes an answer over: from now on the keys here sign with the certificates of the head office. The entity's own key, where it still lay here,
 * ends and its seed is forgotten.
 * @throws as `judgeAnswer`; DomainError conflict where this record certifies others.
 */
export function takeCertificate(transaction: Transaction, entity: Entity, given: ReadKeyCertificate, file: { readonly name: string; readonly files: KeyFiles }, ports: KeyPorts): KeyExchange {
  const next = judgeAnswer(transaction, entity, given, ports)
  // Whoever certifies others cannot give its key away: their records could never follow.
  if (transaction.keyExchanges.list().some(({ side }) => side === 'answered')) throw new DomainError('conflict', { kind: 'key-exchange', why: 'head-office' })
  const { at } = transaction.stamp.reading
  const { actor } = transaction.stamp
  for (const { change, text, oldSignature, newSignature } of next) transaction.keyChanges.add({ entity: entity.code, number: change.number, text, oldSignature, newSignature, recordedAt: at, actor })
  const own = requireKey(transaction, 'entity', entity.id)
  if (!equalBytes(own.publicKey, given.authority)) {
    endKey(transaction, own)
    addForeignEntityKey(transaction, entity, given.authority, ports)
  }
  for (const site of transaction.sites.list()) {
    const current = requireKey(transaction, 'site', site.id)
    const waiting = waitingKey(transaction, site, current)
    const certificate = given.certificates.find(({ principal }) => principal === current.principal)
    if (certificate === undefined) continue
    if (waiting !== null) endKey(transaction, current)
    recertifyFrom(transaction, waiting ?? current, certificate, ports)
  }
  for (const { id } of transaction.people.list()) {
    const key = transaction.keys.current('person', id)
    if (key === null || key.to !== null) continue
    const certificate = given.certificates.find(({ principal, publicKey }) => principal === key.principal && equalBytes(publicKey, key.publicKey)) ?? null
    // Who came since the request waits for the next one.
    if (certificate !== null || key.certificate !== null) recertifyFrom(transaction, key, certificate, ports)
  }
  takeRevocations(transaction, given, ports)
  const { number, issuedAt } = given.keys
  transaction.keys.documents.add({ number, issuedAt, text: given.keysText, signature: given.keysSignature })
  const exchange: KeyExchange = { id: ports.ids.id(), side: 'taken', entity: entity.code, request: given.answer.request, list: number, fileName: file.name, files: filesText(file.files), recordedAt: at, actor }
  transaction.keyExchanges.add(exchange)
  transaction.changed('key-exchange', exchange.id, null, { side: exchange.side, request: exchange.request, list: number, authority: keyFingerprint(given.authority, ports.hash) })
  return exchange
}

/** What the new list revokes is revoked here too. */
function takeRevocations(transaction: Transaction, { keys }: ReadKeyCertificate, ports: KeyPorts): void {
  for (const key of transaction.keys.list()) {
    const line = keys.keys.find(({ principal, fingerprint, revokedAt }) => revokedAt !== null && principal === key.principal && fingerprint === keyFingerprint(key.publicKey, ports.hash))
    const since = line?.revokedAt ?? null
    if (key.revokedAt !== null || since === null) continue
    if (key.to === null) endKey(transaction, key)
    transaction.keys.revoke(key.id, since, line?.reason ?? '')
    transaction.keys.forgetSeed(key.id)
    transaction.changed('signing-key', key.id, { revokedAt: null }, { revokedAt: since, reason: line?.reason ?? '' })
  }
}
