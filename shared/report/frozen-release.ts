import type { Call } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import type { Recipient } from '../entity/entity.ts'
import type { Incident } from '../incident/incident.ts'
import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'
import type { SealedPackage } from '../package/compose.ts'
import type { Transaction } from '../ports/store.ts'
import type { ReportContent } from './content.ts'
import type { Release, ReleaseFile } from './release.ts'
import { positionOf, type ReleasePosition } from './release-position.ts'
import type { TlpLabel } from './tlp.ts'

/** The release as it is stored beside its files. */
export function releaseOf(
  sealed: SealedPackage,
  parts: { readonly incident: Incident; readonly recipient: Recipient; readonly position: ReleasePosition; readonly content: ReportContent },
  choice: { readonly language: 'en' | 'de'; readonly tlp: TlpLabel; readonly reason: string | null },
  call: Call,
  id: string,
): Release {
  const { manifest } = sealed
  return {
    id,
    incident: parts.incident.id,
    site: parts.incident.site,
    content: manifest.content,
    stage: manifest.stage,
    version: manifest.version,
    recipient: parts.recipient.id,
    recipientKind: parts.recipient.kind,
    recipientName: parts.recipient.name,
    name: sealed.name,
    line: manifest.line,
    sequence: manifest.sequence,
    previousSums: manifest.previous,
    supersedes: parts.position.replaced?.id ?? null,
    reason: parts.position.replaced === null ? null : choice.reason,
    sumsSha256: sealed.sums,
    zipSha256: sealed.zip.sha256,
    zipSize: sealed.zip.size,
    zipSignature: sealed.zip.signature,
    language: choice.language,
    tlp: choice.tlp,
    fieldsText: canonicalJson(parts.content as JsonValue),
    auditSequence: manifest.audit.sequence,
    auditHead: manifest.audit.head,
    releasedAt: manifest.releasedAt,
    zone: parts.incident.zone,
    releasedBy: call.actor,
  }
}

/**
 * Stores a release with its frozen files.
 * @throws report-stale when another release for the same recipient came in between: its manifest would point at the wrong predecessor.
 */
export function addRelease(transaction: Transaction, release: Release, files: readonly Omit<ReleaseFile, 'release'>[]): void {
  const now = positionOf(transaction, release.incident, release.stage, release.recipient)
  if (now.sequence !== release.sequence || now.version !== release.version) throw new DomainError('report-stale')
  // Another recipient of the same label was released to in between and has the name now.
  if (transaction.releases.list(release.incident).some((other) => other.name === release.name)) throw new DomainError('report-stale')
  transaction.releases.add(
    release,
    files.map((file) => ({ ...file, release: release.id })),
  )
  transaction.changed('release', release.id, null, {
    name: release.name,
    incident: release.incident,
    stage: release.stage,
    version: release.version,
    recipient: release.recipient,
    sums: release.sumsSha256,
    zip: release.zipSha256,
  })
  transaction.changed('incident', release.incident, null, { release: release.id })
  if (release.reason !== null) transaction.because(release.reason)
}
