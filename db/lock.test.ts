import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { platform } from 'node:process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startChild } from '../test/support/child.ts'
import { temporaryFolder } from '../test/support/store-fixture.ts'
import { holdStore, type StoreLock } from './lock.ts'

let folder: ReturnType<typeof temporaryFolder>
let path: string

beforeEach(() => {
  folder = temporaryFolder()
  path = join(folder.path, 'store.lock')
})
afterEach(() => {
  folder.remove()
})

function hold(): StoreLock {
  const outcome = holdStore(path)
  if (!outcome.ok) throw new Error(outcome.why)
  return outcome.lock
}

async function asOther(): Promise<string | null> {
  const other = startChild('hold-lock.ts', path)
  const answer = await other.line()
  await other.kill()
  return answer
}

test('one at a time: a second one is refused, in this process and in another', async () => {
  const lock = hold()
  expect(holdStore(path)).toEqual({ ok: false, why: 'held' })
  expect(await asOther()).toBe('refused')
  lock.release()
  expect(await asOther()).toBe('mine')
})

test('a process that is killed lets go', async () => {
  const other = startChild('hold-lock.ts', path)
  expect(await other.line()).toBe('mine')
  expect(holdStore(path)).toEqual({ ok: false, why: 'held' })
  await other.kill()
  hold().release()
})

test('a folder that is not there or cannot be written is told', () => {
  expect(() => holdStore(join(folder.path, 'nowhere', 'store.lock'))).toThrow()
})

// The trap that the rule "nothing opens these files by fs" is about. It must stay visible: if this test ever fails, the rule may go.
test.runIf(platform === 'linux')('opening and closing the lock file by fs drops the lock of the whole process', async () => {
  const lock = hold()
  closeSync(openSync(path, 'r'))
  expect(await asOther()).toBe('mine')
  lock.release()
})
