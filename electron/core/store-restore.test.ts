import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backUpStore, type Backup } from '../../db/backup.ts'
import { checkCopy } from '../../db/check-copy.ts'
import { checkChain } from '../../db/check.ts'
import { readLines } from '../../db/meta.ts'
import { storeVersion } from '../../db/migrations/migrations.ts'
import { openStoreFile } from '../../db/open.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { keyringText } from '../../shared/person/keyring-format.ts'
import { cutAtEveryStep } from '../../test/support/power-cuts.ts'
import { newStore, passphrase, placeIn, reopen, storePorts, temporaryFolder, writeOne } from '../../test/support/store-fixture.ts'
import { nodeHash } from './crypto.ts'
import { readKeyrings } from './keyring-file.ts'
import { createStoreHost } from './store-lifecycle.ts'
import type { OpenStore } from './store-opening.ts'
import { layoutOf } from './store-place.ts'
import type { CheckCopy } from './store-restore.ts'
import { openRestored } from './store-session.ts'
import { quietControl } from './work/task-runner.ts'

const ports = storePorts()
const steps = storeVersion
let here: ReturnType<typeof temporaryFolder>
let elsewhere: ReturnType<typeof temporaryFolder>
let recoveryKey: string
let backup: Backup
let parent: { line: string; sequence: number; hash: string }

/** A store with one thing before the backup and one after it, closed. */
beforeEach(async () => {
  here = temporaryFolder()
  elsewhere = temporaryFolder()
  const made = await newStore(here.path, ports)
  recoveryKey = made.recoveryKey
  writeOne(made.open, ports, 'before')
  parent = made.open.head()
  backup = backUp(made.open)
  writeOne(made.open, ports, 'after')
  made.open.close()
})
afterEach(() => {
  here.remove()
  elsewhere.remove()
})

function backUp(open: OpenStore): Backup {
  const reader = openStoreFile(open.layout.store, open.storeKey, 'reader', steps)
  if (!reader.ok) throw new Error(reader.why)
  try {
    return backUpStore(reader.connection, { folder: open.layout.backups, key: open.storeKey, keyringText: keyringText(open.keyring()), at: ports.clock.read().at, why: 'daily' }, nodeHash)
  } finally {
    reader.connection.close()
  }
}

const stamp = { session: 'test', procedure: 'store.restore' }

function restore(folder: string, change: { recoveryKey?: string; passphrase?: string } = {}, reached?: (step: string) => void) {
  return openRestored(placeIn(folder), backup, { passphrase, recoveryKey: null, stamp, ...change }, ports, reached === undefined ? {} : { reached })
}

function settings(open: OpenStore): unknown[] {
  return open.record.read((repositories) => ['founded', 'before', 'after'].map((key) => repositories.settings.get(key) !== null))
}

function replacedFolders(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('replaced-'))
}

/** What lies in a folder of a store is one whole record, and which. */
async function whole(folder: string): Promise<'old' | 'new'> {
  const open = await reopen(folder, ports)
  try {
    expect(checkChain(open.record.connection, nodeHash, quietControl).intact).toBe(true)
    const [founded, before, after] = settings(open)
    expect([founded, before]).toEqual([true, true])
    expect(existsSync(layoutOf(folder).restored)).toBe(false)
    expect(existsSync(layoutOf(folder).restoring)).toBe(false)
    expect(readLines(open.record.connection)).toHaveLength(after === true ? 1 : 2)
    return after === true ? 'old' : 'new'
  } finally {
    open.close()
  }
}

