import type { ChoiceSetId } from './choices.ts'
import type { Stage } from './stage.ts'

/**
 * Blocks of the sheet, in the order in which authority forms ask (superset of the known national forms). Header and entity
 * are filled from the record and have no fields of their own.
 */
export const blocks = [
  'header',
  'entity',
  'people',
  'times',
  'flags',
  'significance',
  'summary',
  'services',
  'severity',
  'technical',
  'cause',
  'response',
  'recipients',
  'ransom',
  'lessons',
] as const
/** One block of the sheet. */
export type BlockId = (typeof blocks)[number]

/** How a field is answered. */
export const fieldTypes = [
  'answer',
  'text',
  'long-text',
  'instant',
  'number',
  'choice',
  'choices',
  'member-states',
  'classification',
  'services',
  'assets',
  'indicators',
  'actions',
  'identifiers',
] as const
/** One way of answering. */
export type FieldType = (typeof fieldTypes)[number]

/**
 * Why a field is asked: `law` is content that the Directive itself names and the only kind that blocks a release;
 * `form` is asked by forms of authorities and warns; `optional` may stay open.
 */
export type Requirement = 'law' | 'form' | 'optional'

/** Units that stand in the field. */
export type Unit = 'people' | 'percent' | 'hours' | 'eur'

/** One field of the report, as data. A stage that is not named does not ask the field. */
export interface FieldDefinition {
  readonly id: string
  readonly block: BlockId
  readonly type: FieldType
  readonly stages: Readonly<Partial<Record<Stage, Requirement>>>
  /** Article for every stage in which the law asks it; nothing else. */
  readonly article: Readonly<Partial<Record<Stage, string>>>
  /** Where the question comes from: an article, or the national and EU forms that ask it. */
  readonly source: string
  /** Longest text in UTF-16 code units. */
  readonly maxLength?: number
  /** Most entries of a list. */
  readonly maxItems?: number
  /** Largest number. */
  readonly maximum?: number
  readonly unit?: Unit
  readonly choices?: ChoiceSetId
  /** An instant that may still lie ahead: "not yet" is an answer. */
  readonly mayLieAhead?: true
  /** The field is asked only while another field has one of these answers. */
  readonly appliesWhen?: { readonly field: string; readonly is: readonly string[] }
}
