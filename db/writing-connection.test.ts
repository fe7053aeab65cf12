import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenStore } from '../electron/core/store-opening.ts'
import { DomainError } from '../shared/contract/error.ts'
import { newStore, temporaryFolder } from '../test/support/store-fixture.ts'
import { chainEnd } from './audit.ts'
import { openStoreFile } from './open.ts'
import type { Connection } from './sqlite.ts'
import { nodeHash } from '../electron/core/crypto.ts'
import { createWritingConnection, type WritingConnection } from './writing-connection.ts'

let folder: ReturnType<typeof temporaryFolder>
let open: OpenStore
const others: Connection[] = []

beforeEach(async () => {
  folder = temporaryFolder()
  open = (await newStore(folder.path)).open
})
afterEach(() => {
  for (const other of others.splice(0)) if (other.open) other.close()
  open.close()
  folder.remove()
})

function another(): Connection {
  const outcome = openStoreFile(open.layout.store, open.storeKey, 'writer', 99)
  if (!outcome.ok) throw new Error(outcome.why)
  others.push(outcome.connection)
  return outcome.connection
}

/** A connection on which everything that grows the file is refused, as on a full disk. */
function fullConnection(): Connection {
  const connection = another()
  connection.pragma(`max_page_count = ${String(connection.pragma('page_count', { simple: true }))}`)
  return connection
}

const grow = (connection: Connection): void => {
  connection.prepare('INSERT INTO setting (key, text) VALUES (?, ?)').run('large', JSON.stringify('x'.repeat(600_000)))
}
const count = (connection: Connection): number => chainEnd(connection, nodeHash).sequence

function code(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error)
  }
  return 'none'
}

describe('after a fault that stays', () => {
  let now: number
  let opened: number
  let writing: WritingConnection

  beforeEach(() => {
    now = 0
    opened = 0
    const reopen = (): Connection => {
      opened += 1
      now += 50
      throw new DomainError('store-disk-fault')
    }
    writing = createWritingConnection(fullConnection(), { reopen, elapsed: () => now }, () => 1, count)
    expect(code(() => writing.transact(grow, true))).toBe('store-full')
  })

  test('the file is opened anew at once and then for a fifth of the time at most', () => {
    expect(opened).toBe(1)
    for (const end = now + 60_000; now < end; now += 10) expect(code(() => writing.transact(grow, true))).toBe('store-disk-fault')
    expect(opened).toBeGreaterThan(200)
    expect(opened * 50).toBeLessThan(60_000 / 5 + 200)
  })

  test('reading goes on, and nothing is written', () => {
    expect(writing.read(count)).toBe(1)
    let ran = false
    expect(code(() => writing.transact(() => (ran = true), false))).toBe('store-disk-fault')
    expect(ran).toBe(false)
    expect(writing.fault?.code).toBe('store-disk-fault')
  })
})

test('a file that has fewer rows than were confirmed is damage, however whole it is', () => {
  const writing = createWritingConnection(fullConnection(), { reopen: another }, () => 2, count)
  expect(code(() => writing.transact(grow, true))).toBe('store-full')
  expect(code(() => writing.transact(grow, true))).toBe('store-damaged')
})

test('without a way to open the file anew nothing is written any more', () => {
  const writing = createWritingConnection(fullConnection(), {}, () => 1, count)
  expect(code(() => writing.transact(grow, true))).toBe('store-full')
  expect(code(() => writing.transact(() => undefined, true))).toBe('store-full')
  expect(writing.read(count)).toBe(1)
})

test('what the work itself refuses is no fault of the disk', () => {
  const writing = createWritingConnection(another(), { reopen: another }, () => 1, count)
  const refuse = (): never => {
    throw new DomainError('store-full')
  }
  expect(code(() => writing.transact(refuse, true))).toBe('store-full')
  expect(writing.fault).toBeNull()
})
