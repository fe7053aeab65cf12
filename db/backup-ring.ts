import type { BackupReason } from '../shared/backup/backup-rule.ts'

/** What the ring needs to know of a backup. */
export interface RingEntry {
  readonly name: string
  /** UTC milliseconds. */
  readonly at: number
  readonly why: BackupReason
}

const day = 86_400_000
const kept: Readonly<Record<'daily' | 'before-migration' | 'before-import', number>> = { daily: 7, 'before-migration': 5, 'before-import': 5 }
const weeks = 5

/**
 * Names of backups that the ring lets go: of the daily ones the newest seven stay and the first of each of the last five weeks that
 * have one; of those before a migration or an import the newest five. What a person asked for stays until a person deletes it.
 */
export function expiredBackups(entries: readonly RingEntry[]): string[] {
  const newestFirst = [...entries].sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1))
  const stay = new Set<string>()
  for (const why of ['daily', 'before-migration', 'before-import'] as const) {
    for (const entry of newestFirst.filter((one) => one.why === why).slice(0, kept[why])) stay.add(entry.name)
  }
  const firstOfWeek = new Map<number, string>()
  for (const entry of newestFirst.filter((one) => one.why === 'daily')) firstOfWeek.set(Math.floor(entry.at / (7 * day)), entry.name)
  for (const name of [...firstOfWeek.values()].slice(0, weeks)) stay.add(name)
  return newestFirst.filter((entry) => entry.why !== 'asked' && !stay.has(entry.name)).map((entry) => entry.name)
}
