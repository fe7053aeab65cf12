import type { Answer } from '../answer/answer.ts'
import type { IncidentQuestion } from '../incident/incident.ts'
import { contentOf, emptyContent } from './content.ts'
import type { ReportContent, ReportFields } from './content.ts'
import type { ReportFacts } from './facts.ts'
import { fieldsOf } from './field.ts'
import type { FieldId } from './field.ts'
import type { Stage } from './stage.ts'
import { isOpen } from './value.ts'
import type { ActionItem, AssetItem, FieldValue, ServiceItem } from './value.ts'

/** What an earlier report of the same incident said. */
export interface PreviousReport {
  readonly stage: Stage
  readonly content: ReportContent
}

/** A form as it opens, and which fields were filled for the user. */
export interface Prefilled {
  readonly content: ReportContent
  readonly filled: readonly FieldId[]
}

/** Fields that ask what the incident's own questions ask. */
export const questionOfField: Readonly<Partial<Record<FieldId, IncidentQuestion>>> = {
  suspectedMalicious: 'suspected-malicious',
  possibleCrossBorder: 'cross-border',
  ongoing: 'ongoing',
  safetyAffected: 'safety-affected',
  manualOperation: 'manual-operation',
}

const criterionOfField: Readonly<Partial<Record<FieldId, IncidentQuestion>>> = {
  operationalDisruption: 'operational-disruption',
  financialLossCriterion: 'financial-loss',
  damageToOthers: 'damage-to-others',
}

/**
 * Fills a stage's form. A new version of the same stage starts from what that stage said. A new stage takes what the record now
 * knows, else what the stage before said; lists are joined. Nothing is invented: what neither knows stays open, and no text moves under
 * another question of the law: an initial assessment is not a detailed description.
 */
export function prefill(stage: Stage, facts: ReportFacts, previous: PreviousReport | null): Prefilled {
  const content: Record<string, unknown> = { ...emptyContent(stage) }
  const findingOut: Record<string, string> = {}
  const before = previous ? contentOf(stage, previous.content) : null
  for (const field of fieldsOf(stage)) {
    const said = before?.[field.id] ?? null
    const value = previous?.stage === stage && !isOpen(said) ? said : joined(field.id, fromRecord(field.id, facts), said)
    if (isOpen(value)) continue
    content[field.id] = value
    const finding = before?.findingOut?.[field.id]
    if (value === 'unknown' && finding) findingOut[field.id] = finding
  }
  const filled = fieldsOf(stage)
    .map((field) => field.id)
    .filter((id) => !isOpen(content[id] as FieldValue | null))
  return { content: { ...content, findingOut } as ReportContent, filled }
}

/** What the record itself says about a field; `null` where it says nothing. */
function fromRecord(id: FieldId, facts: ReportFacts): FieldValue | null {
  const question = questionOfField[id]
  if (question) return facts.answers[question] ?? null
  const criterion = criterionOfField[id]
  if (criterion) return criterionState(facts.answers[criterion])
  switch (id) {
    case 'safeChannel':
      return facts.safeChannel
    case 'affectedServices':
      return facts.services.map((service) => ({
        name: service.name,
        peopleSupplied: service.peopleSupplied,
        state: 'unknown' as const,
        note: '',
      }))
    case 'affectedAssets':
      return facts.assets.map(({ asset, zoneName }) => ({ name: asset.name, kind: asset.kind, zone: zoneName, note: '' }))
    case 'actions':
      return facts.actions.map((action) => ({ ...action, effect: 'unknown' as const }))
    case 'usersAffected':
      return peopleSupplied(facts)
    default:
      return null
  }
}

/** The record says yes, no or not known; a report says whether it has happened or only can. So yes leaves the question open. */
function criterionState(answer: Answer | undefined): string | null {
  if (answer === 'no') return 'not-met'
  return answer === 'unknown' ? 'unknown' : null
}

/** The largest number of people that one affected service supplies: an estimate of the maximum, since services share customers. */
function peopleSupplied(facts: ReportFacts): FieldValue | null {
  const numbers = facts.services.flatMap((service) => (service.peopleSupplied === null ? [] : [service.peopleSupplied]))
  return numbers.length === 0 ? null : { value: Math.max(...numbers), basis: 'estimated' }
}

function joined(id: FieldId, record: FieldValue | null, said: ReportFields[FieldId] | null): FieldValue | null {
  const spoken = isOpen(said) ? null : said
  if (id === 'affectedServices') return byName(record as ServiceItem[], spoken as ServiceItem[] | string | null)
  if (id === 'affectedAssets') return byName(record as AssetItem[], spoken as AssetItem[] | string | null)
  if (id === 'actions') return byText(record as ActionItem[], spoken as ActionItem[] | string | null)
  if (isOpen(record)) return spoken
  // What somebody reported is not pushed aside by a "not known" in the record or by an estimate.
  if (spoken !== null && spoken !== 'unknown' && (record === 'unknown' || typeof record === 'object')) return spoken
  return record
}

function byName<T extends { readonly name: string }>(record: readonly T[], said: readonly T[] | string | null): T[] | string | null {
  if (!Array.isArray(said)) return record.length > 0 ? [...record] : (said as string | null)
  const items = said as readonly T[]
  return [...items, ...record.filter((item) => !items.some((other) => other.name === item.name))]
}

function byText(record: readonly ActionItem[], said: readonly ActionItem[] | string | null): ActionItem[] | string | null {
  if (!Array.isArray(said)) return record.length > 0 ? [...record] : (said as string | null)
  const items = said as readonly ActionItem[]
  return [...items, ...record.filter((item) => !items.some((other) => other.text === item.text))]
}
