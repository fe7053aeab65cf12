import { expect, test } from 'vitest'
import { changesBetween } from './change.ts'

test('only fields that differ are told, by name', () => {
  expect(changesBetween('site', 's', { name: 'A', zone: 'UTC', list: [1] }, { name: 'B', zone: 'UTC', list: [1] })).toEqual([
    { kind: 'site', id: 's', field: 'name', before: 'A', after: 'B' },
  ])
})

test('a new record has nothing before, a removed one nothing after; empty fields tell nothing', () => {
  expect(changesBetween('site', 's', null, { b: 1, a: undefined, c: null })).toEqual([{ kind: 'site', id: 's', field: 'b', before: null, after: 1 }])
  expect(changesBetween('site', 's', { b: 1 }, null)).toEqual([{ kind: 'site', id: 's', field: 'b', before: 1, after: null }])
})

test('objects are compared by content, whatever the order of their keys', () => {
  expect(changesBetween('x', 'i', { a: { p: 1, q: 2 } }, { a: { q: 2, p: 1 } })).toEqual([])
})
