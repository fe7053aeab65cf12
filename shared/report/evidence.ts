import type { JobCall } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { requireIncident } from '../incident/incident.handlers.ts'
import { composeEvidencePackage, sealPackage } from '../package/compose.ts'
import { packageKeysOf } from '../package/site-signer.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import { requireSite } from '../site/site.handlers.ts'
import { incidentNumber } from './compose.ts'
import { addRelease, releaseOf } from './frozen-release.ts'
import type { Release } from './release.ts'
import { positionOf, withOwnLabel } from './release-position.ts'
import { statementOf } from './releasing.ts'
import type { TlpLabel } from './tlp.ts'

/** What the one who releases evidence chooses. */
export interface EvidenceChoice {
  readonly incident: string
  readonly recipient: string
  readonly language: 'en' | 'de'
  readonly tlp: TlpLabel
  readonly files: readonly string[]
  readonly reason: string | null
}

/**
 * Releases attached files as a package of their own. Attachments stay where they are: the release refers to their chunks, and the zip's
 * SHA-256 is fixed here.
 * @throws not-found, erased, reason-required, report-stale, too-large, cancelled.
 */
export async function releaseEvidence(choice: EvidenceChoice, call: JobCall, ports: Ports): Promise<Release> {
  const planned = call.read((repositories) => planEvidence(repositories, choice, call, ports))
  const { composed, incident, recipient, position, keys } = planned
  if (position.replaced !== null && (choice.reason ?? '') === '') throw new DomainError('reason-required', { finding: 'correction-without-reason' })
  const digests = await ports.work.hashZip(composed.files, call.control)
  const sealed = sealPackage(composed, digests, keys, ports)
  const release = releaseOf(sealed, { incident, recipient, position, content: {} }, choice, call, ports.ids.id())
  call.finish((transaction) => {
    addRelease(transaction, release, sealed.files)
    return null
  })
  ports.lifecycle.anchor('release')
  return release
}

function planEvidence(repositories: Repositories, choice: EvidenceChoice, call: JobCall, ports: Ports) {
  const incident = requireIncident(repositories, choice.incident)
  const found = repositories.recipients.find(choice.recipient)
  if (found === null) throw new DomainError('not-found', { kind: 'recipient' })
  const recipient = withOwnLabel(repositories, incident.id, found)
  const entity = requireEntity(repositories)
  const site = requireSite(repositories, incident.site)
  const position = positionOf(repositories, incident.id, 'evidence', recipient.id)
  const keys = packageKeysOf(repositories, entity, site, ports)
  const attached = new Map(repositories.files.attachments(incident.id).map((attachment) => [attachment.file.id, attachment]))
  const attachments = choice.files.map((id) => {
    const attachment = attached.get(id)
    if (attachment === undefined) throw new DomainError('not-found', { kind: 'file' })
    if (repositories.erasures.of({ kind: 'attachment', record: id }) !== null) throw new DomainError('erased')
    const { name, mediaType, size, sha256, crc32 } = attachment.file
    return { file: id, name, mediaType, size, sha256, crc32, note: attachment.note }
  })
  const report = repositories.releases.list(incident.id).findLast((release) => release.content === 'report' && release.recipient === recipient.id)
  const head = {
    kind: repositories.facts.kind,
    entity: { code: entity.code, name: entity.name, country: entity.country, registrationNumber: entity.registrationNumber },
    site: { code: site.code, name: site.name },
    incident: { id: incident.id, number: incidentNumber(incident.number) },
    stage: 'evidence',
    version: position.version,
    recipient: { id: recipient.id, kind: recipient.kind, name: recipient.name, label: recipient.label, regime: recipient.regime },
    sequence: position.sequence,
    line: position.line,
    releasedAt: call.stamp.reading.at,
  }
  const statement = statementOf(head, { position }, choice, call, repositories.audit.head(), ports)
  const composed = composeEvidencePackage({ statement, attachments, report: report?.sumsSha256 ?? null, keys }, ports)
  return { composed, incident, recipient, position, keys }
}
