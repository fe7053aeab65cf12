import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkChain } from '../../db/check.ts'
import { readLines } from '../../db/meta.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { personWraps } from '../../shared/person/keyring-format.ts'
import type { JobControl } from '../../shared/ports/places.ts'
import { changeKey, rekeyingHost } from '../../test/support/rekey-fixture.ts'
import { cutAtEveryStep } from '../../test/support/power-cuts.ts'
import { newStore, passphrase, person, placeIn, reopen, stamp, storePorts, temporaryFolder, writeOne } from '../../test/support/store-fixture.ts'
import { nodeHash } from './crypto.ts'
import { readKeyrings } from './keyring-file.ts'
import { createStoreHost, type StoreHost } from './store-lifecycle.ts'
import { layoutOf } from './store-place.ts'
import { openStore, recoverStore } from './store-session.ts'
import { quietControl } from './work/task-runner.ts'

const leaver = 'b'.repeat(26)
const leaversPassphrase = 'the passphrase of the one who left'
const ports = storePorts()
let here: ReturnType<typeof temporaryFolder>
let elsewhere: ReturnType<typeof temporaryFolder>
let recoveryKey: string
let sequence: number

/** A closed record of two people, and a copy of its folder as the one who left may have it. */
beforeEach(async () => {
  here = temporaryFolder()
  elsewhere = temporaryFolder()
  const made = await newStore(here.path, ports)
  recoveryKey = made.recoveryKey
  await (await made.open.bundles.prepare({ person: leaver, passphrase: leaversPassphrase, given: false })).keep()
  writeOne(made.open, ports, 'before')
  sequence = made.open.head().sequence
  made.open.close()
  cpSync(here.path, join(elsewhere.path, 'taken'), { recursive: true })
})
afterEach(() => {
  here.remove()
  elsewhere.remove()
})

async function opened(folder = here.path, hooks: Parameters<typeof rekeyingHost>[2] = {}): Promise<StoreHost> {
  const host = rekeyingHost(folder, ports, hooks)
  await host.lifecycle.open({ passphrase })
  return host
}

function asideFolders(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('rekeyed-'))
}

/** What lies in a folder is one whole pair, and which. */
async function whole(folder: string): Promise<'old' | 'new'> {
  const open = await reopen(folder, ports)
  try {
    expect(checkChain(open.record.connection, nodeHash, quietControl).intact).toBe(true)
    expect(open.record.read(({ settings }) => ['founded', 'before'].map((key) => settings.get(key) !== null))).toEqual([true, true])
    expect(existsSync(layoutOf(folder).restored)).toBe(false)
    expect(existsSync(layoutOf(folder).restoring)).toBe(false)
    const found = readKeyrings(layoutOf(folder), Number.MAX_SAFE_INTEGER)
    expect(found.kind === 'found' && found.keyrings).toHaveLength(1)
    const people = personWraps(open.keyring()).length
    expect(open.head().sequence, 'the row and the keyring are of one pair').toBe(people === 2 ? sequence : sequence + 1)
    return people === 2 ? 'old' : 'new'
  } finally {
    open.close()
  }
}

