import { expect, test } from 'vitest'
import { judgeKeyExchangeCase, keyExchangeCases, keyExchangeKinds } from './key-exchange-cases.ts'

test('requests for certificates and answers are read only as the right keys signed them, in every kind of case', () => {
  const wrong = [...keyExchangeCases(20261123, keyExchangeKinds * 6)].map(judgeKeyExchangeCase).filter((fault) => fault !== null)
  expect(wrong).toEqual([])
})
