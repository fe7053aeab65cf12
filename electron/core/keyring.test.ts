import { beforeAll, describe, expect, test } from 'vitest'
import { DomainError } from '../../shared/contract/error.ts'
import { keyringText, personWraps, readKeyring, type Keyring } from '../../shared/person/keyring-format.ts'
import { recoveryCode } from '../../shared/person/recovery-code.ts'
import { fixedRandom, weakKeyDerivation } from '../../test/support/fixed-ports.ts'
import { nodeEd25519, nodeRandom } from './crypto.ts'
import { createKeyDerivation, productKeyDerivation } from './key-derivation.ts'
import { createKeyring, isAuthentic, isUndamaged, nextGeneration, openWithPassphrase, openWithRecoveryCode, storeKeyOf, withPerson, withRecoverySecret, type PersonKeys } from './keyring.ts'

const ports = { random: nodeRandom, keyDerivation: weakKeyDerivation }
const storeId = 's'.repeat(26)
const [anna, ben] = ['a'.repeat(26), 'b'.repeat(26)]
const dataKey = new Uint8Array(32).fill(5)
const secret = new Uint8Array(20).fill(6)
const passphrase = 'Schächte sind tief'
let keyring: Keyring
let keys: PersonKeys

const make = (change: Partial<Parameters<typeof createKeyring>[0]> = {}, others = ports): ReturnType<typeof createKeyring> =>
  createKeyring({ storeId, storeVersion: 1, storeKind: 'real', person: anna, passphrase, dataKey, recoverySecret: secret, ...change }, others)

beforeAll(async () => {
  ;({ keyring, keys } = await make())
})

describe('a keyring', () => {
  test('opens with the passphrase, typed in either form of Unicode, and gives the person its own keys', async () => {
    for (const typed of [passphrase, passphrase.normalize('NFD')]) {
      expect(await openWithPassphrase(keyring, typed, ports)).toEqual({ person: anna, keys, dataKey })
    }
    expect(Buffer.from(nodeEd25519.publicKey(keys.signing)).toString('hex')).toBe(personWraps(keyring)[0]?.signing)
  })

  test('opens with the printed sheet', () => {
    expect(openWithRecoveryCode(keyring, recoveryCode(secret).toLowerCase())).toEqual(dataKey)
  })

  test('comes back from its text, and shows damage and forgery', () => {
    const reading = readKeyring(keyringText(keyring))
    expect(reading).toEqual({ kind: 'keyring', keyring })
    expect(isUndamaged(keyring)).toBe(true)
    expect(isAuthentic(keyring, dataKey)).toBe(true)
    expect(isAuthentic(keyring, new Uint8Array(32))).toBe(false)
    const forged = nextGeneration(keyring, {}, new Uint8Array(32))
    expect([isUndamaged(forged), isAuthentic(forged, dataKey)]).toEqual([true, false])
    expect(isUndamaged({ ...keyring, generation: 2 })).toBe(false)
  })

  test('holds no name and no passphrase, and is the same for the same random bytes', async () => {
    const [first, second] = await Promise.all([make({}, { ...ports, random: fixedRandom('k') }), make({}, { ...ports, random: fixedRandom('k') })])
    expect(keyringText(first.keyring)).toBe(keyringText(second.keyring))
    expect(keyringText(keyring)).not.toContain('Sch')
  })

  test('keeps what a later version added', () => {
    const later = nextGeneration({ ...keyring, note: { by: 'later' }, wraps: [...keyring.wraps, { kind: 'smartcard', slot: 9 }] } as Keyring, {}, dataKey)
    const reading = readKeyring(keyringText(later))
    if (reading.kind !== 'keyring') throw new Error('not read')
    expect(keyringText(nextGeneration(reading.keyring, {}, dataKey))).toContain('"slot":9')
    expect(isAuthentic(reading.keyring, dataKey)).toBe(true)
    expect(readKeyring(keyringText(keyring).replace('"v":1', '"v":2'))).toEqual({ kind: 'newer', v: 2 })
    expect(readKeyring('{"v":2}')).toEqual({ kind: 'newer', v: 2 })
    expect(readKeyring('{"v":0}')).toEqual({ kind: 'damaged' })
    expect(readKeyring('')).toEqual({ kind: 'damaged' })
  })
})

