import type { StoredApproval } from '../approval/approval.ts'
import { asDisclosed } from '../approval/disclosing.ts'
import { clockState } from '../clock/clock-state.ts'
import type { Call } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import type { Recipient } from '../entity/entity.ts'
import type { Incident } from '../incident/incident.ts'
import { toHex, utf8 } from '../package/bytes.ts'
import { canonicalBytes, type JsonValue } from '../package/canonical-json.ts'
import { composeReportPackage, signReport, type PackageKeys, type ReleaseStatement, type SealedPackage } from '../package/compose.ts'
import { packageKeysOf } from '../package/site-signer.ts'
import { signReportPdf, type SignedReportPdf } from '../plant-certificate/sign-report.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import { auditorExcerpt } from './auditor-excerpt.ts'
import { composeReport } from './compose.ts'
import { completeSchema, contentOf, type ReportContent } from './content.ts'
import type { ReportFacts } from './facts.ts'
import { documentHtml } from './html.ts'
import { openForm, releasedContent } from './report-form.ts'
import type { ReportJson } from './report-json.ts'
import { reportDocument } from './report-sheet.ts'
import { mayBeReleased, reviewAt, type Review } from './review.ts'
import { positionOf, withOwnLabel, type ReleasePosition } from './release-position.ts'
import type { Stage } from './stage.ts'
import type { TlpLabel } from './tlp.ts'

/** What the one who releases chooses. */
export interface ReleaseChoice {
  readonly incident: string
  readonly stage: Stage
  readonly recipient: string
  readonly language: 'en' | 'de'
  readonly tlp: TlpLabel
  /** Why a version replaces another; required then. */
  readonly reason: string | null
}

/** A report as it would be released now: the data, the review, and everything that counts on. */
export interface PlannedReport {
  readonly incident: Incident
  readonly recipient: Recipient
  readonly facts: ReportFacts
  readonly content: ReportContent
  readonly report: ReportJson
  readonly review: Review
  readonly position: ReleasePosition
  readonly keys: PackageKeys
}

/** Whom a phone sheet is read to before any reporting contact was entered. Nothing is ever released to it: no record has this id. */
export const unnamedAuthority: Recipient = {
  id: 'a'.repeat(26),
  kind: 'authority',
  name: '',
  label: 'authority',
  regime: 'nis2',
  phone: '',
  email: '',
  portal: '',
  note: '',
  createdAt: 0,
}

/**
 * Composes report.json as it would be released at this moment, without releasing anything.
 * Content that is still half typed is shown as far as it is complete.
 * @throws not-found for an unknown incident or recipient.
 */
export function planReport(repositories: Repositories, incident: Incident, choice: ReleaseChoice, call: Call, ports: Ports): PlannedReport {
  const found = choice.recipient === unnamedAuthority.id ? unnamedAuthority : repositories.recipients.find(choice.recipient)
  if (found === null) throw new DomainError('not-found', { kind: 'recipient' })
  const recipient = withOwnLabel(repositories, incident.id, found)
  const now = call.stamp.reading.at
  const { content: typed, facts } = openForm(repositories, incident, choice.stage, call.actor, ports, now)
  const content = completePart(choice.stage, typed)
  const position = positionOf(repositories, incident.id, choice.stage, recipient.id)
  const keys = packageKeysOf(repositories, facts.entity, facts.site, ports)
  const { replaced } = position
  const report = composeReport({
    facts,
    stage: choice.stage,
    content,
    kind: repositories.facts.kind,
    version: position.version,
    sequence: position.sequence,
    line: position.line,
    signer: keys.signer.certificate.principal,
    recipient,
    language: choice.language,
    tlp: choice.tlp,
    releasedAt: now,
    clock: clockState(repositories, call.stamp.reading).state,
    correction: replaced === null ? null : { of: replaced.version, reason: choice.reason ?? '', previous: releasedContent(replaced.fieldsText) },
  })
  return { incident, recipient, facts, content, report, review: reviewAt(choice.stage, content, facts, now), position, keys }
}

/** Fields that are complete; a text of spaces or a half-filled row counts as open. */
function completePart(stage: Stage, content: ReportContent): ReportContent {
  const schema = completeSchema(stage)
  const whole = schema.safeParse(content)
  if (whole.success) return contentOf(stage, whole.data)
  const broken = new Set(whole.error.issues.map((issue) => String(issue.path[0])))
  return contentOf(stage, Object.fromEntries(Object.entries(content).filter(([key]) => !broken.has(key))) as ReportContent)
}