describe('a record whose key was changed', () => {
  test('holds everything, opens with the same passphrase, and tells of the change in a row of the same line', async () => {
    const host = await opened()
    const { aside, recoveryKey: made } = await changeKey(host)
    expect(made).toBeNull()
    expect(asideFolders(here.path)).toEqual([aside])
    const open = host.current()
    if (open === null) throw new Error('closed')
    expect(open.head().sequence).toBe(sequence + 1)
    expect(readLines(open.record.connection)).toHaveLength(1)
    expect(open.record.read(({ audit }) => audit.list(sequence, 1))[0]?.rowText).toContain('"procedure":"store.rekey"')
    // Written again, by the same person without signing in anew.
    writeOne(open, ports, 'after')
    expect(open.persons.has(person)).toBe(true)
    expect(readFileSync(open.layout.anchorLog, 'utf8')).toContain(` ${String(sequence + 1)} `)
    await host.lifecycle.close()
    expect(await reopen(here.path, ports).then((again) => (again.close(), true))).toBe(true)
  })

  test('does not open for the one who left, neither with the old passphrase nor with the old key', async () => {
    const taken = await openStore(placeIn(join(elsewhere.path, 'taken')), leaversPassphrase, ports)
    const oldKey = taken.open.storeKey.slice()
    taken.open.close()
    const host = await opened()
    const before = readFileSync(layoutOf(here.path).keyring, 'utf8')
    await changeKey(host)
    expect(host.current()?.storeKey).not.toEqual(oldKey)
    await host.lifecycle.close()
    await expect(openStore(placeIn(here.path), leaversPassphrase, ports)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    // The keyring that was taken, put back beside the new record: it names this store and must not open it.
    for (const path of [layoutOf(here.path).keyring, layoutOf(here.path).keyringCopy]) writeFileSync(path, before)
    await expect(openStore(placeIn(here.path), leaversPassphrase, ports)).rejects.toMatchObject({ code: 'store-damaged' })
  })

  test('opens with the recovery sheet as before, or only with a new one', async () => {
    let host = await opened()
    await changeKey(host)
    await host.lifecycle.close()
    const recovered = await recoverStore(placeIn(here.path), { recoveryKey, passphrase, person }, ports)
    recovered.open.close()
    host = await opened()
    const second = await changeKey(host, { newSheet: true })
    await host.lifecycle.close()
    await expect(recoverStore(placeIn(here.path), { recoveryKey, passphrase, person }, ports)).rejects.toMatchObject({ code: 'wrong-recovery-key' })
    ;(await recoverStore(placeIn(here.path), { recoveryKey: second.recoveryKey ?? '', passphrase, person }, ports)).open.close()
  })

  test('keeps PINs and unwrapped keys of those who stay, and forgets those of others', async () => {
    const host = await opened()
    await host.lifecycle.open({ passphrase: leaversPassphrase })
    host.personKeys.pins.set(person, '135790')
    host.personKeys.pins.set(leaver, '246801')
    await changeKey(host)
    expect(host.personKeys.pins.persons()).toEqual([person])
    expect(host.personKeys.pins.check(person, '135790')).toBe(true)
    expect([...(host.current()?.persons.keys() ?? [])]).toEqual([person])
    await host.lifecycle.close()
  })

  test('can have it changed again', async () => {
    const host = await opened()
    await changeKey(host)
    await changeKey(host)
    await host.lifecycle.close()
    expect(asideFolders(here.path)).toHaveLength(2)
  })
})

describe('while it is changed', () => {
  test('nothing is written, reading goes on, and one change runs at a time', async () => {
    let seen: unknown[] = []
    const host = await opened(here.path, {
      copied: () => {
        const open = host.current()
        if (open === null) throw new Error('closed')
        seen = [
          open.record.read(({ settings }) => settings.get('before')),
          codeOf(() => open.record.write(stamp(ports), () => undefined)),
          codeOf(() => open.record.inTransaction(() => undefined)),
          codeOf(() => open.bundles.remove(leaver)),
          codeOf(() => open.renewRecovery()),
          host.lifecycle.underway(),
        ]
      },
    })
    const first = changeKey(host)
    // The second one asks for the passphrase first, so it comes after the first has begun.
    await expect(changeKey(host)).rejects.toMatchObject({ code: 'busy' })
    await first
    expect(seen).toEqual(['"before"', 'store-key-changing', 'store-key-changing', 'store-key-changing', 'store-key-changing', expect.objectContaining({ kind: 'rekey', stoppable: true })])
    expect(host.lifecycle.underway()).toBeNull()
    await host.lifecycle.close()
  })

  test('it can be stopped until the last step, by the job or by anybody, and is then as before', async () => {
    for (const stop of ['job', 'board', 'close'] as const) {
      let cancelled = false
      const control: JobControl = {
        progress: () => undefined,
        check() {
          if (cancelled) throw new DomainError('cancelled')
        },
      }
      let closing: Promise<void> = Promise.resolve()
      const host = await opened(here.path, {
        copied: () => {
          if (stop === 'job') cancelled = true
          else if (stop === 'board') expect(host.lifecycle.stopUnderway()).toBe(true)
          else closing = host.lifecycle.close()
        },
      })
      await expect(changeKey(host, {}, control)).rejects.toMatchObject({ code: 'cancelled' })
      await closing
      const open = host.current()
      if (open !== null) expect(codeOf(() => open.record.write(stamp(ports), () => undefined))).toBe('')
      if (open !== null) sequence += 1
      await host.lifecycle.close()
      expect(await whole(here.path)).toBe('old')
      expect(asideFolders(here.path)).toEqual([])
    }
  })
})

describe('refused, and nothing changes', () => {
  test.each([
    ['a wrong passphrase', { passphrase: 'not the passphrase' }, 'wrong-passphrase'],
    ['the passphrase of somebody else', { passphrase: leaversPassphrase }, 'wrong-passphrase'],
    ['when whoever asks could not open it afterwards', { people: [leaver] }, 'access-ended'],
  ])('%s', async (_what, change, code) => {
    const host = await opened()
    await expect(changeKey(host, change)).rejects.toMatchObject({ code })
    await host.lifecycle.close()
    expect(await whole(here.path)).toBe('old')
  })

  test('a copy that ends elsewhere than the record: what was written meanwhile would be lost', async () => {
    const host = await opened(here.path, {
      copied: () => {
        const open = host.current()
        if (open === null) throw new Error('closed')
        // Behind the door that refuses writing.
        open.holdWriting(false)
        writeOne(open, ports, 'late')
        sequence += 1
      },
    })
    await expect(changeKey(host)).rejects.toThrow('ends elsewhere')
    await host.lifecycle.close()
    expect(await whole(here.path)).toBe('old')
  })
})

describe('a fault or a power cut at any step leaves the old or the new pair whole', () => {
  test('a fault', async () => {
    const names: string[] = []
    const trial = join(elsewhere.path, 'trial')
    cpSync(here.path, trial, { recursive: true })
    const first = await opened(trial, { reached: (step) => names.push(step), copied: () => names.push('copied') })
    await changeKey(first)
    await first.lifecycle.close()
    expect(names.length).toBeGreaterThan(12)
    const seen: string[] = []
    for (const [number, name] of names.entries()) {
      const folder = join(elsewhere.path, `fault-${String(number)}`)
      cpSync(here.path, folder, { recursive: true })
      let count = 0
      const here_ = (): void => {
        count += 1
        if (count === number + 1) throw new Error(`at ${name}`)
      }
      const host = await opened(folder, { reached: here_, copied: here_ })
      await expect(changeKey(host), name).rejects.toThrow(`at ${name}`)
      const open = host.current()
      // Either the old pair is open and written again, or nothing is open and the next opening finishes.
      expect(open === null, name).toBe(seen.some((line) => line.startsWith('decide ')))
      if (open !== null) expect(codeOf(() => open.record.inTransaction(() => undefined)), name).toBe('')
      await host.lifecycle.close()
      seen.push(`${name} ${await whole(folder)}`)
      rmSync(folder, { recursive: true })
    }
    const decide = seen.findIndex((line) => line.startsWith('decide '))
    expect(seen.slice(0, decide + 1).every((line) => line.endsWith('old'))).toBe(true)
    expect(seen.slice(decide + 1).every((line) => line.endsWith('new'))).toBe(true)
  }, 60_000)

  test('a power cut, with a status asked first as every start does', async () => {
    const results = await cutAtEveryStep({
      before: here.path,
      elsewhere: elsewhere.path,
      child: join(import.meta.dirname, '../../test/support/rekey-child.ts'),
      arguments: (folder, step) => [folder, String(step)],
      async judge(folder) {
        expect(await createStoreHost(placeIn(folder), ports).lifecycle.status()).toMatchObject({ state: 'closed' })
        return whole(folder)
      },
    })
    expect(results.length).toBeGreaterThan(13)
    expect(results[0]).toBe('old')
    expect(results.at(-1)).toBe('new')
    expect(results.indexOf('new'), 'once new, never old again').toBe(results.lastIndexOf('old') + 1)
  }, 120_000)
})

function codeOf(work: () => unknown): string {
  try {
    work()
    return ''
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error)
  }
}
