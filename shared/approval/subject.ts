import { toHex, utf8 } from '../package/bytes.ts'
import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'
import type { Hash } from '../ports/crypto.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Erasable } from '../retention/erasure.ts'
import type { ApprovalAction } from './approval.ts'

/** What an approval is about, as the record holds it. */
export interface ApprovalSubject {
  /** SHA-256 (hex) of exactly what is approved. */
  readonly digest: string
  /** Who did it: these never approve it themselves. */
  readonly authors: readonly string[]
  /** Site it belongs to; `null`: all of them. */
  readonly site: string | null
  readonly incident: string | null
}

/**
 * Finds what an act is about and what there is to sign: of a released report the SHA-256 of `report.json`, of a stated time its signed text,
 * of a clock event and of a key their text, of an erasure the things and the reason. `null` when there is no such record.
 */
export function approvalSubject(repositories: Repositories, action: ApprovalAction, id: string, hash: Pick<Hash, 'sha256'>): ApprovalSubject | null {
  const sumOf = (text: string): string => toHex(hash.sha256(utf8(text)))
  switch (action) {
    case 'review-release':
    case 'release-final': {
      const release = repositories.releases.find(id)
      const digest = repositories.releases.sumOf(id, 'report.json')
      return release === null || digest === null ? null : { digest, authors: [release.releasedBy], site: release.site, incident: release.incident }
    }
    case 'correct-awareness': {
      const stored = repositories.statements.find(id)
      const incident = stored === null ? null : repositories.incidents.find(stored.statement.incident)
      return stored === null || incident === null ? null : { digest: sumOf(stored.text), authors: [stored.statement.author], site: incident.site, incident: incident.id }
    }
    case 'confirm-time': {
      const event = repositories.clockEvents.find(id)
      return event === null ? null : { digest: sumOf(canonicalJson(event as unknown as JsonValue)), authors: [event.actor], site: null, incident: null }
    }
    case 'erase': {
      const erasure = repositories.erasures.find(Number(id))
      return erasure === null ? null : { digest: sumOf(erasureText(repositories.erasures.items(erasure.sequence), erasure.reason)), authors: [erasure.actor], site: null, incident: null }
    }
    case 'rotate-keys': {
      const exchange = repositories.keyExchanges.find(id)
      if (exchange !== null) return { digest: sumOf(exchange.files), authors: [], site: null, incident: null }
      const key = repositories.keys.find(id)
      // The entity's own key has no certificate: it makes them.
      return key === null ? null : { digest: sumOf(key.certificate ?? toHex(key.publicKey)), authors: [], site: null, incident: null }
    }
  }
}

/** What is erased and why, as the second person signs it. */
export function erasureText(items: readonly Erasable[], reason: string): string {
  return canonicalJson({ items: items.map(({ kind, record }) => ({ kind, record })), reason })
}
