import { expect, test } from 'vitest'
import { idleState, reportEvery } from './idle.ts'

const minute = 60_000

test('warns a minute before the lock and counts down', () => {
  expect(idleState(9 * minute - 1, 10)).toEqual({ kind: 'watched' })
  expect(idleState(9 * minute, 10)).toEqual({ kind: 'warning', secondsLeft: 60 })
  expect(idleState(10 * minute - 1, 10)).toEqual({ kind: 'warning', secondsLeft: 1 })
  expect(idleState(10 * minute, 10)).toEqual({ kind: 'over' })
})

test('with one minute in all the warning comes halfway, and the core hears of people often enough', () => {
  expect(idleState(29_999, 1)).toEqual({ kind: 'watched' })
  expect(idleState(30_000, 1)).toEqual({ kind: 'warning', secondsLeft: 30 })
  for (let minutes = 1; minutes <= 60; minutes += 1) expect(reportEvery(minutes)).toBeLessThanOrEqual((minutes * minute) / 4)
})
