import type { ChronologyEntry } from '../../../../shared/incident/incident.ts'

/** One thing that happened, as it stands, with everything it was corrected from. */
export interface ChronologyRow {
  /** The newest entry of the chain. A withdrawal repeats what it takes back. */
  readonly entry: ChronologyEntry
  readonly withdrawn: boolean
  /** Entries it replaced, newest first; shown struck through. */
  readonly former: readonly ChronologyEntry[]
}

/** The chronology in the order things happened; corrected and withdrawn entries stay visible in the chain they belong to. */
export function chronologyRows(entries: readonly ChronologyEntry[]): ChronologyRow[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const replaced = new Set(entries.flatMap((entry) => (entry.supersedes === null ? [] : [entry.supersedes])))
  return entries
    .filter((entry) => !replaced.has(entry.id))
    .map((entry) => ({ entry, withdrawn: entry.withdrawn, former: formerOf(entry, byId) }))
    .sort((a, b) => a.entry.instant - b.entry.instant || a.entry.recordedAt - b.entry.recordedAt)
}

function formerOf(entry: ChronologyEntry, byId: ReadonlyMap<string, ChronologyEntry>): ChronologyEntry[] {
  const former: ChronologyEntry[] = []
  for (let before = entry.supersedes; before !== null; ) {
    const found = byId.get(before)
    if (found === undefined || former.includes(found)) break
    former.push(found)
    before = found.supersedes
  }
  return former
}

/** Counts for the line under the list: what stands, what a report would carry, what was corrected or withdrawn. */
export function chronologyCounts(rows: readonly ChronologyRow[]): { readonly standing: number; readonly important: number; readonly corrected: number } {
  const standing = rows.filter((row) => !row.withdrawn)
  return {
    standing: standing.length,
    important: standing.filter((row) => row.entry.important).length,
    corrected: rows.filter((row) => row.withdrawn || row.former.length > 0).length,
  }
}
