import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DomainError } from '../../shared/contract/error.ts'
import { temporaryFolder } from '../../test/support/store-fixture.ts'
import { createSignInDelay, productDelayAfter, type SignInDelay } from './sign-in-delay.ts'

let folder: ReturnType<typeof temporaryFolder>
let path: string
let wall = 0
let uptime = 0
let delay: SignInDelay

function start(): SignInDelay {
  return createSignInDelay({ path, mode: 0o600, log: { fault: () => 'log' }, now: () => wall, uptime: () => uptime })
}

beforeEach(() => {
  folder = temporaryFolder()
  path = join(folder.path, 'sign-in.json')
  wall = Date.UTC(2026, 10, 23)
  uptime = 1_000_000
  delay = start()
})
afterEach(() => {
  folder.remove()
})

function pass(milliseconds: number): void {
  wall += milliseconds
  uptime += milliseconds
}

/** Seconds to wait, or how the attempt ended. */
async function attempt(outcome: 'right' | 'wrong' | 'damaged', by: SignInDelay = delay): Promise<unknown> {
  try {
    await by.guard(() => (outcome === 'right' ? Promise.resolve() : Promise.reject(new DomainError(outcome === 'wrong' ? 'wrong-passphrase' : 'store-damaged'))))
    return 'in'
  } catch (error) {
    return error instanceof DomainError && error.code === 'sign-in-delayed' ? error.details['seconds'] : 'out'
  }
}

test('1, 2, 4 seconds and so on, up to a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 1000].map(productDelayAfter)).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
})

describe('after failures', () => {
  test('even the right passphrase has to wait, and then everything is forgotten', async () => {
    for (const seconds of [1, 2, 4, 8]) {
      expect(await attempt('wrong')).toBe('out')
      expect(await attempt('right')).toBe(seconds)
      pass(seconds * 1_000)
    }
    expect(await attempt('right')).toBe('in')
    expect(existsSync(path)).toBe(false)
    expect(await attempt('wrong')).toBe('out')
    expect(await attempt('wrong')).toBe(1)
  })

  test('a new start of the program waits as long', async () => {
    for (let failure = 0; failure < 4; failure += 1) {
      await attempt('wrong')
      pass(failure === 3 ? 0 : 60_000)
    }
    expect(await attempt('right', start())).toBe(8)
    pass(3_000)
    expect(await attempt('right', start())).toBe(5)
  })

  test('setting the clock forward does not help while the program runs', async () => {
    for (let failure = 0; failure < 5; failure += 1) {
      await attempt('wrong')
      if (failure < 4) pass(60_000)
    }
    wall += 86_400_000
    expect(await attempt('right')).toBe(16)
  })

  test('a clock that was set back keeps nobody out for more than a minute', async () => {
    await attempt('wrong')
    wall -= 10 * 86_400_000
    const later = start()
    expect(await attempt('right', later)).toBe(60)
    pass(20_000)
    expect(await attempt('right', later)).toBe(40)
    pass(40_000)
    expect(await attempt('right', later)).toBe('in')
  })

  test('a clock that was set back keeps nobody out for more than a minute, however often the program starts anew', async () => {
    await attempt('wrong')
    await attempt('wrong')
    wall -= 5 * 365 * 86_400_000
    expect(await attempt('right', start())).toBe(60)
    pass(30_000)
    expect(await attempt('right', start())).toBe(30)
    pass(30_000)
    expect(await attempt('right', start())).toBe('in')
  })

  test('what says nothing about a guess is not counted', async () => {
    expect(await attempt('damaged')).toBe('out')
    expect(await attempt('right')).toBe('in')
  })
})

describe('a file that was tampered with', () => {
  test.each<[string, () => void]>([
    ['is gone', () => undefined],
    ['is empty', () => writeFileSync(path, '')],
    ['is no JSON', () => writeFileSync(path, '{"v":1,')],
    ['holds nonsense', () => writeFileSync(path, '{"v":1,"failures":-1,"notBefore":"never"}')],
    ['is huge', () => writeFileSync(path, 'x'.repeat(5_000_000))],
    ['is a folder', () => mkdirSync(path)],
  ])('that %s keeps nobody out', async (_what, tamper) => {
    tamper()
    expect(await attempt('right')).toBe('in')
    expect(await attempt('wrong')).toBe('out')
    expect(await attempt('right')).toBe(1)
  })

  test('that says "never" means a minute at most', async () => {
    writeFileSync(path, JSON.stringify({ v: 1, failures: 3, notBefore: 253_402_300_799_999 }))
    expect(await attempt('right')).toBe(60)
    pass(60_000)
    expect(await attempt('right')).toBe('in')
  })
})
