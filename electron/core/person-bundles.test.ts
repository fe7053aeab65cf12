import { expect, test } from 'vitest'
import { utf8 } from '../../shared/package/bytes.ts'
import { personWraps, type Keyring } from '../../shared/person/keyring-format.ts'
import { weakKeyDerivation } from '../../test/support/fixed-ports.ts'
import { nodeRandom } from './crypto.ts'
import { createKeyring, openWithPassphrase, type PersonKeys } from './keyring.ts'
import { createPersonBundles } from './person-bundles.ts'

const [anna, ben] = ['a'.repeat(26), 'b'.repeat(26)]
const passphrase = 'four words make sense'

async function world() {
  const dataKey = nodeRandom.bytes(32)
  let derivations = 0
  const ports = {
    random: nodeRandom,
    keyDerivation: {
      ...weakKeyDerivation,
      derive: (...parts: Parameters<typeof weakKeyDerivation.derive>) => {
        derivations += 1
        return weakKeyDerivation.derive(...parts)
      },
    },
  }
  const made = await createKeyring({ storeId: 's'.repeat(26), storeVersion: 1, storeKind: 'real', person: anna, passphrase, dataKey, recoverySecret: nodeRandom.bytes(20) }, ports)
  let keyring: Keyring = made.keyring
  const persons = new Map<string, PersonKeys>()
  const bundles = createPersonBundles({ current: () => keyring, replace: (next) => void (keyring = next) }, persons, dataKey, ports)
  return { bundles, persons, dataKey, ports, current: () => keyring, derivations: () => derivations }
}

test('a check costs one derivation: right, wrong, unknown, nobody', async () => {
  const { bundles, derivations } = await world()
  await (await bundles.prepare({ person: ben, passphrase: `${passphrase} too`, given: false })).keep()
  for (const [person, typed, isRight] of [
    [anna, passphrase, true],
    [ben, passphrase, false],
    [anna, 'not the right one', false],
    ['c'.repeat(26), passphrase, false],
    [null, passphrase, false],
  ] as const) {
    const before = derivations()
    const outcome = await bundles.confirm(person, typed).then(
      () => true,
      () => false,
    )
    expect([person, outcome, derivations() - before]).toEqual([person, isRight, 1])
  }
})

test('nothing is in the keyring before it is kept, and a change in between is not lost', async () => {
  const { bundles, current, dataKey, ports } = await world()
  const first = await bundles.prepare({ person: ben, passphrase: `${passphrase} too`, given: true })
  expect(bundles.has(ben)).toBe(false)
  const second = await bundles.prepare({ person: 'c'.repeat(26), passphrase: `${passphrase} three`, given: false })
  await second.keep()
  await first.keep()
  expect(personWraps(current())).toHaveLength(3)
  expect(bundles.isGiven(ben)).toBe(true)
  expect((await openWithPassphrase(current(), `${passphrase} too`, ports)).dataKey).toEqual(dataKey)
})

test('changing keeps the keys, taking away forgets them, and the leading person stays so', async () => {
  const { bundles, persons, current, ports } = await world()
  bundles.lead([anna])
  await bundles.confirm(anna, passphrase)
  const before = persons.get(anna)?.signing.slice()
  await bundles.change(anna, `${passphrase} anew`)
  expect((await openWithPassphrase(current(), `${passphrase} anew`, ports)).keys.signing).toEqual(before)
  expect(personWraps(current())[0]).toMatchObject({ person: anna, leading: true })
  const keys = persons.get(anna)
  bundles.remove(anna)
  expect(keys?.signing).toEqual(new Uint8Array(32))
  expect([persons.size, bundles.has(anna)]).toEqual([0, false])
  await expect(bundles.change(anna, passphrase)).rejects.toMatchObject({ code: 'passphrase-needed' })
})

test('a PIN stands in no keyring', async () => {
  const { bundles, current } = await world()
  bundles.pins.set(anna, '480215')
  expect(bundles.pins.check(anna, '480215')).toBe(true)
  expect(Buffer.from(utf8(JSON.stringify(current()))).includes('480215')).toBe(false)
})
