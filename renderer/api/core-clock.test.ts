import { expect, it, vi } from 'vitest'
import { createCoreClock } from './core-clock.ts'

it('carries the last reading of the core on by the monotonic clock, whatever the wall clock does', () => {
  let passed = 1000
  let wall = 5
  const clock = createCoreClock(
    () => passed,
    () => wall,
  )
  expect(clock.now()).toBe(5)
  clock.sync(1_000_000)
  wall = 99
  passed += 2500
  expect(clock.now()).toBe(1_002_500)
  clock.sync(2_000_000)
  expect(clock.now()).toBe(2_000_000)
})

it('ticks only while somebody follows', () => {
  vi.useFakeTimers()
  const clock = createCoreClock(
    () => 0,
    () => 0,
  )
  const heard = vi.fn()
  const stop = clock.follow(heard)
  vi.advanceTimersByTime(3000)
  expect(heard).toHaveBeenCalledTimes(3)
  stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
