import { expect, test } from 'vitest'
import { minimumPassphraseLength, normalPassphrase, passphraseLength } from './passphrase.ts'

test('length counts code points, so that no script is at a disadvantage', () => {
  expect(passphraseLength('Pumpe')).toBe(5)
  expect(passphraseLength('𝒫𝓊𝓂𝓅𝑒')).toBe(5)
  expect(minimumPassphraseLength).toBe(15)
})

test('the same passphrase from another keyboard is the same passphrase', () => {
  expect(normalPassphrase('Scha\u0308cht')).toBe(normalPassphrase('Sch\u00e4cht'))
  expect(normalPassphrase(' a b ')).toBe(' a b ')
})
