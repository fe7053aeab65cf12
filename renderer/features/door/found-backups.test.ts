import { expect, test } from 'vitest'
import { bestBackup, entriesSince, isStillLooking, type FoundBackup } from './found-backups.ts'

const backup = (at: number, state: FoundBackup['state'], change: Partial<FoundBackup> = {}): FoundBackup => ({ at, state, ofThisRecord: true, line: 'l', sequence: 10, ...change }) as FoundBackup

test('the best backup is the newest that is unchanged and not of another record', () => {
  expect(bestBackup([])).toBeNull()
  expect(bestBackup([backup(5, 'changed'), backup(4, 'newer'), backup(3, 'not-checked'), backup(2, 'unchanged', { ofThisRecord: false }), backup(1, 'unchanged'), backup(0, 'unchanged')])?.at).toBe(1)
  expect(bestBackup([backup(1, 'unchanged', { ofThisRecord: null })])?.at).toBe(1)
})

test('a newer backup that is being read may still become the best one', () => {
  expect(isStillLooking([backup(2, 'not-checked'), backup(1, 'unchanged')])).toBe(true)
  expect(isStillLooking([backup(2, 'unchanged'), backup(1, 'not-checked')])).toBe(false)
  expect(isStillLooking([backup(2, 'not-checked', { ofThisRecord: false }), backup(1, 'unchanged')])).toBe(false)
})

test('what a backup lacks is counted only within its own line', () => {
  expect(entriesSince(backup(1, 'unchanged'), { line: 'l', sequence: 14, at: 9 })).toEqual({ count: 4, until: 9 })
  expect(entriesSince(backup(1, 'unchanged'), { line: 'l', sequence: 8, at: 9 })).toEqual({ count: 0, until: 9 })
  expect(entriesSince(backup(1, 'unchanged'), { line: 'other', sequence: 14, at: 9 })).toBeNull()
  expect(entriesSince(backup(1, 'unchanged'), null)).toBeNull()
})
