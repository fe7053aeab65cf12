import { DomainError } from '../contract/error.ts'
import type { JobCall } from '../contract/handler.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'
import { composeAuditPackage, sealPackage } from '../package/compose.ts'
import type { AuditScope } from '../package/manifest.ts'
import { packageKeysOf } from '../package/site-signer.ts'
import { isPermittedEverywhere } from '../person/roles.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Release } from '../report/release.ts'
import { statementOf } from '../report/releasing.ts'
import type { TlpLabel } from '../report/tlp.ts'
import { requireSite } from '../site/site.handlers.ts'
import { extractRows, planExtract } from './extract-plan.ts'
import { requireNoPerson } from './person-view.ts'

/** Largest audit.jsonl that verifiers read, in bytes (docs/package-format.md, limits). */
const largestExtract = 64 * 1024 * 1024

/** What the one who releases an extract chooses. */
export interface ExtractChoice {
  readonly site: string
  readonly recipient: string
  readonly language: 'en' | 'de'
  readonly tlp: TlpLabel
  readonly scope: AuditScope
}

/**
 * Releases an extract of the audit as a signed file for an auditor. It stands alone: what ties it to others is the chain inside.
 * @throws not-permitted without the right to read the audit, not-found, invalid-input for a recipient that is no auditor, conflict when nothing
 * fits the scope or another extract of the site came in between, second-person-refused, too-large, cancelled.
 */
export async function releaseExtract(choice: ExtractChoice, call: JobCall, ports: Ports): Promise<Release> {
  const { who } = call.session
  if (who.kind !== 'person' || !isPermittedEverywhere(who.grants, 'audit.read')) throw new DomainError('not-permitted', { needs: 'audit.read' })
  const { composed, keys, recipient, site, number } = call.read((repositories) => composeExtract(repositories, choice, call, ports))
  if (composed.files.some((file) => file.size > largestExtract)) throw new DomainError('too-large', { limit: largestExtract })
  const sealed = sealPackage(composed, await ports.work.hashZip(composed.files, call.control), keys, ports)
  const { manifest } = sealed
  const release: Release = {
    id: manifest.incident.id,
    incident: manifest.incident.id,
    site: site.id,
    content: 'audit',
    stage: manifest.stage,
    version: manifest.version,
    recipient: recipient.id,
    recipientKind: recipient.kind,
    recipientName: recipient.name,
    name: sealed.name,
    line: manifest.line,
    sequence: manifest.sequence,
    previousSums: null,
    supersedes: null,
    reason: null,
    sumsSha256: sealed.sums,
    zipSha256: sealed.zip.sha256,
    zipSize: sealed.zip.size,
    zipSignature: sealed.zip.signature,
    language: choice.language,
    tlp: choice.tlp,
    fieldsText: canonicalJson(choice.scope as unknown as JsonValue),
    auditSequence: manifest.audit.sequence,
    auditHead: manifest.audit.head,
    releasedAt: manifest.releasedAt,
    zone: site.zone,
    releasedBy: call.actor,
  }
  call.finish((transaction) => {
    if (transaction.auditReleases.nextNumber(site.id) !== number) throw new DomainError('conflict', { what: 'extract' })
    transaction.auditReleases.add(release, number, sealed.files.map((file) => ({ ...file, release: release.id })))
    const { name, recipient: to, sumsSha256, zipSha256 } = release
    transaction.changed('extract', release.id, null, { name, recipient: to, sumsSha256, zipSha256, ...choice.scope, record: choice.scope.record?.id ?? null })
    return null
  })
  ports.lifecycle.anchor('release')
  return release
}

function composeExtract(repositories: Repositories, choice: ExtractChoice, call: JobCall, ports: Ports) {
  requireNoPerson(choice.scope.record, repositories)
  const recipient = repositories.recipients.find(choice.recipient)
  if (recipient === null) throw new DomainError('not-found', { kind: 'recipient' })
  if (recipient.kind !== 'auditor') throw new DomainError('invalid-input', { fields: ['recipient'] })
  const entity = requireEntity(repositories)
  const site = requireSite(repositories, choice.site)
  const plan = planExtract(repositories, choice.scope)
  if (plan.shown.size === 0) throw new DomainError('conflict', { what: 'nothing-in-scope' })
  const number = repositories.auditReleases.nextNumber(site.id)
  const keys = packageKeysOf(repositories, entity, site, ports)
  const { line, parent, storeId, kind } = repositories.facts
  const head = {
    kind,
    entity: { code: entity.code, name: entity.name, country: entity.country, registrationNumber: entity.registrationNumber },
    site: { code: site.code, name: site.name },
    incident: { id: ports.ids.id(), number: `AUD-${String(number)}` },
    stage: 'audit',
    version: 1,
    recipient: { id: recipient.id, kind: recipient.kind, name: recipient.name, label: recipient.label, regime: recipient.regime },
    sequence: 1,
    line,
    releasedAt: call.stamp.reading.at,
  }
  const position = { version: 1, sequence: 1, line, parent, latest: null, replaced: null }
  const statement = statementOf(head, { position }, choice, call, { sequence: plan.end.sequence, hash: plan.end.head }, ports)
  const rows = extractRows(repositories, plan, choice.scope.bodies, ports.hash)
  return { composed: composeAuditPackage({ statement, store: storeId, from: plan.from, scope: choice.scope, rows, keys }, ports), keys, recipient, site, number }
}
