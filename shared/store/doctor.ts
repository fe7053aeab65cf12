import { spaceLevel, spaceRule } from '../space/space-rule.ts'

/** How a finding stands: nothing to do, something to do soon, something is wrong. */
export const healthLevels = ['ok', 'warn', 'fail'] as const
export type HealthLevel = (typeof healthLevels)[number]

/** What is looked at, in the order in which it is told. */
export const healthChecks = ['place', 'store', 'permissions', 'lock', 'keyring', 'record', 'end', 'aside', 'backup', 'space', 'clock'] as const
export type HealthCheck = (typeof healthChecks)[number]

/** Everything that can be told of a check. Each has a sentence that says what to do, on the screen and on the command line. */
export const healthFindings = [
  'place-good',
  'place-per-user',
  'place-missing',
  'place-read-only',
  'store-there',
  'store-none',
  'store-gone',
  'permissions-good',
  'permissions-readable',
  'permissions-writable',
  'lock-free',
  'lock-held',
  'lock-damaged',
  'keyring-good',
  'keyring-one-copy',
  'keyring-missing',
  'keyring-damaged',
  'keyring-newer',
  'record-whole',
  'record-not-checked',
  'record-file-damaged',
  'record-rows',
  'record-cut',
  'record-differs',
  'record-log-damaged',
  'end-orderly',
  'end-cut-off',
  'aside-none',
  'aside-some',
  'backup-good',
  'backup-none',
  'backup-old',
  'backup-changed',
  'space-ample',
  'space-low',
  'space-short',
  'space-unknown',
  'clock-good',
  'clock-behind',
  'clock-unknown',
] as const
export type HealthFinding = (typeof healthFindings)[number]

/** What checking the record itself came to. */
export interface CheckedRecord {
  readonly intact: boolean
  readonly rows: number
  readonly fault: string | null
  readonly faultSequence: number | null
}

/** One line of the answer. */
export interface HealthLine {
  readonly check: HealthCheck
  readonly level: HealthLevel
  readonly finding: HealthFinding
  /** What the sentence names: a number of files, events or a row; room in bytes; a time (UTC ms); a name. */
  readonly count: number | null
  readonly freeBytes: number | null
  readonly at: number | null
  readonly name: string | null
}

/** What can be seen of a record's folder without a passphrase. */
export interface HealthFacts {
  readonly folder: 'missing' | 'read-only' | 'writable'
  readonly perUser: boolean
  readonly store: 'none' | 'gone' | 'there'
  /** Files that every account of the PC can read, and write. */
  readonly readableByAll: number
  readonly writableByAll: number
  /** `own`: held by the program that asks. */
  readonly lock: 'free' | 'held' | 'own' | 'damaged'
  readonly keyring: 'missing' | 'damaged' | 'newer' | 'one-copy' | 'good'
  readonly generation: number | null
  /** The log of the last run was not moved into the file: it did not end in order. */
  readonly cutOff: boolean
  /** A whole record that a restore put aside lies there. */
  readonly replaced: boolean
  /** Files that were set aside or kept because of damage or a restore. */
  readonly aside: number
  /** Backups on this PC, newest first, and whether each is still as it was verified. */
  readonly backups: readonly { readonly name: string; readonly at: number; readonly unchanged: boolean }[]
  readonly freeBytes: number | null
  /** Wall clock of the PC, and the latest time that anchor.log names. */
  readonly now: number
  readonly lastAnchorAt: number | null
}

/** A backup of this age is old: the ring makes one each day the record is open, and a long weekend is three. In milliseconds. */
export const oldBackup = 4 * 86_400_000
/** The clock may differ this much from the last anchor without being behind: setting it by hand takes that long. In milliseconds. */
const clockTolerance = 120_000

/**
 * Judges what was seen. Pure, so that command line, screen and tests say the same.
 * @param record what checking the record itself came to; `null` when it was not opened.
 */
export function judgeHealth(facts: HealthFacts, record: CheckedRecord | null): HealthLine[] {
  const lines = [judgePlace(facts), judgeStore(facts)]
  if (facts.store === 'none') return [...lines, judgeSpace(facts)]
  return [
    ...lines,
    judgePermissions(facts),
    judgeLock(facts),
    judgeKeyring(facts),
    judgeRecord(record),
    ...judgeEnd(facts),
    facts.aside > 0 ? line('aside', 'warn', 'aside-some', { count: facts.aside }) : line('aside', 'ok', 'aside-none'),
    judgeBackups(facts),
    judgeSpace(facts),
    judgeClock(facts),
  ]
}

/** The worst level among lines. */
export function worstLevel(lines: readonly HealthLine[]): HealthLevel {
  if (lines.some(({ level }) => level === 'fail')) return 'fail'
  return lines.some(({ level }) => level === 'warn') ? 'warn' : 'ok'
}

