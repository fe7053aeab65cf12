/**
 * One line of a store's history. Sequences and anchors are judged within a line: a backup that was restored goes on as a new line
 * that names where it left the old one ("continued from a backup").
 */
export interface StoreLine {
  readonly line: string
  /** `null` for the line a store was made with. */
  readonly parentLine: string | null
  /** Last sequence that belongs to the parent; 0 for the first line. */
  readonly parentSequence: number
  /** Chain hash at `parentSequence`; `null` for the first line. */
  readonly parentHead: Uint8Array | null
}

/** The line that a sequence belongs to: the last one that began before it; `null` when there is none. */
export function lineAt(lines: readonly StoreLine[], sequence: number): StoreLine | null {
  let found: StoreLine | null = null
  for (const line of lines) if (line.parentSequence < sequence) found = line
  return found
}

/** Whether lines, oldest first, form one history: the first has no parent, each other continues the one before it and never earlier. */
export function isHistory(lines: readonly StoreLine[]): boolean {
  return lines.every((line, index) => {
    const parent = index === 0 ? null : (lines[index - 1] ?? null)
    if (parent === null) return line.parentLine === null && line.parentSequence === 0 && line.parentHead === null
    return line.parentLine === parent.line && line.parentSequence >= parent.parentSequence && line.parentHead !== null
  })
}
