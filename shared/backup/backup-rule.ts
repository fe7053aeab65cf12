import type { Instant } from '../ports/clock.ts'

/** Why a backup was made; part of its name. */
export const backupReasons = ['daily', 'asked', 'before-migration', 'before-import'] as const
export type BackupReason = (typeof backupReasons)[number]

const hour = 3_600_000
const day = 24 * hour

/**
 * When backups are made and when a person is warned. All periods in milliseconds.
 *
 * Source: Directive (EU) 2022/2555, Article 21(2)(c) asks for backup management and disaster recovery and names no period. These are
 * ours, and stand here so that they can be judged.
 */
export const backupRule = {
  /** An automatic backup is due when the newest one of this line is older: a little below a day, so that a daily shift start finds it due. */
  dueAfter: 20 * hour,
  /** How often an open record is looked at. */
  lookEvery: hour,
  /** Without a copy outside of the PC for this long a warning stands in the overview. */
  outsideWithin: 30 * day,
  /** Bytes of the disk that a backup must leave free: it must not be what fills it. */
  leavesFree: 64 * 1024 * 1024,
} as const

/** What the rule needs to know of a backup. */
export interface DatedBackup {
  readonly at: Instant
  readonly storeId: string
  readonly line: string
}

/**
 * Whether an automatic backup is due. One that says it was made in the future (the clock was set back) does not count, and neither does
 * one of an earlier line: after a restore the first backup of the new line is due at once.
 */
export function isBackupDue(backups: readonly DatedBackup[], record: { readonly storeId: string; readonly line: string }, now: Instant): boolean {
  return !backups.some(({ at, storeId, line }) => storeId === record.storeId && line === record.line && at <= now && now - at < backupRule.dueAfter)
}

/** Whether a person must be warned that no copy left this PC for too long. @param outsideAt when the last one did, or `null`. */
export function isOutsideOverdue(outsideAt: Instant | null, recordSince: Instant, now: Instant): boolean {
  return now - (outsideAt ?? recordSince) > backupRule.outsideWithin
}