describe('a restored backup', () => {
  test('continues as a new line that names where it left the old one, with a row that tells of it', async () => {
    const { open } = await restore(here.path)
    expect(settings(open)).toEqual([true, true, false])
    const [, line] = readLines(open.record.connection)
    expect(line).toMatchObject({ parentLine: parent.line, parentSequence: parent.sequence })
    expect(open.record.read(({ facts }) => facts.parent)).toMatchObject({ line: parent.line, sequence: parent.sequence, head: parent.hash })
    expect(open.head()).toMatchObject({ line: line?.line, sequence: parent.sequence + 1 })
    const row = open.record.read(({ audit }) => audit.list(parent.sequence, 1))[0]
    expect(row?.rowText).toContain('"procedure":"store.restore"')
    expect(row?.bodyText).toContain(backup.name)
    expect(checkChain(open.record.connection, nodeHash, quietControl)).toMatchObject({ intact: true, rows: parent.sequence + 1 })
    expect(readFileSync(open.layout.anchorLog, 'utf8')).toContain(` ${line?.line ?? ''} ${String(parent.sequence + 1)} `)
    open.close()
  })

  test('keeps what lay there, and that still opens', async () => {
    ;(await restore(here.path)).open.close()
    const [name] = replacedFolders(here.path)
    expect(replacedFolders(here.path)).toHaveLength(1)
    const old = await reopen(join(here.path, name ?? ''), ports)
    expect(settings(old)).toEqual([true, true, true])
    old.close()
  })

  test('has a keyring above every one that lies here', async () => {
    const open = await reopen(here.path, ports)
    await open.setPassphrase('a'.repeat(26), 'a later passphrase')
    const { generation } = open.keyring()
    open.close()
    const restored = await restore(here.path)
    expect(restored.open.keyring().generation).toBeGreaterThan(generation)
    restored.open.close()
    const found = readKeyrings(layoutOf(here.path), steps)
    expect(found.kind === 'found' && found.keyrings).toHaveLength(1)
    // The passphrase of the day the backup was made.
    ;(await reopen(here.path, ports)).close()
  })

  test('opens on a PC that never had a record, with the recovery key and a new passphrase', async () => {
    const fresh = join(elsewhere.path, 'store')
    const { open, keys } = await restore(fresh, { recoveryKey, passphrase: 'an entirely new one' })
    expect(settings(open)).toEqual([true, true, false])
    expect(keys.signing).toHaveLength(32)
    open.close()
    expect(replacedFolders(fresh)).toEqual([])
    await expect(reopen(fresh, ports)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  })

  test('can be restored twice, each time as a line of its own', async () => {
    const first = await restore(here.path)
    writeOne(first.open, ports, 'after')
    first.open.close()
    ;(await restore(here.path)).open.close()
    expect(await whole(here.path)).toBe('new')
    expect(replacedFolders(here.path)).toHaveLength(2)
  })

  test('takes the last commits along that lie only in the log of a store that was cut off', async () => {
    const open = await reopen(here.path, ports)
    open.record.connection.pragma('wal_autocheckpoint = 0')
    writeOne(open, ports, 'last')
    // As a crash leaves it: a copy with its log.
    const cut = join(elsewhere.path, 'cut')
    mkdirSync(cut)
    for (const name of ['store.db', 'store.db-wal', 'keyring.json', 'keyring.2.json']) cpSync(join(here.path, name), join(cut, name))
    open.close()
    ;(await restore(cut)).open.close()
    const old = await reopen(join(cut, replacedFolders(cut)[0] ?? ''), ports)
    expect(old.record.read((repositories) => repositories.settings.get('last'))).not.toBeNull()
    old.close()
  })
})

describe('refused, and nothing here changes', () => {
  test.each([
    ['a wrong passphrase', () => restore(here.path, { passphrase: 'not the passphrase' }), 'wrong-passphrase'],
    ['a wrong recovery key', () => restore(here.path, { recoveryKey: 'AAAAA' }), 'wrong-recovery-key'],
    ['a new passphrase that is too short', () => restore(here.path, { recoveryKey, passphrase: 'short' }), 'passphrase-too-short'],
  ])('%s', async (_what, work, code) => {
    await expect(work()).rejects.toMatchObject({ code })
    expect(replacedFolders(here.path)).toEqual([])
    expect(await whole(here.path)).toBe('old')
  })

  test.each([
    ['a copy that was altered', 'store.db'],
    ['a keyring that was altered', 'keyring.json'],
  ])('%s', async (_what, name) => {
    const path = join(backup.folder, name)
    const bytes = readFileSync(path)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    writeFileSync(path, bytes)
    await expect(restore(here.path)).rejects.toMatchObject({ code: 'backup-damaged' })
    expect(await whole(here.path)).toBe('old')
  })

  test('a note that tells of another head', async () => {
    backup = { ...backup, note: { ...backup.note, head: '0'.repeat(64) } }
    await expect(restore(here.path)).rejects.toMatchObject({ code: 'backup-damaged' })
    expect(await whole(here.path)).toBe('old')
  })
})

describe('a restore that is watched', () => {
  const quiet = { control: quietControl, step: () => undefined, decide: () => undefined }
  const input = { passphrase, recoveryKey: null, stamp }

  test('tells how far it is, to the last byte and the last row', async () => {
    const seen: string[] = []
    let step = 'copy'
    const work = {
      ...quiet,
      control: { ...quietControl, progress: (done: number, total: number) => void seen.push(`${step} ${done === total ? 'all' : 'part'}`) },
      step: (next: string) => {
        step = next
      },
    }
    const checked = (given: Parameters<CheckCopy>[0], control: Parameters<CheckCopy>[1]) => Promise.resolve(checkCopy(given.file, given.key, given.version, nodeHash, control))
    ;(await openRestored(placeIn(here.path), backup, input, ports, { work, checkCopy: checked })).open.close()
    expect(seen).toContain('copy all')
    expect(seen).toContain('check all')
    expect(await whole(here.path)).toBe('new')
  })

  test.each(['copy', 'check', 'decide'])('can be stopped during %s, and everything is as it was', async (when) => {
    let step = 'copy'
    const stopAt = (now: string): void => {
      if (when === now) throw new DomainError('cancelled')
    }
    const work = { control: { ...quietControl, check: () => stopAt(step) }, step: (next: string) => void (step = next), decide: () => stopAt('decide') }
    await expect(openRestored(placeIn(here.path), backup, input, ports, { work })).rejects.toMatchObject({ code: 'cancelled' })
    expect(replacedFolders(here.path)).toEqual([])
    expect(await whole(here.path)).toBe('old')
  })

  test('that was checked elsewhere is still refused for another head or another record', async () => {
    const whole_: CheckCopy = () => Promise.resolve({ whole: true, chain: true })
    const note = { ...backup.note, head: '0'.repeat(64) }
    await expect(openRestored(placeIn(here.path), { ...backup, note }, input, ports, { checkCopy: whole_ })).rejects.toMatchObject({ code: 'backup-damaged' })
    // Found damaged elsewhere and whole here: what is found here counts.
    ;(await openRestored(placeIn(here.path), backup, input, ports, { checkCopy: () => Promise.resolve({ whole: false, chain: false }) })).open.close()
    expect(await whole(here.path)).toBe('new')
  })

  test('is known to everybody while it runs, and anybody stops it', async () => {
    let seen: unknown = null
    const host = createStoreHost(placeIn(here.path), ports, {
      findBackup: () => Promise.resolve(backup),
      checkCopy: () => {
        seen = host.lifecycle.underway()
        expect(host.lifecycle.stopUnderway()).toBe(true)
        return Promise.resolve({ whole: true, chain: true })
      },
    })
    await expect(host.lifecycle.restore({ ...input, backup: 'any', what: 'record' })).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen).toMatchObject({ kind: 'restore', step: 'check', stoppable: true })
    expect(host.lifecycle.underway()).toBeNull()
    expect(await whole(here.path)).toBe('old')
  })
})