function line(check: HealthCheck, level: HealthLevel, finding: HealthFinding, told: Partial<Pick<HealthLine, 'count' | 'freeBytes' | 'at' | 'name'>> = {}): HealthLine {
  return { check, level, finding, count: told.count ?? null, freeBytes: told.freeBytes ?? null, at: told.at ?? null, name: told.name ?? null }
}

function judgePlace({ folder, perUser }: HealthFacts): HealthLine {
  if (folder === 'missing') return line('place', 'fail', 'place-missing')
  if (folder === 'read-only') return line('place', 'fail', 'place-read-only')
  return perUser ? line('place', 'warn', 'place-per-user') : line('place', 'ok', 'place-good')
}

function judgeStore({ store }: HealthFacts): HealthLine {
  switch (store) {
    case 'none':
      return line('store', 'warn', 'store-none')
    case 'gone':
      return line('store', 'fail', 'store-gone')
    case 'there':
      return line('store', 'ok', 'store-there')
  }
}

function judgePermissions({ readableByAll, writableByAll }: HealthFacts): HealthLine {
  if (writableByAll > 0) return line('permissions', 'fail', 'permissions-writable', { count: writableByAll })
  return readableByAll > 0 ? line('permissions', 'warn', 'permissions-readable', { count: readableByAll }) : line('permissions', 'ok', 'permissions-good')
}

function judgeLock({ lock }: HealthFacts): HealthLine {
  if (lock === 'held') return line('lock', 'warn', 'lock-held')
  // It has no content of its own; the next start makes a new one.
  return lock === 'damaged' ? line('lock', 'warn', 'lock-damaged') : line('lock', 'ok', 'lock-free')
}

function judgeKeyring({ keyring, generation }: HealthFacts): HealthLine {
  switch (keyring) {
    case 'good':
      return line('keyring', 'ok', 'keyring-good', { count: generation })
    case 'one-copy':
      return line('keyring', 'warn', 'keyring-one-copy', { count: generation })
    case 'missing':
      return line('keyring', 'fail', 'keyring-missing')
    case 'damaged':
      return line('keyring', 'fail', 'keyring-damaged')
    case 'newer':
      return line('keyring', 'fail', 'keyring-newer')
  }
}

function judgeRecord(record: CheckedRecord | null): HealthLine {
  if (record === null) return line('record', 'warn', 'record-not-checked')
  if (record.intact) return line('record', 'ok', 'record-whole', { count: record.rows })
  return line('record', 'fail', recordFinding(record.fault), { count: record.faultSequence, name: record.fault })
}

function recordFinding(fault: string | null): HealthFinding {
  if (fault === 'file-damaged') return 'record-file-damaged'
  if (fault === 'record-differs') return 'record-differs'
  if (fault === 'log-damaged') return 'record-log-damaged'
  return fault !== null && (fault.startsWith('anchor-') || fault === 'head-differs') ? 'record-cut' : 'record-rows'
}

/** Only of a record that is closed: while it is in use its log tells nothing about the run before. */
function judgeEnd({ cutOff, lock }: HealthFacts): HealthLine[] {
  if (lock === 'own' || lock === 'held') return []
  return [cutOff ? line('end', 'warn', 'end-cut-off') : line('end', 'ok', 'end-orderly')]
}

function judgeBackups({ backups, now }: HealthFacts): HealthLine {
  const good = backups.find(({ unchanged }) => unchanged)
  const changed = backups.filter(({ unchanged }) => !unchanged)
  if (good === undefined) return line('backup', 'fail', backups.length === 0 ? 'backup-none' : 'backup-changed', { count: changed.length })
  if (changed.length > 0) return line('backup', 'warn', 'backup-changed', { count: changed.length, at: good.at, name: good.name })
  // A clock that was set back makes an old backup look new, never the other way: `clock` tells of that.
  return now - good.at > oldBackup ? line('backup', 'warn', 'backup-old', { at: good.at, name: good.name }) : line('backup', 'ok', 'backup-good', { at: good.at, name: good.name, count: backups.length })
}

function judgeSpace({ freeBytes }: HealthFacts): HealthLine {
  switch (spaceLevel(freeBytes, false, spaceRule)) {
    case 'ample':
      return line('space', 'ok', 'space-ample', { freeBytes })
    case 'low':
      return line('space', 'warn', 'space-low', { freeBytes })
    case 'short':
    case 'full':
      return line('space', 'fail', 'space-short', { freeBytes })
    case 'unknown':
      return line('space', 'warn', 'space-unknown')
  }
}

function judgeClock({ now, lastAnchorAt }: HealthFacts): HealthLine {
  if (lastAnchorAt === null) return line('clock', 'warn', 'clock-unknown', { at: now })
  return now < lastAnchorAt - clockTolerance ? line('clock', 'fail', 'clock-behind', { at: lastAnchorAt }) : line('clock', 'ok', 'clock-good', { at: now })
}
