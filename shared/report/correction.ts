import { canonicalJson } from '../package/canonical-json.ts'
import type { JsonValue } from '../package/canonical-json.ts'
import type { ReportContent } from './content.ts'
import { reportFields } from './field.ts'
import type { FieldId } from './field.ts'
import { isOpen } from './value.ts'
import type { FieldValue } from './value.ts'

/** One field that a new version states otherwise. `null` is "not stated". */
export interface FieldDifference {
  readonly field: FieldId
  readonly before: FieldValue | null
  readonly after: FieldValue | null
}

/** What a new version changes against the one it replaces, in the order of the sheet. Empty when both say the same. */
export function differences(previous: ReportContent, next: ReportContent): FieldDifference[] {
  return reportFields.flatMap((field): FieldDifference[] => {
    const before = stated(previous[field.id])
    const after = stated(next[field.id])
    return same(before, after) ? [] : [{ field: field.id, before, after }]
  })
}

function stated(value: FieldValue | null | undefined): FieldValue | null {
  return isOpen(value) ? null : (value as FieldValue)
}

function same(a: FieldValue | null, b: FieldValue | null): boolean {
  return canonicalJson(a as JsonValue) === canonicalJson(b as JsonValue)
}
