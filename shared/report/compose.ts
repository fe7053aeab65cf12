import type { PackageKind } from '../package/manifest.ts'
import { packageName } from '../package/names.ts'
import type { Instant } from '../ports/clock.ts'
import { statedContent } from './content.ts'
import type { ReportContent } from './content.ts'
import { differences } from './correction.ts'
import { disclose, fieldLeaves, sectionLeaves } from './disclosure.ts'
import type { SectionId } from './disclosure.ts'
import type { PersonFact, RecipientFact, ReportFacts } from './facts.ts'
import { fieldOf } from './field.ts'
import type { FieldId } from './field.ts'
import type { Language } from './language.ts'
import { readingSource } from './reading-source.ts'
import { reportJsonSchema } from './report-json.ts'
import type { ReportJson, ReportedPerson } from './report-json.ts'
import { reportedValue } from './reported-value.ts'
import type { ReportedFields, ReportedValue } from './reported-value.ts'
import type { Stage } from './stage.ts'
import type { TlpLabel } from './tlp.ts'
import type { FieldValue } from './value.ts'
import { zonedTime } from './zoned-time.ts'

/** Everything that makes one version of a report for one recipient. */
export interface ReportInput {
  readonly facts: ReportFacts
  readonly stage: Stage
  /** Content that passed `completeSchema(stage)`. */
  readonly content: ReportContent
  readonly kind: PackageKind
  readonly version: number
  readonly sequence: number
  /** Line of the record, 16 hexadecimal digits. */
  readonly line: string
  /** Principal that signs, `<site>@<entity>`. */
  readonly signer: string
  readonly recipient: RecipientFact
  readonly language: Language
  readonly tlp: TlpLabel
  readonly releasedAt: Instant
  readonly clock: ReportJson['clock']
  /** The version this one replaces, what it said, and why it is replaced; `null` for the first. */
  readonly correction: { readonly of: number; readonly reason: string; readonly previous: ReportContent } | null
}

/**
 * Composes report.json: the record's facts and the form's content, cut to what this recipient gets, every instant written out in
 * the incident's zone with its offset and in UTC.
 * @throws ZodError where a part is not what the schema says; RangeError for a zone that does not exist.
 */
export function composeReport(input: ReportInput): ReportJson {
  const { facts, stage, recipient } = input
  const { entity, site, incident } = facts
  const zone = incident.zone
  const stated = statedContent(stage, input.content)
  const { content, withheld } = disclose(recipient.kind, stated)
  const leaves = (section: SectionId): boolean => sectionLeaves(recipient.kind, section)
  return reportJsonSchema.parse({
    v: 1,
    content: 'report',
    kind: input.kind,
    package: reportPackageName(input),
    entity: { code: entity.code, name: entity.name, country: entity.country, registrationNumber: entity.registrationNumber },
    site: { code: site.code, name: site.name },
    incident: { id: incident.id, number: incidentNumber(incident.number) },
    stage,
    version: input.version,
    sequence: input.sequence,
    line: input.line,
    signer: input.signer,
    language: input.language,
    tlp: input.tlp,
    recipient: { id: recipient.id, kind: recipient.kind, name: recipient.name, label: recipient.label, regime: recipient.regime },
    organisation: { address: entity.address, sector: entity.sector, class: entity.class, memberStates: entity.memberStates },
    place: { country: site.country, address: site.address, zone: site.zone },
    subject: {
      title: incident.title,
      notificationKind: incident.notificationKind,
      significance: incident.significance,
      authorityReference: facts.authorityReference,
    },
    releasedAt: input.releasedAt,
    released: zonedTime(input.releasedAt, zone),
    clock: input.clock,
    profile: { id: incident.profileId, version: incident.profileVersion, sha256: incident.profileSha256 },
    notifier: leaves('notifier') ? personOf(facts.notifier) : null,
    contact: leaves('contact') ? personOf(facts.contact ?? facts.notifier) : null,
    deputising: facts.deputising,
    statements: leaves('statements') ? facts.statements.map((item) => ({
      anchor: item.anchor,
      time: zonedTime(item.instant, item.zone),
      basis: item.basis,
      by: item.by,
      standing: item.standing,
    })) : [],
    deadlines: leaves('deadlines') ? deadlinesOf(facts) : [],
    submissions: leaves('submissions') ? submissionsOf(facts) : [],
    zones: leaves('zones') ? facts.zones : [],
    chronology: leaves('chronology') ? chronologyOf(facts, input.language) : [],
    fields: reportedFields(content, zone),
    findingOut: content.findingOut ?? {},
    correction: input.correction && correctionOf(input, input.correction, stated),
    withheld,
  })
}

