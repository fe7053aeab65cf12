import { rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStoreFile } from '../../db/open.ts'
import type { Connection } from '../../db/sqlite.ts'
import { migrations } from '../../db/migrations/migrations.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { passphrase, person, placeIn, stamp, storePorts, temporaryFolder } from '../../test/support/store-fixture.ts'
import { nodeEd25519 } from './crypto.ts'
import { createStoreHost, type StoreHost } from './store-lifecycle.ts'
import { layoutOf } from './store-place.ts'

const ports = storePorts()
let folder: ReturnType<typeof temporaryFolder>
let host: StoreHost
let worker: Connection | null
let events: string[]

beforeEach(() => {
  folder = temporaryFolder()
  events = []
  worker = null
  host = createStoreHost(placeIn(folder.path), ports, {
    opened: ({ path, key }) => {
      const outcome = openStoreFile(path, key, 'reader', migrations.length)
      if (!outcome.ok) throw new Error(outcome.why)
      worker = outcome.connection
      events.push('opened')
      return Promise.resolve()
    },
    closing: () => {
      worker?.close()
      worker = null
      events.push('closing')
      return Promise.resolve()
    },
  })
})
afterEach(async () => {
  await host.lifecycle.close()
  folder.remove()
})

async function made(): Promise<{ recoveryKey: string; personPublicKey: Uint8Array }> {
  const result = await host.lifecycle.create({ passphrase, kind: 'demo', person })
  host.store.write(stamp(ports), (transaction) => {
    transaction.settings.set('founded', '1')
  })
  return result
}

describe('status', () => {
  const state = async (): Promise<unknown> => host.lifecycle.status()

  test('tells what is at the place before anything is opened', async () => {
    expect(await state()).toEqual({ state: 'missing', kind: null, perUser: false })
    await made()
    expect(await state()).toEqual({ state: 'open', kind: 'demo', perUser: false })
    await host.lifecycle.close()
    expect(await state()).toEqual({ state: 'closed', kind: 'demo', perUser: false })
    const layout = layoutOf(folder.path)
    writeFileSync(layout.keyring, '{"v":7}')
    expect(await state()).toMatchObject({ state: 'closed' })
    writeFileSync(layout.keyringCopy, '{"v":7}')
    expect(await state()).toMatchObject({ state: 'newer' })
    writeFileSync(layout.keyring, '')
    writeFileSync(layout.keyringCopy, '')
    expect(await state()).toMatchObject({ state: 'keyring-damaged' })
    rmSync(layout.keyring)
    rmSync(layout.keyringCopy)
    expect(await state()).toMatchObject({ state: 'keyring-missing' })
  })

  test('tells that somebody else has it, and that it was found damaged', async () => {
    await made()
    const second = createStoreHost(placeIn(folder.path), ports)
    expect(await second.lifecycle.status()).toMatchObject({ state: 'in-use', kind: 'demo' })
    await host.lifecycle.close()
    writeFileSync(layoutOf(folder.path).store, 'x')
    await expect(second.lifecycle.open({ passphrase })).rejects.toMatchObject({ code: 'store-damaged' })
    expect(await second.lifecycle.status()).toMatchObject({ state: 'damaged' })
  })
})

test('without a store every door is closed', async () => {
  const closed = new DomainError('store-closed')
  expect(() => host.store.read(() => 1)).toThrow(closed)
  expect(() => host.store.write(stamp(ports), () => 1)).toThrow(closed)
  expect(() => host.store.writeUnaudited(stamp(ports), () => 1)).toThrow(closed)
  expect(() => host.staging.info({ staged: 'x', owner: person })).toThrow(closed)
  expect(() => host.piece('x', 0)).toThrow(closed)
  expect(() => {
    host.lifecycle.anchor('release')
  }).toThrow(closed)
  await expect(host.lifecycle.renewRecoveryKey({ passphrase, person })).rejects.toEqual(closed)
  expect(host.lifecycle.isOpen()).toBe(false)
  expect(host.lifecycle.personSeed(person)).toBeNull()
  await host.lifecycle.close()
})

