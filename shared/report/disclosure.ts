import { z } from 'zod'
import type { RecipientKind } from '../entity/entity.ts'
import type { ReportContent } from './content.ts'
import { reportFields } from './field.ts'
import type { FieldId } from './field.ts'
import type { ReportJson } from './report-json.ts'

/** Parts of a report that come from the record, not from the form. */
export const sections = [
  'entity',
  'site',
  'incident',
  'notifier',
  'contact',
  'statements',
  'deadlines',
  'submissions',
  'zones',
  'chronology',
  'findingOut',
  'correction',
] as const
/** One such part. */
export type SectionId = (typeof sections)[number]

/** What one kind of recipient gets. Everything not named stays here: a new field leaves only once somebody decided so. */
export interface DisclosureProfile {
  readonly sections: readonly SectionId[]
  readonly fields: readonly FieldId[]
}

const everything: readonly FieldId[] = reportFields.map((field) => field.id)

const supply: readonly FieldId[] = [
  'startedAt',
  'containedAt',
  'restoredAt',
  'expectedHandlingAt',
  'ongoing',
  'shortDescription',
  'statusUpdate',
  'affectedServices',
  'impactDescription',
  'effectOnSupply',
  'areaExtent',
  'areaAffected',
  'disruptionHours',
  'safetyAffected',
  'environmentAffected',
  'dataAffected',
  'personalDataAffected',
  'usersInformed',
  'usersInformedHow',
  'publicCommunication',
]

const loss: readonly FieldId[] = [
  ...supply,
  'detectionSource',
  'suspectedMalicious',
  'usersAffected',
  'usersAffectedShare',
  'productionEffect',
  'financialLoss',
  'severity',
  'incidentClass',
  'rootCause',
  'causeCertainty',
  'causeDescription',
  'detailedDescription',
  'actions',
  'manualOperation',
  'backupsUsable',
  'externalHelp',
  'lawEnforcementInformed',
  'ransomDemanded',
  'ransomPaid',
  'ransomDetails',
  'preventiveChanges',
]

const technical: readonly FieldId[] = [
  'safeChannel',
  'startedAt',
  'detectionSource',
  'containedAt',
  'restoredAt',
  'suspectedMalicious',
  'ongoing',
  'shortDescription',
  'statusUpdate',
  'initialAssessment',
  'detailedDescription',
  'affectedProperties',
  'incidentClass',
  'affectedAssets',
  'indicators',
  'attackVector',
  'vulnerabilities',
  'techniques',
  'malwareFamily',
  'rootCause',
  'causeCertainty',
  'causeDescription',
  'actions',
  'backupsUsable',
  'dataAffected',
  'preventiveChanges',
]

/**
 * What leaves, per kind of recipient (design principle 8: each recipient gets what it needs). Authority and CSIRT get the whole
 * report, so nothing the law asks can be held back from them. People appear by what they do, except notifier and contact.
 */
export const disclosureProfiles: Readonly<Record<RecipientKind, DisclosureProfile>> = {
  authority: { sections, fields: everything },
  csirt: { sections, fields: everything },
  auditor: { sections, fields: everything },
  customer: { sections: ['entity', 'site', 'incident', 'contact', 'correction'], fields: supply },
  insurer: { sections: ['entity', 'site', 'incident', 'notifier', 'contact', 'statements', 'submissions', 'correction'], fields: loss },
  it: {
    sections: ['entity', 'site', 'incident', 'notifier', 'contact', 'zones', 'chronology', 'findingOut', 'correction'],
    fields: technical,
  },
}

/** Whether a field leaves for a kind of recipient. */
export function fieldLeaves(kind: RecipientKind, field: FieldId): boolean {
  return disclosureProfiles[kind].fields.includes(field)
}

/** Whether a part from the record leaves for a kind of recipient. */
export function sectionLeaves(kind: RecipientKind, section: SectionId): boolean {
  return disclosureProfiles[kind].sections.includes(section)
}

/** Whether a kind of recipient gets the whole report, so that an unanswered question is worth showing to it. */
export function getsWholeReport(kind: RecipientKind): boolean {
  return disclosureProfiles[kind].fields.length === everything.length
}

/** The part of some content that leaves for a kind of recipient, and the answered fields that stay here. */
export function disclose(kind: RecipientKind, content: ReportContent): { content: ReportContent; withheld: FieldId[] } {
  const fields: Record<string, unknown> = {}
  const withheld: FieldId[] = []
  for (const { id } of reportFields) {
    if (content[id] === undefined || content[id] === null) continue
    if (fieldLeaves(kind, id)) fields[id] = content[id]
    else withheld.push(id)
  }
  const findingOut = sectionLeaves(kind, 'findingOut')
    ? Object.fromEntries(Object.entries(content.findingOut ?? {}).filter(([id]) => fields[id] !== undefined))
    : {}
  return { content: { ...fields, findingOut } as ReportContent, withheld }
}

/** One line of "what leaves with this report". */
export const leavingSchema = z.strictObject({
  /** A part from the record (`sections.<id>` in the texts) or a field of the form (`fields.<id>.label`). */
  part: z.enum(['section', 'field']),
  id: z.string(),
  /** Entries of a list; 1 for a single value. */
  count: z.number().int().min(1),
  /** Whether it names a person or a way to reach one. */
  personal: z.boolean(),
  /** What is named: persons, assets, services, indicators. At most ten; the count tells whether there are more. */
  named: z.array(z.string()),
})
export type Leaving = z.output<typeof leavingSchema>

/** Everything that leaves with a report, read off the very report.json that is released. */
export function whatLeaves(report: ReportJson): Leaving[] {
  const leaving: Leaving[] = []
  const section = (id: SectionId, count: number, named: readonly string[], personal = false): void => {
    if (count > 0) leaving.push({ part: 'section', id, count, personal, named: named.slice(0, 10) })
  }
  section('entity', 1, [report.entity.name])
  section('site', 1, [report.site.name])
  section('incident', 1, [report.subject.title])
  for (const who of ['notifier', 'contact'] as const) {
    const person = report[who]
    if (person) section(who, 1, [person.name, person.function, person.phone, person.email].filter((text) => text !== ''), true)
  }
  section('statements', report.statements.length, [])
  section('deadlines', report.deadlines.length, [])
  section('submissions', report.submissions.length, [])
  section('zones', report.zones.length, report.zones)
  section('chronology', report.chronology.length, [])
  section('findingOut', Object.keys(report.findingOut).length, [])
  section('correction', report.correction ? 1 : 0, [])
  for (const { id } of reportFields) {
    const value = report.fields[id]
    if (value === undefined) continue
    const list: readonly unknown[] = Array.isArray(value) ? value : []
    leaving.push({ part: 'field', id, count: Math.max(1, list.length), personal: false, named: list.map(nameOf).slice(0, 10) })
  }
  return leaving
}

function nameOf(item: unknown): string {
  if (typeof item === 'string') return item
  const record = item as Readonly<Record<string, unknown>>
  for (const key of ['name', 'value', 'text', 'class']) {
    const text = record[key]
    if (typeof text === 'string') return text.slice(0, 160)
  }
  return ''
}
