import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { spaceRule, type SpaceRule } from '../../shared/space/space-rule.ts'
import { createBallast, type Ballast } from './ballast.ts'
import { nodeRandom } from './crypto.ts'
import { createSpaceKeeper, type SpaceKeeper } from './space-keeper.ts'

const size = 3_000_000
let folder: string
let path: string
let ballast: Ballast

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofferdam-test-'))
  path = join(folder, 'ballast')
  ballast = createBallast(path, size, 0o600, nodeRandom)
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function keeperWith(change: Partial<Record<keyof SpaceRule, number>> = {}): SpaceKeeper {
  const bytes = { warnBelow: 2, refuseBelow: 1, reserve: size, ...change }
  const rule: SpaceRule = {
    warnBelow: { ...spaceRule.warnBelow, bytes: bytes.warnBelow },
    refuseBelow: { ...spaceRule.refuseBelow, bytes: bytes.refuseBelow },
    reserve: { ...spaceRule.reserve, bytes: bytes.reserve },
  }
  return createSpaceKeeper({ folder, rule, ballast, writing: () => null, firstLookAfter: 1 })
}

test('the ballast takes up real blocks, once, and gives them up at once', async () => {
  expect(ballast.isHeld()).toBe(false)
  expect(await Promise.all([ballast.make(), ballast.make()])).toEqual([true, true])
  const { size: held, blocks, mtimeMs } = statSync(path)
  expect(held).toBe(size)
  expect(blocks * 512).toBeGreaterThanOrEqual(size)
  expect(await ballast.make()).toBe(true)
  expect(statSync(path).mtimeMs).toBe(mtimeMs)
  expect(ballast.release()).toBe(true)
  expect(readdirSync(folder)).toEqual([])
  expect(ballast.release()).toBe(false)
})

test('a ballast that is stopped half-way leaves nothing, and one of another size is made anew', async () => {
  const making = ballast.make()
  await ballast.stop()
  expect(await making).toBe(false)
  expect(readdirSync(folder)).toEqual([])
  writeFileSync(path, 'short')
  expect(await ballast.make()).toBe(true)
  expect(statSync(path).size).toBe(size)
})

test('a ballast that cannot be made is no failure', async () => {
  rmSync(folder, { recursive: true, force: true })
  expect(await ballast.make()).toBe(false)
  expect(ballast.release()).toBe(false)
})

test('the reserve is made while the record is open, given up in need and made again', async () => {
  const keeper = keeperWith()
  await keeper.look()
  await wait(20)
  expect(existsSync(path)).toBe(false)
  keeper.watch()
  await vi.waitUntil(() => ballast.isHeld())
  expect(keeper.makeRoom()).toBe(true)
  expect(existsSync(path)).toBe(false)
  expect(keeper.makeRoom()).toBe(false)
  await keeper.look()
  await vi.waitUntil(() => ballast.isHeld())
  await keeper.unwatch()
  // What is held stays for the next time.
  expect(ballast.isHeld()).toBe(true)
})

test('a disk without room keeps no reserve, says so, and refuses what can wait', async () => {
  const keeper = keeperWith({ refuseBelow: Number.MAX_SAFE_INTEGER, warnBelow: Number.MAX_SAFE_INTEGER })
  keeper.watch()
  expect(await keeper.look()).toMatchObject({ level: 'short', writing: null })
  await wait(30)
  expect(readdirSync(folder)).toEqual([])
  await expect(keeper.require(1)).rejects.toMatchObject({ code: 'space-low' })
  await keeper.unwatch()
})

test('where the system does not say how much is free, nothing is refused', async () => {
  const keeper = keeperWith({ refuseBelow: Number.MAX_SAFE_INTEGER })
  rmSync(folder, { recursive: true, force: true })
  expect(await keeper.look()).toEqual({ freeBytes: null, level: 'unknown', writing: null })
  await keeper.require(1)
})
