import { copyFileSync, cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { nodeEd25519, nodeHash } from '../../electron/core/crypto.ts'
import { openStore } from '../../electron/core/store-session.ts'
import { CallError } from '../../shared/contract/client.ts'
import { parseSshsig, sshsigHolds } from '../../shared/package/sshsig.ts'
import { utf8 } from '../../shared/package/bytes.ts'
import { fixedClock } from '../support/fixed-ports.ts'
import { startTestCore, testPassphrase, type TestCore } from '../support/in-process.ts'
import { placeIn, storePorts } from '../support/store-fixture.ts'

const otherPassphrase = 'another long passphrase'

let core: TestCore
afterEach(async () => {
  await core.remove()
})

describe('a recovery that was cut off after the keyring was written', () => {
  /** The keyring of after the recovery beside the record of before it. */
  async function cutOff(): Promise<{ site: string }> {
    core = startTestCore()
    const { site, recoveryKey } = await core.create()
    await core.stop()
    const { store } = core.folders
    const before = `${store}.before`
    cpSync(store, before, { recursive: true })
    core = startTestCore({}, core.folders)
    await core.api.call('store.recover', { recoveryKey, passphrase: otherPassphrase })
    await core.stop()
    for (const name of ['keyring.json', 'keyring.2.json']) copyFileSync(join(store, name), join(before, name))
    rmSync(store, { recursive: true })
    renameSync(before, store)
    core = startTestCore({}, core.folders)
    return { site }
  }

  test('is finished by the next sign-in: statements verify under the certified key', async () => {
    const { site } = await cutOff()
    await core.api.call('store.open', { passphrase: otherPassphrase })
    await core.api.call('incidents.record', { site, title: 'Pump', notificationKind: 'mandatory', knownAt: Date.now(), detectedAt: null })
    await core.stop()
    const { open } = await openStore(placeIn(core.folders.store), otherPassphrase, storePorts())
    const stored = open.record.read((repositories) => repositories.statements.list(repositories.incidents.list()[0]?.id ?? ''))
    open.close()
    expect(stored).toHaveLength(1)
    for (const { text, signature } of stored) {
      const parsed = parseSshsig(signature, nodeEd25519, 'statement')
      expect(sshsigHolds(parsed, nodeHash.sha512(utf8(text)), nodeEd25519)).toBe(true)
    }
  })
})

describe('a store whose making fails at one of its steps', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('is whole or can be made anew, never one that nobody can use: reading %i of the clock', async (failAt) => {
    const clock = fixedClock()
    let readings = 0
    // From then on no audit row can be written, as on a full disk.
    let broken = true
    const read = () => {
      readings += 1
      return broken && readings >= failAt ? { ...clock.read(), offset: Number.NaN } : clock.read()
    }
    core = startTestCore({ clock: { read } })
    await core.create().catch(() => undefined)
    broken = false
    const opened = await core.api.call('store.open', { passphrase: testPassphrase }).catch((error: unknown) => error)
    if (opened instanceof CallError) {
      expect(opened.code).toBe('store-missing')
      await core.create()
    }
    expect((await core.api.call('sites.list', {})).sites).toHaveLength(1)
    core = await core.restart()
    await core.api.call('store.open', { passphrase: testPassphrase })
    expect((await core.api.call('store.status', {})).who.permissions).toContain('report.release')
  })
})

describe('an anchor log that cannot be written', () => {
  test('keeps nobody from opening the record', async () => {
    core = startTestCore()
    await core.create()
    await core.stop()
    const log = join(core.folders.store, 'anchor.log')
    rmSync(log)
    mkdirSync(log)
    core = startTestCore({}, core.folders)
    expect(await core.api.call('store.open', { passphrase: testPassphrase })).toMatchObject({ state: 'open' })
  })
})

describe('damage beside the record', () => {
  test.each<[string, (path: string) => void]>([
    ['store.lock', (path) => { writeFileSync(path, 'garbage '.repeat(1000)) }],
    ['keyring.json', (path) => { mkdirSync(path) }],
    ['keyring.2.json', (path) => { mkdirSync(path) }],
  ])('keeps nobody from opening it: %s', async (name, put) => {
    core = startTestCore()
    await core.create()
    await core.stop()
    const path = join(core.folders.store, name)
    rmSync(path)
    put(path)
    core = startTestCore({}, core.folders)
    expect(await core.api.call('store.status', {})).toMatchObject({ state: 'closed' })
    expect(await core.api.call('store.open', { passphrase: testPassphrase })).toMatchObject({ state: 'open' })
  })
})

describe('signing in', () => {
  test('that fails is counted into the record', async () => {
    core = startTestCore()
    await core.create()
    const before = await core.api.call('audit.head', {})
    const stranger = core.client('stranger')
    for (let attempt = 0; attempt < 3; attempt += 1) await expect(stranger.call('store.open', { passphrase: 'not the right one' })).rejects.toMatchObject({ code: 'wrong-passphrase' })
    core = await core.restart()
    await core.api.call('store.open', { passphrase: testPassphrase })
    // One row for three failed attempts of a minute, one for signing in.
    expect((await core.api.call('audit.head', {})).sequence - before.sequence).toBe(2)
  })

  test('with a renewed recovery key asks for the sheet to be printed again', async () => {
    core = startTestCore()
    await core.create()
    await core.api.call('setup.done', { task: 'recovery-sheet' })
    expect((await core.api.call('setup.open', {})).open).not.toContain('recovery-sheet')
    await expect(core.api.call('store.renewRecoveryKey', { passphrase: 'not the right one' })).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect((await core.api.call('setup.open', {})).open).not.toContain('recovery-sheet')
    await core.api.call('store.renewRecoveryKey', { passphrase: testPassphrase })
    expect((await core.api.call('setup.open', {})).open).toContain('recovery-sheet')
  })
})