describe('a fault or a power cut at any step leaves the old or the new record whole', () => {
  test('a fault', async () => {
    const names: string[] = []
    const trial = join(elsewhere.path, 'trial')
    cpSync(here.path, trial, { recursive: true })
    ;(await restore(trial, {}, (step) => names.push(step))).open.close()
    expect(names.length).toBeGreaterThan(10)
    const seen: string[] = []
    for (const [number, name] of names.entries()) {
      const folder = join(elsewhere.path, `fault-${String(number)}`)
      cpSync(here.path, folder, { recursive: true })
      let count = 0
      await expect(
        restore(folder, {}, () => {
          count += 1
          if (count === number + 1) throw new Error(`at ${name}`)
        }),
        name,
      ).rejects.toThrow(`at ${name}`)
      seen.push(`${name} ${await whole(folder)}`)
      rmSync(folder, { recursive: true })
    }
    expect(seen.slice(0, seen.findIndex((line) => line.startsWith('decide ')) + 1).every((line) => line.endsWith('old'))).toBe(true)
    expect(seen.slice(seen.findIndex((line) => line.startsWith('decided '))).every((line) => line.endsWith('new'))).toBe(true)
  })

  test('a power cut, with a status asked first as every start does', async () => {
    const results = await cutAtEveryStep({
      before: here.path,
      elsewhere: elsewhere.path,
      child: join(import.meta.dirname, '../../test/support/restore-child.ts'),
      arguments: (folder, step) => [folder, join(here.path, 'backups'), String(step)],
      async judge(folder) {
        expect(await createStoreHost(placeIn(folder), ports).lifecycle.status()).toMatchObject({ state: 'closed' })
        return whole(folder)
      },
    })
    expect(results.length).toBeGreaterThan(11)
    expect(results[0]).toBe('old')
    expect(results.at(-1)).toBe('new')
    expect(results.indexOf('new'), 'once new, never old again').toBe(results.lastIndexOf('old') + 1)
  }, 120_000)
})
