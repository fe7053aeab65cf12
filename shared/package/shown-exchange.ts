import type { Entity } from '../entity/entity.ts'
import type { Repositories } from '../ports/repositories.ts'
import { newestRequest } from './ask-certificate.ts'
import { readUtf8, utf8 } from './bytes.ts'
import { newestAnswer, type JudgedRequest } from './give-certificate.ts'
import { requireKey } from './issued-keys.ts'
import type { ReadKeyCertificate } from './key-certificate.ts'
import { filesOf, type KeyExchange } from './key-exchange.ts'
import { keyOverview } from './key-life.ts'
import { keyOfLine, keyRequestSchema, type KeyRequest, type ReadKeyRequest } from './key-request.ts'
import { parseKeysJson } from './keys-json.ts'
import { keyFingerprint } from './ssh-key.ts'
import type { SigningKey } from './signing-key.ts'
import type { SignaturePorts } from './verify-signer.ts'

type SitesOf = Pick<KeyRequest, 'sites'>

function shownSites({ sites }: SitesOf, ports: SignaturePorts) {
  const shown = (line: string): string => keyFingerprint(keyOfLine(line), ports.hash)
  return sites.map(({ code, name, key, replaces }) => ({ code, name, fingerprint: shown(key), replaces: replaces === null ? null : shown(replaces) }))
}

/** A request as the head office sees it. */
export function shownRequest(asked: ReadKeyRequest, { before, half }: JudgedRequest, ports: SignaturePorts) {
  const { request } = asked
  const lines = (principal: string) => before?.read.keys.keys.filter((line) => line.principal === principal && line.use === 'package') ?? []
  return {
    request: asked.sha256,
    entity: { code: request.entity.code, name: request.entity.name, country: request.entity.country },
    sites: shownSites(request, ports).map((site) => ({ ...site, before: lines(`${site.code}@${request.entity.code}`).map(({ fingerprint, to, revokedAt }) => ({ fingerprint, to, revokedAt })) })),
    people: asked.wanted.flatMap(({ principal }) => (principal.startsWith('p-') ? [principal.slice(2, principal.indexOf('@'))] : [])),
    revoked: request.keys.flatMap(({ principal, key, revokedAt, reason }) => (revokedAt === null ? [] : [{ principal, fingerprint: keyFingerprint(keyOfLine(key), ports.hash), since: revokedAt, reason }])),
    handsOver: half === null || asked.half === null ? null : keyFingerprint(asked.half.from, ports.hash),
    validUntil: request.validUntil,
    requestedAt: request.requestedAt,
    zone: request.zone,
    clock: request.clock.state,
  }
}

/** An answer as the plant sees it. */
export function shownAnswer(repositories: Repositories, given: ReadKeyCertificate, own: SigningKey, ports: SignaturePorts) {
  const { answer, certificates, authority } = given
  const fingerprint = keyFingerprint(authority, ports.hash)
  const before = keyFingerprint(own.publicKey, ports.hash)
  const asked = newestRequest(repositories, ports)
  return {
    entity: answer.entity,
    by: answer.by,
    authority: fingerprint,
    replaces: before === fingerprint ? null : before,
    forgets: own.seed !== null,
    list: answer.list,
    sites: asked === null ? [] : shownSites(asked.read.request, ports),
    people: certificates.filter(({ principal }) => principal.startsWith('p-')).length,
    validUntil: answer.validUntil,
    certifiedAt: answer.certifiedAt,
  }
}

/** How this record stands: whether the entity's key lies here, what was asked, and what was answered. */
export function exchangeState(repositories: Repositories, entity: Entity, ports: SignaturePorts) {
  const own = requireKey(repositories, 'entity', entity.id)
  const asked = newestRequest(repositories, ports)
  const exchanges = repositories.keyExchanges.list()
  const codes = new Set(exchanges.flatMap((one) => (one.side === 'answered' ? [one.entity] : [])))
  return {
    keyHere: own.seed !== null,
    asked:
      asked === null
        ? null
        : {
            id: asked.exchange.id,
            fileName: asked.exchange.fileName,
            requestedAt: asked.read.request.requestedAt,
            authority: keyFingerprint(asked.read.authority, ports.hash),
            sites: shownSites(asked.read.request, ports),
            answered: exchanges.some(({ side, request }) => side === 'taken' && request === asked.read.sha256),
          },
    validUntil: goodUntil(repositories, ports),
    waiting: keyOverview(repositories, ports.hash).filter(({ state }) => state === 'waiting').length,
    answered: [...codes].flatMap((code) => {
      const newest = newestAnswer(repositories, code, ports)
      if (newest === null) return []
      const { exchange, read } = newest
      const request = keptRequest(exchange)
      return [{ id: exchange.id, fileName: exchange.fileName, entity: { code, name: request.entity.name }, sites: shownSites(request, ports), list: read.keys.number, certifiedAt: read.answer.certifiedAt, validUntil: read.answer.validUntil }]
    }),
  }
}

/** The request that is kept beside an answer. */
function keptRequest(exchange: KeyExchange): KeyRequest {
  return keyRequestSchema.parse(JSON.parse(readUtf8(filesOf(exchange).get('request.json') ?? new Uint8Array()) ?? ''))
}

/** The earliest end of a key that a site of this record signs with, by the newest list. */
function goodUntil(repositories: Repositories, ports: SignaturePorts): number | null {
  const document = repositories.keys.documents.latest()
  if (document === null) return null
  const list = parseKeysJson(utf8(document.text))
  const ends = repositories.sites.list().flatMap(({ id }) => {
    const key = repositories.keys.current('site', id)
    const line = key === null ? undefined : list.keys.find(({ principal, fingerprint, use }) => use === 'package' && principal === key.principal && fingerprint === keyFingerprint(key.publicKey, ports.hash))
    return line?.to ?? []
  })
  return ends.length === 0 ? null : Math.min(...ends)
}
