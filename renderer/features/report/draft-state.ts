import { draftSchema, type ReportContent } from '../../../shared/report/content.ts'
import { isFieldId, type FieldId } from '../../../shared/report/field.ts'
import type { Review } from '../../../shared/report/review.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import type { FieldValue } from '../../../shared/report/value.ts'

/** A report as it is being written in this window. */
export interface DraftState {
  readonly stage: Stage
  readonly content: ReportContent
  /** Filled from the record or an earlier report and not touched since. */
  readonly prefilled: readonly FieldId[]
  /** Fields that hold something a draft cannot keep (too long, a sign that cannot be stored): not saved until mended. */
  readonly unsavable: readonly FieldId[]
  /** Counts changes. */
  readonly revision: number
  readonly savedRevision: number
  /** When the core last confirmed it, UTC ms; `null` before the first time. */
  readonly savedAt: number | null
  /** The core's judgement of what was last saved. */
  readonly review: Review
}

/** The draft as it was opened. */
export function openedDraft(stage: Stage, opened: { readonly fields: unknown; readonly prefilled: readonly string[]; readonly savedAt: number | null; readonly review: Review }): DraftState {
  const read = draftSchema(stage).safeParse(opened.fields)
  return {
    stage,
    content: read.success ? read.data : {},
    prefilled: opened.prefilled.filter(isFieldId),
    unsavable: [],
    revision: 0,
    savedRevision: 0,
    savedAt: opened.savedAt,
    review: opened.review,
  }
}

/** A question was answered, or opened again with `null`. A reason why something is not known goes with its "not known". */
export function answered(state: DraftState, id: FieldId, value: FieldValue | null): DraftState {
  const { [id]: reason, ...others } = state.content.findingOut ?? {}
  const findingOut = value === 'unknown' && reason !== undefined ? { ...others, [id]: reason } : others
  return changed(state, { ...state.content, [id]: value, findingOut } as ReportContent, id)
}

/** What is being done to find out was said. */
export function foundOut(state: DraftState, id: FieldId, text: string): DraftState {
  const { [id]: _before, ...others } = state.content.findingOut ?? {}
  return changed(state, { ...state.content, findingOut: text === '' ? others : { ...others, [id]: text } } as ReportContent, id)
}

function changed(state: DraftState, content: ReportContent, id: FieldId): DraftState {
  return {
    ...state,
    content,
    prefilled: state.prefilled.filter((other) => other !== id),
    unsavable: unsavableFields(state.stage, content),
    revision: state.revision + 1,
  }
}

/** The core confirmed a revision. A later change may be waiting already. */
export function savedDraft(state: DraftState, revision: number, confirmed: { readonly savedAt: number; readonly review: Review }): DraftState {
  return { ...state, savedRevision: Math.max(state.savedRevision, revision), savedAt: confirmed.savedAt, review: confirmed.review }
}

/** Whether everything typed is confirmed by the core. */
export function isSaved(state: DraftState): boolean {
  return state.savedRevision === state.revision
}

/** What is sent to be kept: everything that a draft can hold. One field that cannot be kept does not hold back the others. */
export function savable(state: DraftState): Record<string, unknown> {
  const broken = new Set<string>(state.unsavable)
  const findingOut = Object.entries(state.content.findingOut ?? {}).filter(([id]) => !broken.has(id))
  const fields = Object.entries(state.content).filter(([id]) => id !== 'findingOut' && !broken.has(id))
  return { ...Object.fromEntries(fields), findingOut: Object.fromEntries(findingOut) }
}

function unsavableFields(stage: Stage, content: ReportContent): FieldId[] {
  const read = draftSchema(stage).safeParse(content)
  if (read.success) return []
  const ids = read.error.issues.map((issue) => String(issue.path[0] === 'findingOut' ? issue.path[1] : issue.path[0]))
  return [...new Set(ids)].filter(isFieldId)
}
