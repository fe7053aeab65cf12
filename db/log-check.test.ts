import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkLog } from './log-check.ts'
import { createStoreFile } from './open.ts'

const key = new Uint8Array(32).fill(7)
const headerSize = 32
const frameSize = 24 + 4096
let folder = ''
let log = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofferdam-log-'))
  log = join(folder, 'copy-wal')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A log of some changes of several pages each, as it lies on disk while the connection is open. @param rounds how often it was begun anew before. */
function logOf(changes: number, rounds = 0): Buffer {
  const path = join(folder, 'a.db')
  const connection = createStoreFile(path, key)
  connection.exec('CREATE TABLE piece (number INTEGER PRIMARY KEY, bytes BLOB) STRICT')
  const insert = connection.prepare('INSERT INTO piece (bytes) VALUES (?)')
  const change = (): void => void insert.run(new Uint8Array(9_000))
  for (let round = 0; round < rounds; round += 1) {
    for (let number = 0; number < 8; number += 1) change()
    connection.pragma('wal_checkpoint(RESTART)')
  }
  if (rounds === 0) connection.pragma('wal_checkpoint(TRUNCATE)')
  for (let number = 0; number < changes; number += 1) change()
  // A copy of the bytes only: the connection stays open and nothing looks at its locks here.
  const bytes = readFileSync(`${path}-wal`)
  connection.close()
  return bytes
}

/** Numbers of the frames that end a change of the newest round. */
function endsOf(bytes: Buffer): number[] {
  const salts = bytes.subarray(16, 24)
  const ends: number[] = []
  for (let number = 0; headerSize + (number + 1) * frameSize <= bytes.length; number += 1) {
    const header = bytes.subarray(headerSize + number * frameSize)
    if (header.subarray(8, 16).equals(salts) && header.readUInt32BE(4) > 0) ends.push(number)
  }
  return ends
}

function judged(bytes: Uint8Array): string {
  writeFileSync(log, bytes)
  return checkLog(log)
}

/** The log with one byte changed inside a frame. */
function hit(bytes: Buffer, frame: number, offset: number): Buffer {
  const copy = Buffer.from(bytes)
  const at = headerSize + frame * frameSize + offset
  copy[at] = (copy[at] ?? 0) ^ 0x40
  return copy
}

test('no log, an empty one and a whole one are whole', () => {
  expect(checkLog(join(folder, 'none'))).toBe('whole')
  expect(judged(new Uint8Array())).toBe('whole')
  expect(judged(logOf(3))).toBe('whole')
})

test('what an earlier round left behind the end is no damage', () => {
  const bytes = logOf(2, 3)
  const last = endsOf(bytes).at(-1) ?? 0
  expect(bytes.length).toBeGreaterThan(headerSize + (last + 1) * frameSize)
  expect(judged(bytes)).toBe('whole')
  expect(judged(hit(bytes, 0, 100))).toBe('damaged')
})

describe('a bad place', () => {
  test('before the last change is damage: that change had been confirmed', () => {
    const bytes = logOf(4)
    const [first = 0] = endsOf(bytes)
    expect(judged(hit(bytes, first, 2000))).toBe('damaged')
    expect(judged(hit(bytes, 0, 9))).toBe('damaged')
  })

  test('in the last change may as well be a write that the power cut off', () => {
    const bytes = logOf(4)
    const ends = endsOf(bytes)
    const last = ends.at(-1) ?? 0
    expect(judged(hit(bytes, last, 2000))).toBe('torn')
    expect(judged(hit(bytes, (ends.at(-2) ?? 0) + 1, 2000))).toBe('torn')
    expect(judged(hit(bytes, last, 10))).toBe('torn')
  })

  test('an end that is simply not there is what every power cut leaves', () => {
    const bytes = logOf(4)
    for (const size of [31, headerSize, headerSize + 100, headerSize + frameSize, bytes.length - 1]) {
      expect(judged(bytes.subarray(0, size)), String(size)).not.toBe('damaged')
    }
  })

  test('in the header of the log loses all of it', () => {
    const bytes = logOf(2)
    const copy = Buffer.from(bytes)
    copy[18] = (copy[18] ?? 0) ^ 1
    expect(judged(copy)).toBe('damaged')
    // Reserved by the file system and never written.
    expect(judged(new Uint8Array(bytes.length))).toBe('torn')
  })
})
