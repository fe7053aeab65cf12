import { tasksInThread } from '../../electron/core/open-ports.ts'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { startCoreThread } from '../../electron/core/core-thread.ts'
import { linkCore, type CoreLoss } from '../../electron/core/host-line.ts'
import { makeTestFolders, startTestCore, testOptions, testPassphrase, type TestCore, type TestFolders } from '../support/in-process.ts'
import { startLocalHost, type LocalHost } from '../support/local-host.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('a core in this thread', () => {
  let core: TestCore
  afterEach(async () => {
    await core.remove()
  })

  test('creates a store, keeps it over a restart and opens it again', async () => {
    core = startTestCore()
    expect(await core.api.call('store.status', {})).toMatchObject({ state: 'missing' })
    const { site } = await core.create()
    expect((await core.api.call('sites.list', {})).sites.map(({ id }) => id)).toEqual([site])
    core = await core.restart()
    expect(await core.api.call('store.status', {})).toMatchObject({ state: 'closed' })
    await expect(core.api.call('sites.list', {})).rejects.toMatchObject({ code: 'store-closed' })
    await core.api.call('store.open', { passphrase: testPassphrase })
    expect((await core.api.call('sites.list', {})).sites.map(({ id }) => id)).toEqual([site])
  })

  test('leaves nothing open behind: no log, no scratch, no lock that is held', async () => {
    core = startTestCore()
    await core.create()
    await core.stop()
    expect(readdirSync(core.folders.store).filter((name) => /-wal|-shm|scratch/.test(name))).toEqual([])
    core = await core.restart()
    expect(await core.api.call('store.open', { passphrase: testPassphrase })).toMatchObject({ state: 'open' })
  })

  test('writes one row for many refusals of a minute', async () => {
    core = startTestCore()
    await core.create()
    const stranger = core.client('stranger')
    for (let attempt = 0; attempt < 5; attempt += 1) await expect(stranger.call('sites.list', {})).rejects.toMatchObject({ code: 'not-permitted' })
    const before = await core.api.call('audit.head', {})
    core = await core.restart()
    await core.api.call('store.open', { passphrase: testPassphrase })
    const after = await core.api.call('audit.head', {})
    // One row for the refusals, written when the core stopped, and one for signing in.
    expect(after.sequence - before.sequence).toBe(2)
  })
})

describe('a core in a thread of its own', () => {
  let folders: TestFolders
  afterEach(() => {
    folders.remove()
  })

  test('that dies answers what was asked, is started once more, and the record is whole', async () => {
    folders = makeTestFolders()
    const cores: ReturnType<typeof startCoreThread>[] = []
    const losses: CoreLoss[] = []
    const link = linkCore({
      start() {
        const core = startCoreThread(testOptions(folders))
        cores.push(core)
        return core
      },
      onLost: (loss) => void losses.push(loss),
      stopWithin: 10_000,
    })
    const call = (name: string, input: unknown) => link.call('s', { id: 1, name, input })
    const made = await call('store.create', { passphrase: testPassphrase, name: 'Anna Berg', entityName: '', siteName: 'Werk', zone: 'UTC', kind: 'real', language: 'en' })
    expect(made.ok).toBe(true)
    const asked = call('sites.list', {})
    cores[0]?.kill()
    expect(await asked).toMatchObject({ ok: false, error: { code: 'core-lost' } })
    expect(await link.ready()).toBe(true)
    expect(losses).toEqual(['restarted'])
    expect(await call('store.status', {})).toMatchObject({ ok: true, value: { state: 'closed' } })
    expect(await call('store.open', { passphrase: testPassphrase })).toMatchObject({ ok: true })
    expect(await call('sites.list', {})).toMatchObject({ ok: true, value: { sites: [{ name: 'Werk' }] } })
    await link.stop()
  }, 30_000)
})