test('the person keys are at hand while the store is open, and never handed out themselves', async () => {
  const { personPublicKey } = await made()
  const seed = host.lifecycle.personSeed(person)
  expect(nodeEd25519.publicKey(seed ?? new Uint8Array())).toEqual(personPublicKey)
  seed?.fill(0)
  expect(nodeEd25519.publicKey(host.lifecycle.personSeed(person) ?? new Uint8Array())).toEqual(personPublicKey)
  expect(host.lifecycle.personSeed('z'.repeat(26))).toBeNull()
  await host.lifecycle.close()
  expect(host.lifecycle.personSeed(person)).toBeNull()
})

test('the worker reads beside the writer and is gone before the store closes', async () => {
  await made()
  expect(worker?.prepare('SELECT count(*) FROM audit_row').pluck().get()).toBe(1)
  await host.lifecycle.close()
  await host.lifecycle.open({ passphrase })
  await host.lifecycle.close()
  expect(events).toEqual(['opened', 'closing', 'opened', 'closing'])
})

test('signing in to a store that is open checks the passphrase and opens nothing twice', async () => {
  await made()
  expect(await host.lifecycle.open({ passphrase })).toEqual({ person })
  await expect(host.lifecycle.open({ passphrase: 'a wrong passphrase' })).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await expect(host.lifecycle.create({ passphrase, kind: 'real', person })).rejects.toMatchObject({ code: 'store-exists' })
  expect(events).toEqual(['opened'])
})

test('two sign-ins at once open the store once', async () => {
  await made()
  await host.lifecycle.close()
  expect(await Promise.all([host.lifecycle.open({ passphrase }), host.lifecycle.open({ passphrase })])).toEqual([{ person }, { person }])
  expect(events).toEqual(['opened', 'closing', 'opened'])
})

test('the recovery sheet works on a closed and on an open store', async () => {
  const { recoveryKey } = await made()
  await expect(host.lifecycle.recover({ recoveryKey: 'x', passphrase, person: null })).rejects.toMatchObject({ code: 'wrong-recovery-key' })
  const first = await host.lifecycle.recover({ recoveryKey, passphrase: 'a second passphrase', person: null })
  expect(first.person).toBe(person)
  await host.lifecycle.close()
  const second = await host.lifecycle.recover({ recoveryKey, passphrase: 'a third passphrase!', person })
  expect(second.personPublicKey).not.toEqual(first.personPublicKey)
  await host.lifecycle.close()
  await expect(host.lifecycle.open({ passphrase: 'a second passphrase' })).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await host.lifecycle.open({ passphrase: 'a third passphrase!' })
})

test('a new recovery key needs the own passphrase', async () => {
  const { recoveryKey } = await made()
  await expect(host.lifecycle.renewRecoveryKey({ passphrase: 'a wrong passphrase', person })).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await expect(host.lifecycle.renewRecoveryKey({ passphrase, person: 'z'.repeat(26) })).rejects.toMatchObject({ code: 'wrong-passphrase' })
  const renewed = await host.lifecycle.renewRecoveryKey({ passphrase, person })
  expect(renewed.recoveryKey).not.toBe(recoveryKey)
  await expect(host.lifecycle.recover({ recoveryKey, passphrase, person: null })).rejects.toMatchObject({ code: 'wrong-recovery-key' })
})

test('when the worker cannot open, the store is closed again', async () => {
  const failing = createStoreHost(placeIn(folder.path), ports, { opened: () => Promise.reject(new Error('no worker')) })
  await expect(failing.lifecycle.create({ passphrase, kind: 'demo', person })).rejects.toThrow('no worker')
  expect(failing.lifecycle.isOpen()).toBe(false)
})
