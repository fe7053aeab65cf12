import type { Entity } from '../entity/entity.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import { equalBytes, utf8 } from './bytes.ts'
import { PackageFault } from './fault.ts'
import { listedKey, requireEntitySeed, requireKey, type KeyPorts } from './issued-keys.ts'
import { keyCertificateFiles, readKeyCertificate, type ReadKeyCertificate } from './key-certificate.ts'
import { completeKeyChange, followsChange, pathOf, readKeyChange, signKeyChange, type HalfKeyChange, type ReadKeyChange } from './key-change.ts'
import { filesOf, filesText, type KeyExchange } from './key-exchange.ts'
import { keyOfLine, type ReadKeyRequest } from './key-request.ts'
import { keysJsonText, type KeysJson } from './keys-json.ts'
import { issueCertificate } from './ssh-certificate.ts'
import { keyFingerprint } from './ssh-key.ts'
import { signSshsig } from './sshsig.ts'
import type { SignaturePorts } from './verify-signer.ts'

/** A request that this record may answer. */
export interface JudgedRequest {
  /** The newest answer to the same entity. */
  readonly before: { readonly exchange: KeyExchange; readonly read: ReadKeyCertificate } | null
  /** Changes of that entity's key, the last one to the key of this record; `half`: still without its signature. */
  readonly chain: readonly ReadKeyChange[]
  readonly half: HalfKeyChange | null
}

/** The newest answer this record gave for an entity. */
export function newestAnswer(repositories: Repositories, entity: string, ports: SignaturePorts): JudgedRequest['before'] {
  const exchange = repositories.keyExchanges.list().findLast((one) => one.side === 'answered' && one.entity === entity)
  return exchange === undefined ? null : { exchange, read: readAnswered(exchange, ports) }
}

/** An answer as it was written. */
export function readAnswered(exchange: KeyExchange, ports: SignaturePorts): ReadKeyCertificate {
  return readKeyCertificate(carriedFiles(exchange), ports)
}

/** The files of the zip that is carried: not the request that is kept beside the answer. */
export function carriedFiles(exchange: KeyExchange): ReadonlyMap<string, Uint8Array> {
  const files = filesOf(exchange)
  if (exchange.side !== 'asked') files.delete('request.json')
  return files
}

/**
 * Judges a request by what this record holds: its own key is the one that is asked, the changes of that entity's key fit what was known, and
 * whoever asks again holds a key that was certified here.
 * @throws PackageFault `replayed`, `history-forked`, `key-request-not-for-here`, `key-request-not-by-site`, `key-revoked`
 */
export function judgeRequest(repositories: Repositories, entity: Entity, asked: ReadKeyRequest, ports: SignaturePorts): JudgedRequest {
  const { request, half, wanted } = asked
  const { publicKey: own, seed } = requireKey(repositories, 'entity', entity.id)
  // A record whose own key lies elsewhere certifies nobody.
  if (seed === null || request.entity.code === entity.code) throw new PackageFault('key-request-not-for-here', 'request.json')
  const before = newestAnswer(repositories, request.entity.code, ports)
  if (repositories.keyExchanges.list().some((one) => one.side === 'answered' && one.request === asked.sha256)) throw new PackageFault('replayed', 'request.json')
  const [known, told] = [before?.read.chain ?? [], asked.chain]
  known.slice(0, told.length).forEach(({ sha256 }, index) => {
    if (sha256 !== told[index]?.sha256) throw new PackageFault('history-forked', pathOf(index + 1))
  })
  const chain = known.length >= told.length ? known : told
  const last = chain.at(-1)
  const isAsked = (key: Uint8Array): boolean => equalBytes(asked.authority, key)
  const judged: JudgedRequest = { before, chain, half: null }
  if (last !== undefined && equalBytes(last.to, own)) {
    // A plant that went back to a backup from before the change asks for the same change once more.
    const again = half === null ? undefined : chain[half.change.number - 1]
    if (half !== null && (again === undefined || !equalBytes(again.from, half.from) || !equalBytes(again.to, half.to))) throw new PackageFault('history-forked', pathOf(half.change.number))
    if (!chain.some(({ to }) => isAsked(to))) throw new PackageFault('key-request-not-for-here', 'request.json')
  } else {
    if (half === null || !isAsked(own) || half.change.number !== chain.length + 1 || !followsChange(half, last)) throw new PackageFault('key-request-not-for-here', 'request.json')
  }
  if (before !== null) requireSameHolder(before.read.keys, asked, ports)
  const revoked = new Set(before?.read.keys.keys.flatMap(({ fingerprint, revokedAt }) => (revokedAt === null ? [] : [fingerprint])))
  for (const { principal, publicKey } of wanted) if (revoked.has(keyFingerprint(publicKey, ports.hash))) throw new PackageFault('key-revoked', principal)
  return last !== undefined && equalBytes(last.to, own) ? judged : { ...judged, half }
}

/**
 * Whoever asks again signed with a key that was certified here for that site, and was not revoked. A site that is new here is believed only beside
 * one that is known: a request speaks for the whole entity, and may revoke any of its keys.
 */
function requireSameHolder(list: KeysJson, { request }: ReadKeyRequest, ports: SignaturePorts): void {
  const usable = list.keys.filter(({ use, revokedAt }) => use === 'package' && revokedAt === null)
  let isKnown = usable.length === 0
  for (const { code, key, replaces } of request.sites) {
    const principal = `${code}@${request.entity.code}`
    const certified = new Set(usable.flatMap((one) => (one.principal === principal ? [one.fingerprint] : [])))
    const holds = [key, replaces].some((line) => line !== null && certified.has(keyFingerprint(keyOfLine(line), ports.hash)))
    if (certified.size > 0 && !holds) throw new PackageFault('key-request-not-by-site', `request.json.${code}.sig`)
    if (holds) isKnown = true
  }
  if (!isKnown) throw new PackageFault('key-request-not-by-site', 'request.json')
}

