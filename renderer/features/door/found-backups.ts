import type { ReplyTo } from '../../api/procedures.ts'

/** What was found at the door. */
export type Found = ReplyTo<'backups.found'>
/** One backup that was found. */
export type FoundBackup = Found['backups'][number]

/** How often drives are looked at, in milliseconds: a stick that is put in appears by itself. */
export const lookEvery = 2_500

/** The newest backup that is still what it was and not of another record; `null` while there is none. */
export function bestBackup(backups: readonly FoundBackup[]): FoundBackup | null {
  return backups.find(({ state, ofThisRecord }) => state === 'unchanged' && ofThisRecord !== false) ?? null
}

/** Whether an answer could still change: a newer backup than the best one is being read. */
export function isStillLooking(backups: readonly FoundBackup[]): boolean {
  const best = bestBackup(backups)
  return backups.some((backup) => backup.state === 'not-checked' && backup.ofThisRecord !== false && (best === null || backup.at > best.at))
}

/**
 * Entries of the record that a backup does not hold, as far as the notes beside the record tell; `null` where they say nothing, e.g. of
 * another line.
 */
export function entriesSince(backup: FoundBackup, last: Found['last']): { readonly count: number; readonly until: number } | null {
  if (last === null || last.line !== backup.line) return null
  return { count: Math.max(0, last.sequence - backup.sequence), until: last.at }
}
