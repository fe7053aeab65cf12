import { describe, expect, test } from 'vitest'
import { healthChecks, healthFindings, judgeHealth, oldBackup, worstLevel, type HealthFinding, type HealthFacts } from './doctor.ts'

const now = Date.UTC(2026, 10, 23, 3)
const good: HealthFacts = {
  folder: 'writable',
  perUser: false,
  store: 'there',
  readableByAll: 0,
  writableByAll: 0,
  lock: 'free',
  keyring: 'good',
  generation: 4,
  cutOff: false,
  replaced: false,
  aside: 0,
  backups: [{ name: 'b', at: now - 3_600_000, unchanged: true }],
  freeBytes: 9_000_000_000,
  now,
  lastAnchorAt: now - 60_000,
}
const whole = { intact: true, rows: 12, erasedBodies: 0, head: 'a'.repeat(64), fault: null, faultSequence: null }

function findings(change: Partial<HealthFacts>, record: Parameters<typeof judgeHealth>[1] = whole): HealthFinding[] {
  return judgeHealth({ ...good, ...change }, record)
    .filter(({ level }) => level !== 'ok')
    .map(({ finding }) => finding)
}

test('a record in order has nothing to say, each check once and in order', () => {
  const lines = judgeHealth(good, whole)
  expect(worstLevel(lines)).toBe('ok')
  expect(lines.map(({ check }) => check)).toEqual(healthChecks)
})

describe('what is wrong is named', () => {
  test.each<[HealthFinding, Partial<HealthFacts>]>([
    ['place-per-user', { perUser: true }],
    ['place-read-only', { folder: 'read-only' }],
    ['store-gone', { store: 'gone' }],
    ['permissions-readable', { readableByAll: 2 }],
    ['permissions-writable', { writableByAll: 1, readableByAll: 1 }],
    ['lock-held', { lock: 'held' }],
    ['lock-damaged', { lock: 'damaged' }],
    ['keyring-one-copy', { keyring: 'one-copy' }],
    ['keyring-missing', { keyring: 'missing' }],
    ['keyring-damaged', { keyring: 'damaged' }],
    ['keyring-newer', { keyring: 'newer' }],
    ['end-cut-off', { cutOff: true }],
    ['aside-some', { aside: 3 }],
    ['backup-none', { backups: [] }],
    ['backup-old', { backups: [{ name: 'b', at: now - oldBackup - 1, unchanged: true }] }],
    ['backup-changed', { backups: [{ name: 'c', at: now, unchanged: false }, ...good.backups] }],
    ['space-low', { freeBytes: 400_000_000 }],
    ['space-short', { freeBytes: 100_000_000 }],
    ['space-unknown', { freeBytes: null }],
    ['clock-behind', { lastAnchorAt: now + 600_000 }],
    ['clock-unknown', { lastAnchorAt: null }],
  ])('%s', (finding, change) => {
    expect(findings(change)).toEqual([finding])
  })

  test.each<[HealthFinding, string]>([
    ['record-file-damaged', 'file-damaged'],
    ['record-rows', 'hash-differs'],
    ['record-cut', 'anchor-beyond-end'],
    ['record-differs', 'record-differs'],
    ['record-log-damaged', 'log-damaged'],
  ])('%s', (finding, fault) => {
    expect(findings({}, { ...whole, intact: false, fault, faultSequence: 7 })).toEqual([finding])
  })

  test('no backup that is as it was verified is worse than a changed one beside a good one', () => {
    expect(judgeHealth({ ...good, backups: [{ name: 'c', at: now, unchanged: false }] }, whole).find(({ check }) => check === 'backup')).toMatchObject({ level: 'fail', finding: 'backup-changed' })
  })
})

test('a record that is open has a log, and that is no sign of a cut', () => {
  expect(findings({ cutOff: true, lock: 'own' })).toEqual([])
  expect(findings({ cutOff: true, lock: 'held' })).toEqual(['lock-held'])
})

test('where there is no record, only its place and the disk are told', () => {
  expect(judgeHealth({ ...good, store: 'none' }, null).map(({ finding }) => finding)).toEqual(['place-good', 'store-none', 'space-ample'])
})

test('without a passphrase the record itself is told as not checked', () => {
  expect(findings({}, null)).toEqual(['record-not-checked'])
})

test('findings begin with the name of their check', () => {
  for (const finding of healthFindings) expect(healthChecks.some((check) => finding.startsWith(`${check}-`))).toBe(true)
})
