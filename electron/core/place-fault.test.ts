import { constants } from 'node:os'
import { expect, test } from 'vitest'
import { DomainError } from '../../shared/contract/error.ts'
import { asStoreFault, codeOf } from './durable-file.ts'
import { asPlaceFault } from './place-fault.ts'

/** As Node throws it. */
function systemError(code: string): Error {
  const number = (constants.errno as Readonly<Record<string, number>>)[code]
  return Object.assign(new Error(code), { code, errno: number === undefined ? 0 : -number })
}

function refusalOf(error: unknown): string {
  return error instanceof DomainError ? error.code : 'none'
}

test('a stick that is gone, full or write-protected is told apart, whatever the driver says', () => {
  const told = ['EIO', 'ENODEV', 'ENXIO', 'ENOTCONN', 'ECONNABORTED', 'EBUSY', 'ESTALE', 'ENOSPC', 'EDQUOT', 'EROFS', 'EINVAL']
  expect(told.map((code) => refusalOf(asPlaceFault(systemError(code))))).toEqual([
    ...Array<string>(7).fill('place-removed'),
    'place-full',
    'place-full',
    'place-read-only',
    'none',
  ])
})

test('faults in the folder of the record are told apart as well', () => {
  const told = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO', 'ENXIO', 'UNKNOWN', 'EINVAL']
  expect(told.map((code) => refusalOf(asStoreFault(systemError(code))))).toEqual([
    'store-full',
    'store-full',
    'store-read-only',
    'store-read-only',
    'store-disk-fault',
    'store-disk-fault',
    'store-disk-fault',
    'none',
  ])
})

test.runIf(process.platform === 'linux')('an error that Node has no name for is named by its number', () => {
  const quota = Object.assign(new Error('Unknown system error -122'), { code: 'Unknown system error -122', errno: -122 })
  expect(codeOf(quota)).toBe('EDQUOT')
  expect(codeOf(Object.assign(new Error(''), { code: 'Unknown system error -123', errno: -123 }))).toBe('ENOMEDIUM')
  expect(codeOf(Object.assign(new Error(''), { code: 'Unknown system error -9999', errno: -9999 }))).toBe('UNKNOWN')
})