/** Human number of an incident as it is printed and named in files: `INC-7`. */
export function incidentNumber(number: number): string {
  return `INC-${number}`
}

/** Name of the signed report file without its ending. */
export function reportPackageName(input: Pick<ReportInput, 'facts' | 'stage' | 'recipient' | 'version'>): string {
  const { entity, site, incident } = input.facts
  return packageName({
    country: entity.country,
    site: site.code,
    incident: incidentNumber(incident.number),
    stage: input.stage,
    recipient: input.recipient.label,
    version: input.version,
  })
}

function personOf(person: PersonFact | null): ReportedPerson | null {
  if (!person) return null
  return {
    name: person.name,
    function: person.function,
    phone: person.phone,
    email: person.email,
    availability: person.availability,
  }
}

function deadlinesOf(facts: ReportFacts): ReportJson['deadlines'] {
  const zone = facts.incident.zone
  return facts.deadlines.map((item) => ({
    stage: item.stage,
    due: zonedTime(item.due, zone),
    state: item.state,
    source: item.source,
    anchor: item.anchor,
    anchorTime: item.anchorAt === null ? null : zonedTime(item.anchorAt, zone),
    former: item.former.map(({ due, reason }) => ({ due: zonedTime(due, zone), reason })),
    claimed: item.claimed && { due: zonedTime(item.claimed.due, zone), reason: item.claimed.reason },
    submitted: item.submittedAt === null ? null : zonedTime(item.submittedAt, zone),
  }))
}

function submissionsOf(facts: ReportFacts): ReportJson['submissions'] {
  return facts.submissions.map((item) => ({
    stage: item.stage as Stage,
    time: zonedTime(item.instant, item.zone),
    channel: item.channel,
    by: item.by,
    reference: item.authorityReference,
  }))
}

function chronologyOf(facts: ReportFacts, language: Language): ReportJson['chronology'] {
  return facts.chronology
    .filter((entry) => entry.important && !entry.withdrawn)
    .map((entry) => {
      const reading = facts.readings.find((candidate) => candidate.entry === entry.id)
      const source = reading === undefined ? entry.source : readingSource(entry.source, reading.facts, language)
      return { time: zonedTime(entry.instant, entry.zone), text: entry.text, source }
    })
}

function reportedFields(content: ReportContent, zone: string): ReportedFields {
  const fields: Partial<Record<FieldId, ReportedValue>> = {}
  for (const [key, value] of Object.entries(content)) {
    if (key === 'findingOut') continue
    const field = fieldOf(key as FieldId)
    fields[field.id] = reportedValue(field, value as FieldValue, zone)
  }
  return fields
}

function correctionOf(
  input: ReportInput,
  correction: NonNullable<ReportInput['correction']>,
  stated: ReportContent,
): ReportJson['correction'] {
  const zone = input.facts.incident.zone
  const changes = differences(statedContent(input.stage, correction.previous), stated)
    .filter(({ field }) => fieldLeaves(input.recipient.kind, field))
    .map(({ field, before, after }) => ({
      field,
      before: before === null ? null : reportedValue(fieldOf(field), before, zone),
      after: after === null ? null : reportedValue(fieldOf(field), after, zone),
    }))
  return { of: correction.of, reason: correction.reason, changes }
}
