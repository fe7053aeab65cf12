import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { foundStoreFile } from '../../../db/meta.ts'
import { migrateStore } from '../../../db/migrate.ts'
import { createStoreFile } from '../../../db/open.ts'
import { DomainError } from '../../../shared/contract/error.ts'
import { nodeRandom } from '../crypto.ts'
import { threadFile } from '../core-thread.ts'
import { quietControl, type TaskRunner } from './task-runner.ts'
import { createThreadRunner } from './thread-runner.ts'

let folder = ''
let runner: TaskRunner
const pieces: Uint8Array[] = []
const asked: number[] = []
const key = nodeRandom.bytes(32)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofferdam-work-'))
  pieces.length = 0
  asked.length = 0
  runner = createThreadRunner(threadFile('worker-thread'), folder, (staged, index) => {
    asked.push(index)
    return staged === 'known' ? (pieces[index] ?? null) : null
  })
})

afterEach(async () => {
  await runner.stop()
  rmSync(folder, { recursive: true, force: true })
})

function makeStore(): { path: string; key: Uint8Array } {
  const path = join(folder, 'store.db')
  const connection = createStoreFile(path, key)
  migrateStore(connection, () => undefined)
  connection.exec('BEGIN')
  foundStoreFile(connection, { storeId: 'a'.repeat(26), kind: 'real', createdAt: 0 }, '0123456789abcdef')
  connection.exec('COMMIT')
  connection.close()
  return { path, key }
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work
  } catch (error) {
    return error instanceof DomainError ? error.code : `unexpected ${String(error)}`
  }
}

const trust = { anchors: [], received: null, after: null, fileName: null }

describe('the worker thread', () => {
  test('reads the store only while it was told its key', async () => {
    const check = () => failureOf(runner.run('checkRecord', null, quietControl))
    expect(await check()).toBe('store-closed')
    await runner.open(makeStore())
    expect(await check()).toMatchObject({ intact: true, rows: 0, fault: null })
    await runner.close()
    expect(await check()).toBe('store-closed')
  })

  test('a thread that starts after the store was opened still gets the key', async () => {
    await runner.open(makeStore())
    expect(await runner.run('checkRecord', null, quietControl)).toMatchObject({ intact: true })
  })

  test('a key that does not fit says so, and the next one works', async () => {
    const store = makeStore()
    expect(await failureOf(runner.run('checkRecord', null, quietControl))).toBe('store-closed')
    expect(await failureOf(runner.open({ ...store, key: nodeRandom.bytes(32) }))).toBe('store-damaged')
    await runner.open(store)
    expect(await runner.run('checkRecord', null, quietControl)).toMatchObject({ intact: true })
  })

  test('verifies a staged file whose bytes only the other side can read', async () => {
    const block = 1_048_576
    pieces.push(new Uint8Array(block).fill(1), new Uint8Array(block).fill(2), new Uint8Array(100).fill(3))
    const size = 2 * block + 100
    const verdict = await runner.run('verify', { staged: { id: 'known', size }, trust, now: 0 }, quietControl)
    expect(verdict).toMatchObject({ code: 'not-genuine' })
    expect(asked).toContain(2)
    expect(await failureOf(runner.run('verify', { staged: { id: 'dropped', size }, trust, now: 0 }, quietControl))).toBe('not-found')
  })

  test('a cancelled task stops and the next one runs', async () => {
    await runner.open(makeStore())
    const cancelled = {
      progress: () => undefined,
      check: () => {
        throw new DomainError('cancelled')
      },
    }
    expect(await failureOf(runner.run('checkRecord', null, cancelled))).toBe('cancelled')
    expect(await runner.run('checkRecord', null, quietControl)).toMatchObject({ intact: true })
  })

  test('an error of ours keeps its code and details across the line, an unforeseen one its name and stack', async () => {
    await runner.open(makeStore())
    await expect(runner.run('exportRelease', { release: 'b'.repeat(26), place: { path: folder, mayCreate: false } }, quietControl)).rejects.toMatchObject({
      code: 'not-found',
      details: { kind: 'release' },
    })
    const broken = { path: '../not/a/package/path', size: 0, crc32: 0, bytes: new Uint8Array(0), file: null }
    await expect(runner.run('hashZip', { entries: [broken] }, quietControl)).rejects.toMatchObject({ name: 'RangeError' })
  })

  test('hashes a zip of bytes and hands progress on', async () => {
    await runner.open(makeStore())
    const entry = { path: 'README.txt', size: 3, crc32: 0, bytes: new TextEncoder().encode('abc'), file: null }
    const { sha256, sha512 } = await runner.run('hashZip', { entries: [entry] }, quietControl)
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(sha512).toHaveLength(64)
  })
})

test('a thread that dies fails what was running and is started anew', async () => {
  const file = join(folder, 'dies.mjs')
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads'
     let tasks = 0
     parentPort.on('message', (message) => {
       if (message.input?.die) process.exit(1)
       parentPort.postMessage({ kind: 'done', id: message.id, value: ++tasks })
     })`,
  )
  const fragile = createThreadRunner(file, folder, () => null)
  const run = (input: unknown) => fragile.run('checkRecord', input as null, quietControl)
  try {
    expect(await run({})).toBe(1)
    await expect(run({ die: true })).rejects.toThrow('worker thread ended')
    expect(await run({})).toBe(1)
  } finally {
    await fragile.stop()
  }
})

test('a task that is busy and reads no messages still hears that it was cancelled', async () => {
  const file = join(folder, 'busy.mjs')
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', ({ id, stop }) => {
       parentPort.postMessage({ kind: 'progress', id, done: 1, total: 2 })
       while (Atomics.load(stop, 0) === 0);
       parentPort.postMessage({ kind: 'failed', id, failure: { kind: 'domain', code: 'cancelled', details: {} } })
     })`,
  )
  const busy = createThreadRunner(file, folder, () => null)
  let cancelled = false
  const progress: number[] = []
  const control = {
    progress: (done: number) => {
      progress.push(done)
      cancelled = true
    },
    check: () => {
      if (cancelled) throw new DomainError('cancelled')
    },
  }
  try {
    expect(await failureOf(busy.run('checkRecord', null, control))).toBe('cancelled')
    expect(progress).toEqual([1])
  } finally {
    await busy.stop()
  }
})
