import { expect, test } from 'vitest'
import { backupRule, isBackupDue, isOutsideOverdue } from './backup-rule.ts'

const now = Date.UTC(2026, 10, 23, 3, 12)
const record = { storeId: 's', line: 'l' }
const hour = 3_600_000

test('a backup is due when the newest of this line is older than twenty hours', () => {
  expect(isBackupDue([], record, now)).toBe(true)
  expect(isBackupDue([{ ...record, at: now - 19 * hour }], record, now)).toBe(false)
  expect(isBackupDue([{ ...record, at: now - 20 * hour }], record, now)).toBe(true)
})

test('a backup of another line, of another record or of the future does not count', () => {
  expect(isBackupDue([{ ...record, line: 'older', at: now - hour }], record, now)).toBe(true)
  expect(isBackupDue([{ ...record, storeId: 'other', at: now - hour }], record, now)).toBe(true)
  expect(isBackupDue([{ ...record, at: now + hour }], record, now)).toBe(true)
})

test('a record without a copy elsewhere is warned of after thirty days, counted from its beginning where none ever left', () => {
  const since = now - backupRule.outsideWithin
  expect(isOutsideOverdue(null, since, now)).toBe(false)
  expect(isOutsideOverdue(null, since - 1, now)).toBe(true)
  expect(isOutsideOverdue(now - hour, since - hour, now)).toBe(false)
  expect(isOutsideOverdue(since - 1, since - hour, now)).toBe(true)
})
