import { expect, test } from 'vitest'
import { createClock, machineTime } from './clock.ts'

const bootId = '1b652c1f-0957-4da3-91a5-5e87b00d06d3'
const machine = { now: () => 1_700_000_000_123.9, uptime: () => 12.3456, zone: () => 'Europe/Berlin', minutesWest: () => -60, bootId: () => bootId }

test('reads integers, minutes east of UTC and the kernel boot id', () => {
  expect(createClock(machine).read()).toEqual({ at: 1_700_000_000_123, offset: 60, zone: 'Europe/Berlin', bootId, uptime: 12_346 })
})

test('draws one boot id per start where the kernel has none or a strange one', () => {
  for (const found of [null, 'not an id']) {
    const clock = createClock({ ...machine, bootId: () => found })
    expect(clock.read().bootId).toMatch(/^derived:[a-z2-7]{26}$/)
    expect(clock.read().bootId).toBe(clock.read().bootId)
    expect(createClock({ ...machine, bootId: () => found }).read().bootId).not.toBe(clock.read().bootId)
  }
})

test('UTC has offset zero, not minus zero, and a zone nobody knows becomes UTC', () => {
  const reading = createClock({ ...machine, minutesWest: () => 0, zone: () => '' }).read()
  expect(Object.is(reading.offset, 0)).toBe(true)
  expect(reading.zone).toBe('UTC')
})

test('the real machine gives a reading that only grows in uptime', () => {
  const clock = createClock(machineTime)
  const [first, second] = [clock.read(), clock.read()]
  expect(second.uptime).toBeGreaterThanOrEqual(first.uptime)
  expect(second.at - first.at).toBeLessThan(5_000)
})
