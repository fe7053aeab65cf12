import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync, readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyringContentBytes, keyringText, type Keyring } from '../../shared/person/keyring-format.ts'
import { weakKeyDerivation } from '../../test/support/fixed-ports.ts'
import { temporaryFolder } from '../../test/support/store-fixture.ts'
import { nodeRandom } from './crypto.ts'
import { brokenKeyrings, readKeyrings, writeKeyrings } from './keyring-file.ts'
import { createKeyring, nextGeneration } from './keyring.ts'
import { layoutOf, type StoreLayout } from './store-place.ts'

const dataKey = new Uint8Array(32).fill(5)
let folder: ReturnType<typeof temporaryFolder>
let layout: StoreLayout
let first: Keyring
let second: Keyring

beforeEach(async () => {
  folder = temporaryFolder()
  layout = layoutOf(folder.path)
  first = (
    await createKeyring(
      { storeId: 's'.repeat(26), storeVersion: 1, storeKind: 'real', person: 'a'.repeat(26), passphrase: 'four words make sense', dataKey, recoverySecret: new Uint8Array(20) },
      { random: nodeRandom, keyDerivation: weakKeyDerivation },
    )
  ).keyring
  second = nextGeneration(first, {}, dataKey)
})
afterEach(() => {
  folder.remove()
})

function generations(): readonly number[] | string {
  const found = readKeyrings(layout, 1)
  return found.kind === 'found' ? [...found.keyrings.map((keyring) => keyring.generation), found.needsRepair ? 1000 : 0] : found.kind
}

test('both copies hold the same text and nothing else is left', () => {
  writeKeyrings(layout, first)
  expect(readFileSync(layout.keyring, 'utf8')).toBe(keyringText(first))
  expect(readFileSync(layout.keyringCopy, 'utf8')).toBe(keyringText(first))
  expect(readdirSync(folder.path).sort()).toEqual(['keyring.2.json', 'keyring.json'])
  expect(generations()).toEqual([1, 0])
})

test('the highest whole generation wins, wherever it lies', () => {
  writeFileSync(layout.keyring, keyringText(first))
  writeFileSync(layout.keyringCopy, keyringText(second))
  expect(generations()).toEqual([2, 1, 1000])
  writeFileSync(layout.keyring, keyringText(second))
  writeFileSync(layout.keyringCopy, keyringText(first))
  expect(generations()).toEqual([2, 1, 1000])
})

test('a missing, torn or altered copy is survived by the other', () => {
  writeKeyrings(layout, first)
  rmSync(layout.keyring)
  expect(generations()).toEqual([1, 1000])
  for (const text of ['', '{', keyringText(second).slice(0, 300), keyringText(second).replace('"generation":2', '"generation":9'), 'x'.repeat(9_000_000)]) {
    writeFileSync(layout.keyring, text)
    expect(generations()).toEqual([1, 1000])
  }
})

test('none at all is missing, none that is whole is damaged', () => {
  expect(generations()).toBe('missing')
  writeFileSync(layout.keyring, '{}')
  expect(generations()).toBe('damaged')
})

test('a newer file or store is told before anything is opened', () => {
  writeKeyrings(layout, nextGeneration(first, { storeVersion: 2 }, dataKey))
  expect(generations()).toBe('newer')
  writeKeyrings(layout, first)
  writeFileSync(layout.keyring, laterForm())
  expect(generations()).toBe('newer')
})

test('a damaged number does not pass for a later form while the other copy is whole', () => {
  writeKeyrings(layout, first)
  writeFileSync(layout.keyring, keyringText(first).replace('"v":1', '"v":2'))
  expect(generations()).not.toBe('newer')
  expect(brokenKeyrings(layout, first)).toEqual([layout.keyring])
  // Without a whole one it is left alone: it may as well be of a later form that sums up in another way.
  writeFileSync(layout.keyringCopy, '{"v":2}')
  expect(generations()).toBe('newer')
})

/** The file as a later program may write it: other content, the same rule for its sum. */
function laterForm(): string {
  const content = { ...(JSON.parse(keyringText(first)) as Keyring), v: 2, more: true } as unknown as Keyring
  return JSON.stringify({ ...content, sha256: createHash('sha256').update(keyringContentBytes(content)).digest('hex') })
}