describe('the local host as a program', () => {
  let host: LocalHost | null = null
  afterEach(async () => {
    await host?.remove()
    host = null
  })

  test('gives each browser its own session, a new address on Enter, and closes the record in order', async () => {
    host = await startLocalHost()
    const first = await host.connect()
    expect(await first.api.call('store.status', {})).toMatchObject({ state: 'missing' })
    expect(await host.redeem(host.address)).toBeNull()
    await first.api.call('store.create', { passphrase: testPassphrase, name: 'Anna Berg', entityName: '', siteName: '', zone: 'UTC', kind: 'real', language: 'en' })
    const second = await host.connect()
    expect(await second.api.call('store.status', {})).toMatchObject({ state: 'open', who: { kind: 'nobody' } })
    await expect(second.api.call('sites.list', {})).rejects.toMatchObject({ code: 'not-permitted' })
    expect(host.complaints()).toBe('')
    expect(await host.stop()).toBe(0)
    expect(readdirSync(host.folders.store).filter((name) => /-wal|-shm|scratch/.test(name))).toEqual([])
  }, 30_000)

  test('a second program on the same record is told so', async () => {
    host = await startLocalHost()
    const { api } = await host.connect()
    await api.call('store.create', { passphrase: testPassphrase, name: 'Anna Berg', entityName: '', siteName: '', zone: 'UTC', kind: 'real', language: 'en' })
    const other = await startLocalHost({ folders: host.folders })
    try {
      const { api: second } = await other.connect()
      expect(await second.call('store.status', {})).toMatchObject({ state: 'in-use' })
      await expect(second.call('store.open', { passphrase: testPassphrase })).rejects.toMatchObject({ code: 'store-locked' })
    } finally {
      await other.stop()
    }
    expect(await api.call('store.status', {})).toMatchObject({ state: 'open' })
  }, 30_000)

  test('explains itself and refuses what it does not know', () => {
    const run = (...args: string[]) => spawnSync(process.execPath, ['electron/local/main.ts', ...args], { cwd: root, encoding: 'utf8', timeout: 20_000 })
    const help = run('--help')
    expect([help.status, help.stdout]).toEqual([0, expect.stringContaining('--export-folder DIR')])
    const wrong = run('--port', '80')
    expect([wrong.status, wrong.stdout]).toEqual([2, ''])
    expect(wrong.stderr).toContain('--help')
  })
})

describe('carrying out', () => {
  let core: TestCore
  afterEach(async () => {
    await core.remove()
  })

  /** A released early warning and the ids of both places. */
  async function released() {
    const { site } = await core.create()
    const { api } = core
    const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
    const now = Date.now()
    const { id: incident } = await api.call('incidents.record', { site, title: 'Ransom text', notificationKind: 'mandatory', knownAt: now - 3_600_000, detectedAt: null })
    await api.call('incidents.decide', { incident, significance: 'yes', awareAt: now - 3_600_000, basis: 'read', reason: null })
    const { fields } = await api.call('reports.form', { incident, stage: 'early-warning' })
    await api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: { ...fields, shortDescription: 'Servers are encrypted.', suspectedMalicious: 'yes', possibleCrossBorder: 'no' } })
    const release = await api.call('reports.release', { incident, stage: 'early-warning', recipient, language: 'en', tlp: 'amber', reason: null })
    const { places } = await api.call('places.list', {})
    const stick = places.find((place) => place.kind === 'removable')?.id ?? ''
    return { release, stick }
  }

  const exportTo = (release: string, place: string) => core.job(core.api.call('transfers.export', { release, place, reason: '' }))

  test('writes signature, sheet and zip to a stick and finds them there again', async () => {
    core = startTestCore()
    const { release, stick } = await released()
    expect(await exportTo(release.id, stick)).toMatchObject({ files: [{ name: `${release.name}.zip.sig` }, { name: `${release.name}.pdf` }, { name: `${release.name}.zip`, sha256: release.zipSha256 }] })
    expect(readdirSync(core.folders.stick).sort()).toEqual([`${release.name}.pdf`, `${release.name}.zip`, `${release.name}.zip.sig`])
    expect(await core.job(core.api.call('transfers.check', { release: release.id, place: stick }))).toMatchObject({ files: [{}, {}, {}] })
  })

  test('never replaces what has the same name, logs the failure and leaves the store as it was', async () => {
    core = startTestCore()
    const { release, stick } = await released()
    writeFileSync(join(core.folders.stick, `${release.name}.zip`), 'something else')
    await expect(exportTo(release.id, stick)).rejects.toMatchObject({ code: 'file-exists-different' })
    expect(readdirSync(core.folders.stick)).toEqual([`${release.name}.zip`])
    expect((await core.api.call('transfers.list', {})).transfers).toMatchObject([{ outcome: 'failed', detail: 'file-exists-different' }])
    expect(await core.job(core.api.call('audit.check', {}))).toMatchObject({ intact: true })
  })

  test('a stick that was pulled is said, and the export works once it is back', async () => {
    core = startTestCore()
    const { release, stick } = await released()
    rmSync(core.folders.stick, { recursive: true })
    await expect(exportTo(release.id, stick)).rejects.toMatchObject({ code: 'place-missing' })
    mkdirSync(core.folders.stick)
    expect(await exportTo(release.id, stick)).toMatchObject({ files: [{}, {}, { outcome: 'written' }] })
  })

  test('with the second thread the bytes are the same', async () => {
    core = startTestCore({ tasks: tasksInThread })
    const { release, stick } = await released()
    const { files } = (await exportTo(release.id, stick)) as { readonly files: readonly { readonly name: string; readonly sha256: string }[] }
    expect(files.at(-1)?.sha256).toBe(release.zipSha256)
    const { files: parts } = await core.api.call('reports.released', { release: release.id })
    expect(parts.map(({ path }) => path)).toEqual(expect.arrayContaining(['SHA256SUMS', 'SHA256SUMS.sig', 'manifest.json', 'report.json', 'report.pdf']))
  }, 30_000)
})
