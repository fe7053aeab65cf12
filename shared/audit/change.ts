import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'
import type { AuditChange } from './row.ts'

/** JSON-safe picture of a record; `null` where it does not exist. */
export type RecordPicture = Readonly<Record<string, unknown>> | null

/**
 * The fields that differ between two pictures of a record, by name in code unit order.
 * A field that is missing or `undefined` on one side counts as `null` there; bytes must be left out or given as a hash.
 */
export function changesBetween(kind: string, id: string, before: RecordPicture, after: RecordPicture): AuditChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort()
  const changes: AuditChange[] = []
  for (const field of fields) {
    const earlier = valueOf(before, field)
    const later = valueOf(after, field)
    if (canonicalJson(earlier) !== canonicalJson(later)) changes.push({ after: later, before: earlier, field, id, kind } as AuditChange)
  }
  return changes
}

function valueOf(picture: RecordPicture, field: string): JsonValue {
  if (picture === null || !Object.hasOwn(picture, field)) return null
  return (picture[field] ?? null) as JsonValue
}