describe('it refuses', () => {
  const code = async (attempt: Promise<unknown>): Promise<unknown> => attempt.then(() => null, (error: unknown) => (error instanceof DomainError ? { code: error.code, ...error.details } : error))

  test('a wrong passphrase', async () => {
    expect(await code(openWithPassphrase(keyring, `${passphrase} `, ports))).toEqual({ code: 'wrong-passphrase' })
  })

  test('a passphrase that is too short for the only factor', async () => {
    expect(await code(make({ passphrase: 'only 14 letters'.slice(0, 14) }))).toEqual({ code: 'passphrase-too-short', minimum: 15 })
    expect(await code(withPerson(keyring, { person: anna, passphrase: 'x', dataKey }, ports))).toEqual({ code: 'passphrase-too-short', minimum: 15 })
  })

  test('a sheet with a slip, and the sheet of another store', () => {
    const printed = recoveryCode(secret)
    const attempt = (typed: string) => () => openWithRecoveryCode(keyring, typed)
    expect(attempt(printed.replace(/.$/, (last) => (last === '2' ? '3' : '2')))).toThrow(expect.objectContaining({ code: 'wrong-recovery-key', details: { why: 'check', group: 8 } }))
    expect(attempt('')).toThrow(expect.objectContaining({ details: { why: 'length', group: null } }))
    expect(attempt(recoveryCode(new Uint8Array(20)))).toThrow(expect.objectContaining({ details: { why: 'other-store', group: null } }))
  })

  test('a keyring of a lower cost, and every other cost than the one of the product', async () => {
    expect(await code(openWithPassphrase(keyring, passphrase, { ...ports, keyDerivation: productKeyDerivation }))).toEqual({ code: 'keyring-damaged', what: 'kdf' })
    for (const n of [2 ** 16, 2 ** 18]) expect(productKeyDerivation.accepts({ name: 'scrypt', n, r: 8, p: 1 })).toBe(false)
    expect(productKeyDerivation.parameters).toEqual({ name: 'scrypt', n: 131_072, r: 8, p: 1 })
    expect(await code(withPerson(keyring, { person: ben, passphrase, dataKey }, { ...ports, keyDerivation: productKeyDerivation }))).toEqual({ code: 'keyring-damaged', what: 'kdf' })
  })

  test('a wrap moved to another person or store', async () => {
    const [wrap] = personWraps(keyring)
    const moved = nextGeneration(keyring, { wraps: [{ ...wrap, person: ben } as never] }, dataKey)
    expect(await code(openWithPassphrase(moved, passphrase, ports))).toEqual({ code: 'wrong-passphrase' })
    const other = await make({ person: ben })
    const mixed = nextGeneration(keyring, { wraps: [{ ...personWraps(other.keyring)[0], sealed: wrap?.sealed } as never] }, dataKey)
    expect(await code(openWithPassphrase(mixed, passphrase, ports))).toEqual({ code: 'keyring-damaged', what: 'wrap' })
    expect(await code(openWithPassphrase({ ...keyring, storeId: 'z'.repeat(26) }, passphrase, ports))).toEqual({ code: 'wrong-passphrase' })
  })
})

describe('a next generation', () => {
  test('gives a person a new passphrase and new keys, and the old ones end', async () => {
    const changed = await withPerson(keyring, { person: anna, passphrase: 'quite another phrase', dataKey }, ports)
    expect(changed.keyring.generation).toBe(2)
    expect((await openWithPassphrase(changed.keyring, 'quite another phrase', ports)).dataKey).toEqual(dataKey)
    expect(changed.keys.signing).not.toEqual(keys.signing)
    await expect(openWithPassphrase(changed.keyring, passphrase, ports)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(openWithRecoveryCode(changed.keyring, recoveryCode(secret))).toEqual(dataKey)
  })

  test('takes in one more person; each opens with the own passphrase', async () => {
    const both = (await withPerson(keyring, { person: ben, passphrase: 'the passphrase of ben', dataKey }, ports)).keyring
    expect((await openWithPassphrase(both, 'the passphrase of ben', ports)).person).toBe(ben)
    expect((await openWithPassphrase(both, passphrase, ports)).person).toBe(anna)
  })

  test('has a new sheet and forgets the old one', () => {
    const fresh = new Uint8Array(20).fill(7)
    const renewed = withRecoverySecret(keyring, fresh, dataKey, nodeRandom)
    expect(openWithRecoveryCode(renewed, recoveryCode(fresh))).toEqual(dataKey)
    expect(() => openWithRecoveryCode(renewed, recoveryCode(secret))).toThrow(expect.objectContaining({ code: 'wrong-recovery-key' }))
  })
})

describe('key derivation', () => {
  test('of the product takes its time off the event loop, one at a time', async () => {
    let ticks = 0
    const timer = setInterval(() => {
      ticks += 1
    }, 5)
    const ended: string[] = []
    const derive = async (name: string): Promise<Uint8Array> => {
      const key = await productKeyDerivation.derive(name, new Uint8Array(16), productKeyDerivation.parameters)
      ended.push(name)
      return key
    }
    const [first, second] = await Promise.all([derive('first'), derive('second')])
    clearInterval(timer)
    expect(ended).toEqual(['first', 'second'])
    expect(first).not.toEqual(second)
    expect(first.length).toBe(32)
    expect(ticks).toBeGreaterThan(5)
  }, 30_000)

  test('goes on after one that failed', async () => {
    const derivation = createKeyDerivation({ name: 'scrypt', n: 1024, r: 8, p: 1 })
    await expect(derivation.derive('x', new Uint8Array(16), { name: 'scrypt', n: 1000, r: 8, p: 1 })).rejects.toThrow()
    expect((await derivation.derive('x', new Uint8Array(16), derivation.parameters)).length).toBe(32)
  })
})

test('the key of the file is not the data key itself', () => {
  expect(storeKeyOf(dataKey)).not.toEqual(dataKey)
  expect(storeKeyOf(dataKey).length).toBe(32)
})
