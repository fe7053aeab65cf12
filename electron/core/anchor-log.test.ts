import { appendFileSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAnchor } from '../../shared/audit/anchor.ts'
import { temporaryFolder } from '../../test/support/store-fixture.ts'
import { openAnchorLog, readAnchorLines } from './anchor-log.ts'

const storeId = 's'.repeat(26)
const head = (sequence: number) => ({ line: '0011223344556677', sequence, hash: 'a'.repeat(64) })
let folder: ReturnType<typeof temporaryFolder>
let path: string

beforeEach(() => {
  folder = temporaryFolder()
  path = join(folder.path, 'anchor.log')
})
afterEach(() => {
  folder.remove()
})

test('each line is whole and readable, oldest first', () => {
  expect(readAnchorLines(path)).toEqual([])
  const log = openAnchorLog(path, storeId, 0o600)
  log.write(head(0), 1000, 'open')
  log.write(head(3), 2000, 'release')
  expect(readAnchorLines(path).map(readAnchor)).toEqual([
    { storeId, line: head(0).line, sequence: 0, head: head(0).hash, at: 1000, why: 'open' },
    { storeId, line: head(0).line, sequence: 3, head: head(0).hash, at: 2000, why: 'release' },
    null,
  ])
})

test('a line torn by a power cut does not spoil the next one', () => {
  const log = openAnchorLog(path, storeId, 0o600)
  log.write(head(1), 1000, 'open')
  appendFileSync(path, 'cofferdam-anchor-1 torn')
  log.write(head(2), 2000, 'close')
  const lines = readAnchorLines(path)
  expect(lines.map((line) => readAnchor(line)?.sequence ?? null)).toEqual([1, null, 2, null])
  expect(readFileSync(path, 'utf8').endsWith('\n')).toBe(true)
})

test('between events a line is written at most once a minute, and only when there is something new', () => {
  let now = 0
  const log = openAnchorLog(path, storeId, 0o600, () => now)
  const tick = (milliseconds: number, sequence: number): number => {
    now += milliseconds
    log.writeEachMinute(() => head(sequence), () => now)
    return readAnchorLines(path).length
  }
  expect(tick(0, 1)).toBe(2)
  expect(tick(59_999, 2)).toBe(2)
  expect(tick(1, 2)).toBe(3)
  expect(tick(120_000, 2)).toBe(3)
  expect(tick(0, 3)).toBe(4)
})

test('of a log that was blown up beyond any memory both ends are read', () => {
  const log = openAnchorLog(path, storeId, 0o600)
  log.write(head(1), 1, 'open')
  truncateSync(path, 3 * 1024 ** 3)
  log.write(head(2), 2, 'close')
  expect(readAnchorLines(path).flatMap((line) => readAnchor(line)?.sequence ?? [])).toEqual([1, 2])
})