/** A report whose every byte is fixed and waits for its transaction. */
export interface SealedReport {
  readonly plan: PlannedReport
  readonly sealed: SealedPackage
  /** SHA-256 (hex) of report.json. */
  readonly digest: string
  /** What a second person signed over it; `null` where none did. */
  readonly signed: StoredApproval | null
  /** What became of the signature in the PDF. */
  readonly signing: SignedReportPdf['signing']
}

/** Lets a second person sign a digest before anything is sealed, and says whether that leaves inside the file. */
export interface SecondSigner {
  readonly sign: (digest: string) => Promise<StoredApproval | null>
  readonly leaves: boolean
}

/**
 * Renders and seals a report. Nothing is written; a second release in between is noticed by `commitRelease`.
 * @throws report-incomplete with the fields the law asks, reason-required for a correction without one; as the second person's signature does.
 */
export async function sealReport(plan: PlannedReport, choice: ReleaseChoice, call: Call, audit: { sequence: number; hash: string }, second: SecondSigner, ports: Ports): Promise<SealedReport> {
  if (plan.recipient.id === unnamedAuthority.id) throw new DomainError('not-found', { kind: 'recipient' })
  if (!mayBeReleased(plan.review)) throw new DomainError('report-incomplete', { fields: plan.review.missingByLaw.map((item) => item.field) })
  if (plan.position.replaced !== null && (choice.reason ?? '') === '') throw new DomainError('reason-required', { finding: 'correction-without-reason' })
  const json = canonicalBytes(plan.report as unknown as JsonValue)
  const digest = toHex(ports.hash.sha256(json))
  const signed = await second.sign(digest)
  const approvals = signed === null || !second.leaves ? [] : [ports.store.read((repositories) => asDisclosed(repositories, signed))]
  const document = reportDocument(plan.report, choice.language)
  const signature = signReport(json, plan.keys, ports)
  const rendered = await ports.work.pdf(document, plan.report.releasedAt, [
    { name: 'report.json', mediaType: 'application/json', bytes: json },
    { name: 'report.json.sig', mediaType: 'application/octet-stream', bytes: utf8(signature) },
  ])
  const { pdf, signing } = signReportPdf(rendered, plan.report.releasedAt, call.stamp.reading, ports)
  const html = utf8(documentHtml(document))
  const sealed = composeReportPackage({ statement: statementOf(plan.report, plan, choice, call, audit, ports), report: { json, html, pdf }, approvals, ...(plan.recipient.kind === 'auditor' ? { auditExcerpt: excerptFor(plan, audit.sequence, ports) } : {}), keys: plan.keys }, ports)
  return { plan, sealed, digest, signed, signing }
}

function excerptFor(plan: PlannedReport, until: number, ports: Pick<Ports, 'store' | 'hash'>): string {
  return ports.store.read((repositories) => auditorExcerpt(repositories, plan.incident.id, plan.position.latest, until, ports.hash))
}

type Head = Pick<ReportJson, 'kind' | 'entity' | 'site' | 'incident' | 'version' | 'recipient' | 'sequence' | 'line' | 'releasedAt'>

/** What becomes manifest.json. */
export function statementOf(
  head: Head & { readonly stage: string },
  parts: { readonly position: ReleasePosition; readonly clock?: ReleaseStatement['clock'] },
  choice: { readonly language: 'en' | 'de'; readonly tlp: TlpLabel },
  call: Call,
  audit: { sequence: number; hash: string },
  ports: Pick<Ports, 'product' | 'store'>,
): ReleaseStatement {
  const { parent, latest, replaced } = parts.position
  const { offset, zone } = call.stamp.reading
  return {
    kind: head.kind,
    entity: head.entity,
    site: head.site,
    incident: head.incident,
    stage: head.stage,
    version: head.version,
    recipient: head.recipient,
    sequence: head.sequence,
    line: head.line,
    releasedAt: head.releasedAt,
    offset,
    zone,
    parent: parent === null ? null : { line: parent.line, sequence: parent.sequence, head: parent.head },
    previous: latest?.sumsSha256 ?? null,
    supersedes: replaced === null ? null : { version: replaced.version, sums: replaced.sumsSha256 },
    tlp: choice.tlp,
    language: choice.language,
    audit: { sequence: audit.sequence, head: audit.hash },
    clock: parts.clock ?? ports.store.read((repositories) => clockState(repositories, call.stamp.reading)),
    app: { name: ports.product.name, version: ports.product.version },
  }
}
