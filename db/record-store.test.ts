import { closeSync, fstatSync, openSync, writeSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeHash } from '../electron/core/crypto.ts'
import type { OpenStore } from '../electron/core/store-opening.ts'
import { DomainError } from '../shared/contract/error.ts'
import type { Transaction } from '../shared/ports/store.ts'
import { putChunk, readChunk } from './chunks.ts'
import { newStore, person, stamp, storePorts, temporaryFolder, writeOne } from '../test/support/store-fixture.ts'

const ports = storePorts()
let folder: ReturnType<typeof temporaryFolder>
let open: OpenStore

beforeEach(async () => {
  folder = temporaryFolder()
  open = (await newStore(folder.path, ports)).open
})
afterEach(() => {
  open.close()
  folder.remove()
})

function get(key: string): string | null {
  return open.record.read((repositories) => repositories.settings.get(key))
}

function rows(): number {
  return open.record.read((repositories) => repositories.audit.head().sequence)
}

describe('a write', () => {
  test('leaves the change and exactly one row, also when it tells of nothing', () => {
    const before = rows()
    writeOne(open, ports, 'a', 1)
    open.record.write(stamp(ports), () => undefined)
    expect(get('a')).toBe('1')
    expect(rows()).toBe(before + 2)
  })

  test('that throws leaves nothing, not even a row', () => {
    const before = rows()
    const attempt = (): void => {
      open.record.write(stamp(ports), (transaction) => {
        transaction.settings.set('a', '1')
        throw new DomainError('not-found')
      })
    }
    expect(attempt).toThrow(new DomainError('not-found'))
    expect(get('a')).toBeNull()
    expect(rows()).toBe(before)
    writeOne(open, ports, 'b')
    expect(get('b')).toBe('"b"')
  })

  test('cannot wait: a promise is refused and rolled back', () => {
    const attempt = (): unknown =>
      open.record.write(stamp(ports), (transaction) => {
        transaction.settings.set('a', '1')
        return Promise.resolve()
      })
    expect(attempt).toThrow(/wait/)
    expect(get('a')).toBeNull()
  })

  test('cannot stand inside another', () => {
    const attempt = (): void => {
      open.record.write(stamp(ports), () => {
        open.record.write(stamp(ports), () => undefined)
      })
    }
    expect(attempt).toThrow(/running/)
  })

  test('is over when it is over', () => {
    let kept: Transaction | null = null
    open.record.write(stamp(ports), (transaction) => {
      kept = transaction
    })
    const after = kept as unknown as Transaction
    expect(() => {
      after.changed('x', 'y', null, {})
    }).toThrow(/over/)
    expect(() => {
      after.settings.set('a', '1')
    }).toThrow(/transaction/)
  })

  test('syncs: the connection reads 2 after it', () => {
    writeOne(open, ports, 'a')
    expect(open.record.connection.pragma('synchronous', { simple: true })).toBe(2)
  })
})

test('reading changes nothing: what would write throws', () => {
  expect(() => {
    open.record.read((repositories) => {
      repositories.settings.set('a', '1')
    })
  }).toThrow(/transaction/)
})

test('a draft is saved without a row', () => {
  const before = rows()
  open.record.writeUnaudited(stamp(ports), (transaction) => {
    transaction.settings.set('draft', '1')
  })
  expect(get('draft')).toBe('1')
  expect(rows()).toBe(before)
})

test('a reference to nothing is a conflict, and a broken rule of the schema is our fault', () => {
  const asset = { id: 'c'.repeat(26), site: 'd'.repeat(26), name: 'Pump', kind: 'plc', networkZone: null, criticality: 'high', createdAt: 1 } as const
  expect(() => {
    open.record.write(stamp(ports), (transaction) => {
      transaction.assets.save(asset, { at: 1, actor: person, reason: null })
    })
  }).toThrow(new DomainError('conflict', { what: 'reference' }))
  expect(() => {
    open.record.write(stamp(ports), (transaction) => {
      transaction.settings.set('a', 'not json')
    })
  }).toThrow(/CHECK/)
})

test('after damage nothing more is written until the store is opened again, and what is whole can be read', () => {
  const { connection } = open.record
  const bytes = new Uint8Array(1_000_000).fill(7)
  open.record.inTransaction(() => putChunk(connection, nodeHash, bytes))
  connection.pragma('wal_checkpoint(TRUNCATE)')
  // A failing disk changes a page behind the program's back; the page cache is emptied so that it is read again.
  const handle = openSync(open.layout.store, 'r+')
  writeSync(handle, Buffer.from('torn'), 0, 4, fstatSync(handle).size - 100_000)
  closeSync(handle)
  connection.pragma('shrink_memory')
  const read = (): unknown => open.record.read(() => readChunk(open.record.connection, nodeHash.sha256(bytes)))
  expect(read).toThrow(new DomainError('store-damaged', { when: 'running' }))
  expect(get('founded')).toBe('"founded"')
  expect(() => {
    writeOne(open, ports, 'a')
  }).toThrow(new DomainError('store-damaged', { when: 'running' }))
  expect(open.record.fault?.code).toBe('store-damaged')
  expect(get('founded')).toBe('"founded"')
})

describe('a full disk', () => {
  /** What is larger than anything that fits. */
  const large = 'x'.repeat(600_000)

  function fill(): void {
    const { connection } = open.record
    connection.pragma(`max_page_count = ${String(connection.pragma('page_count', { simple: true }))}`)
  }

  test('refuses with its own code, keeps what was there, and writes again as soon as there is room', () => {
    const before = rows()
    const first = open.record.connection
    fill()
    expect(() => {
      writeOne(open, ports, 'a', large)
    }).toThrow(new DomainError('store-full'))
    expect(get('a')).toBeNull()
    expect(rows()).toBe(before)
    writeOne(open, ports, 'a', large)
    expect(rows()).toBe(before + 1)
    // Never over the connection that failed.
    expect(open.record.connection).not.toBe(first)
    expect(open.record.fault).toBeNull()
    expect(open.record.connection.pragma('synchronous', { simple: true })).toBe(2)
  })

  test('takes the reserve for what a person enters: the work is done once, with one row', async () => {
    open.close()
    folder.remove()
    folder = temporaryFolder()
    let given = 0
    const makeRoom = (): boolean => {
      given += 1
      return given === 1
    }
    open = (await newStore(folder.path, { ...ports, makeRoom })).open
    const before = rows()
    fill()
    let calls = 0
    open.record.write(stamp(ports), (transaction) => {
      calls += 1
      transaction.settings.set('a', JSON.stringify(large))
      transaction.changed('setting', 'a', null, { calls })
    })
    expect({ given, calls, rows: rows() }).toEqual({ given: 1, calls: 2, rows: before + 1 })
    fill()
    // Bytes on their way in can wait.
    const intake = (): unknown => open.record.inTransaction(() => putChunk(open.record.connection, nodeHash, new Uint8Array(900_000).fill(1)))
    expect(intake).toThrow(new DomainError('store-full'))
    expect(given).toBe(1)
  })

  test('does not keep the log from being moved when the reserve is there', async () => {
    open.close()
    folder.remove()
    folder = temporaryFolder()
    open = (await newStore(folder.path, { ...ports, makeRoom: () => true })).open
    writeOne(open, ports, 'a', large)
    expect(open.record.checkpoint()).toBe(true)
    expect(get('a')).toBe(JSON.stringify(large))
  })
})