/** How far the number of a list leaps where answers may have been lost with a record that a backup took the place of. */
const leapOfRestore = 1000

/**
 * Answers a request: certificates for its keys by the key of this record, and the entity's next list of keys. What was revoked stays so, and a key
 * that the request does not name stays as it was.
 * @param validUntil last good instant of the sites' keys; `null`: until further notice.
 * @throws as `judgeRequest`
 */
export function giveCertificate(transaction: Transaction, entity: Entity, asked: ReadKeyRequest, validUntil: number | null, ports: KeyPorts): KeyExchange {
  const { before, chain: known, half } = judgeRequest(transaction, entity, asked, ports)
  const seed = requireEntitySeed(transaction, entity)
  const { request } = asked
  const chain = half === null ? known : [...known, readKeyChange(completeKeyChange(half, seed, ports), pathOf(known.length + 1), ports)]
  const restored = transaction.facts.parent?.at ?? 0
  const isLost = before === null || before.exchange.recordedAt < restored
  const next = Math.max(before?.read.keys.number ?? 0, request.list) + (restored > 0 && isLost ? leapOfRestore : 1)
  const list = Math.max(next, chain.at(-1)?.change.keys ?? 1)
  const lines = new Set(request.sites.map(({ key }) => key))
  const told = request.keys.flatMap(({ key, principal, to, ...rest }) => {
    const ends = lines.has(key) && to === null ? validUntil : to
    return listedKey({ kind: principal.startsWith('p-') ? 'person' : 'site', principal, publicKey: keyOfLine(key), to: ends, ...rest }, ports.hash)
  })
  return writeAnswer(transaction, entity, { request: asked.sha256, requestText: asked.text, code: request.entity.code, wanted: asked.wanted, chain, list, keys: merged(before?.read.keys.keys ?? [], told), validUntil }, seed, ports)
}

/** The lines as told now; those of before stay, and so does what was revoked. */
function merged(before: KeysJson['keys'], told: KeysJson['keys']): KeysJson['keys'] {
  const isSame = (a: KeysJson['keys'][number], b: KeysJson['keys'][number]): boolean => a.principal === b.principal && a.fingerprint === b.fingerprint && a.use === b.use
  const kept = before.filter((line) => !told.some((other) => isSame(line, other)))
  return [...kept, ...told.map((line) => {
    const old = before.find((other) => isSame(line, other))
    return old === undefined || old.revokedAt === null ? line : { ...line, revokedAt: old.revokedAt, reason: old.reason }
  })]
}

/**
 * After the key of this record was replaced: announces it for every entity whose key lies here and certifies its keys anew. The answers wait to
 * be carried to the plants, which go on with the certificates they have.
 */
export function answerAnew(transaction: Transaction, entity: Entity, seeds: { readonly from: Uint8Array; readonly to: Uint8Array }, ports: KeyPorts): void {
  const old = ports.ed25519.publicKey(seeds.from)
  const answered = transaction.keyExchanges.list().filter(({ side }) => side === 'answered')
  for (const code of new Set(answered.map((one) => one.entity))) {
    const before = newestAnswer(transaction, code, ports)
    if (before === null || !equalBytes(before.read.authority, old)) continue
    const { chain, keys, certificates, answer } = before.read
    const number = chain.length + 1
    const list = keys.number + 1
    const signed = signKeyChange({ entity: code, number, previous: chain.at(-1)?.sha256 ?? null, changedAt: transaction.stamp.reading.at, keys: list }, seeds, ports)
    const requestText = new TextDecoder().decode(filesOf(before.exchange).get('request.json'))
    writeAnswer(transaction, entity, { request: answer.request, requestText, code, wanted: certificates, chain: [...chain, readKeyChange(signed, pathOf(number), ports)], list, keys: keys.keys, validUntil: answer.validUntil }, seeds.to, ports)
  }
}

interface Answering {
  readonly request: string
  readonly requestText: string
  /** Code of the entity that asked. */
  readonly code: string
  readonly wanted: ReadKeyRequest['wanted']
  readonly chain: readonly ReadKeyChange[]
  readonly list: number
  readonly keys: KeysJson['keys']
  readonly validUntil: number | null
}

function writeAnswer(transaction: Transaction, entity: Entity, { request, requestText, code, wanted, chain, list, keys, validUntil }: Answering, seed: Uint8Array, ports: KeyPorts): KeyExchange {
  const { at, zone } = transaction.stamp.reading
  const text = keysJsonText({ v: 1, entity: code, number: list, issuedAt: at, keys })
  const certificates = wanted.map(({ principal, publicKey }, index) => issueCertificate({ authoritySeed: seed, publicKey, principal, keyId: principal, serial: BigInt(list) * 10_000n + BigInt(index) }, ports))
  const id = ports.ids.id()
  const { name, files } = keyCertificateFiles(
    { id, request, entity: code, by: { code: entity.code, name: entity.name }, list, validUntil, certifiedAt: at, zone },
    { certificates, keys: { text, signature: signSshsig(utf8(text), 'cofferdam-keys', { seed }, ports) }, chain },
    seed,
    ports,
  )
  const exchange: KeyExchange = { id, side: 'answered', entity: code, request, list, fileName: name, files: filesText(new Map([...files, ['request.json', utf8(requestText)]])), recordedAt: at, actor: transaction.stamp.actor }
  transaction.keyExchanges.add(exchange)
  transaction.changed('key-exchange', id, null, { side: exchange.side, request, entity: code, list })
  return exchange
}
