import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readSetFiles } from '../../electron/core/update-folder.ts'
import { copyVerified } from '../../electron/core/verified-copy.ts'
import { takeUpdate } from '../../electron/core/work/take-update.ts'
import { quietControl } from '../../electron/core/work/task-runner.ts'
import { readManifest } from '../../shared/update/update-set.ts'
import { startTestCore, type TestCore } from '../support/in-process.ts'
import { cutAtEveryStep } from '../support/power-cuts.ts'
import { makerAnchor, sha256, signedSet, writeSet, manifestOf, installerOf } from '../support/update-fixture.ts'

const bytes = Buffer.alloc(2_500_000, 'a new version')
const file = 'cofferdam-9.0.0-linux-x64.AppImage'
const kind = process.arch === 'arm64' ? ({ platform: 'linux', arch: 'arm64', form: 'AppImage' } as const) : ({ platform: 'linux', arch: 'x64', form: 'AppImage' } as const)

describe.skipIf(process.platform !== 'linux')('taking an update over', () => {
  let core: TestCore
  beforeEach(async () => {
    core = startTestCore({ releaseAnchor: makerAnchor, productVersion: '0.1.0' })
    await core.create()
  })
  afterEach(() => core.remove())

  const only = async () => {
    const [found] = (await core.api.call('updates.found', {})).updates
    if (found === undefined) throw new Error('no update was found')
    return found
  }
  const refused = (verdict: string) => ({ failure: { code: 'update-refused', details: { verdict } } })

  test('verifies, backs up, copies and notes it, and the new version tells the way back', async () => {
    expect(await core.api.call('updates.state', {})).toMatchObject({ maker: expect.stringMatching(/^SHA256:/) as string, version: '0.1.0', updated: null, ready: null })
    writeSet(core.folders.stick, '9.0.0', bytes, {}, kind)
    const found = await only()
    expect(found).toMatchObject({ place: 'STICK', named: '9.0.0', verdict: 'genuine', size: bytes.length, release: { version: '9.0.0', notes: { en: 'Better.', de: 'Besser.' } } })
    const taken = (await core.job(core.api.call('updates.take', { id: found.id }))) as { readonly version: string; readonly file: string; readonly folder: string; readonly backup: string }
    expect(sha256(readFileSync(join(taken.folder, taken.file)))).toBe(sha256(bytes))
    // It can be started as it lies.
    expect(statSync(join(taken.folder, taken.file)).mode & 0o100).toBe(0o100)
    const { backups } = await core.api.call('backups.list', {})
    expect(backups.map(({ name }) => name)).toEqual([taken.backup])
    const events = await core.api.call('audit.list', { before: null, limit: 5, record: null, from: null, to: null })
    expect(JSON.stringify(events)).toContain('updates.take')
    // The stick is not needed any more.
    rmSync(core.folders.stick, { recursive: true })
    expect((await core.api.call('updates.state', {})).ready).toMatchObject({ version: '9.0.0', file: taken.file, folder: taken.folder, backup: taken.backup })
    // What lies ready is judged again each time it is told.
    writeFileSync(join(taken.folder, 'SHA256SUMS.sig'), 'x')
    expect((await core.api.call('updates.state', {})).ready).toBeNull()

    await core.stop()
    const next = startTestCore({ releaseAnchor: makerAnchor, productVersion: '9.0.0' }, core.folders)
    try {
      await next.api.call('store.open', { passphrase: 'correct horse battery staple' })
      expect(await next.api.call('updates.state', {})).toMatchObject({ version: '9.0.0', ready: null, updated: { from: '0.1.0', backup: taken.backup } })
    } finally {
      await next.stop()
    }
  })

  test('makes and keeps nothing of a set that was changed', async () => {
    const folder = writeSet(core.folders.stick, '9.0.0', bytes, {}, kind)
    const { id } = await only()
    const changed = Buffer.from(bytes)
    changed[1_234_567] = 0
    writeFileSync(join(folder, file.replace('x64', kind.arch)), changed)
    await expect(core.job(core.api.call('updates.take', { id }))).rejects.toMatchObject({ code: 'update-refused', details: refused('file-changed').failure.details })
    expect((await core.api.call('backups.list', {})).backups).toEqual([])
    expect(existsSync(join(core.folders.store, 'updates'))).toBe(false)
    expect((await core.api.call('updates.state', {})).ready).toBeNull()
    await expect(core.job(core.api.call('updates.take', { id: 'other' }))).rejects.toMatchObject({ code: 'not-found' })
  })

  test('says of each set on the stick what is wrong with it', async () => {
    const installer = installerOf('9.1.0', bytes, kind)
    const strange = signedSet(manifestOf('9.1.0', [installer]), { seed: new Uint8Array(32).fill(1) })
    mkdirSync(join(core.folders.stick, strange.folder))
    writeFileSync(join(core.folders.stick, strange.folder, 'update.json'), strange.manifest)
    writeFileSync(join(core.folders.stick, strange.folder, 'SHA256SUMS'), strange.sums)
    writeFileSync(join(core.folders.stick, strange.folder, 'SHA256SUMS.sig'), strange.signature)
    writeSet(core.folders.stick, '0.1.0', bytes, {}, kind)
    writeSet(core.folders.stick, '9.2.0', bytes, { record: { from: 1, writes: 1 } }, kind)
    writeSet(core.folders.stick, '9.3.0', bytes, {}, { platform: 'win32', arch: 'x64', form: 'exe' })
    mkdirSync(join(core.folders.stick, 'cofferdam-9.4.0'))
    const { updates } = await core.api.call('updates.found', {})
    expect(Object.fromEntries(updates.map(({ named, verdict }) => [named, verdict]))).toEqual({
      '0.1.0': 'not-newer', '9.1.0': 'wrong-key', '9.2.0': 'record-too-new', '9.3.0': 'not-for-this-pc', '9.4.0': 'incomplete',
    })
    expect(updates.find(({ named }) => named === '9.1.0')?.release).toBeNull()
    for (const { id } of updates) await expect(core.job(core.api.call('updates.take', { id }))).rejects.toMatchObject({ code: 'update-refused' })
  })
})

describe('a copy', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'cofferdam-copy-'))
  })
  afterEach(() => {
    rmSync(root, { recursive: true, force: true })
  })

  test('that turns out to be another one leaves what was there', async () => {
    const from = join(root, 'from')
    const to = join(root, 'to')
    writeFileSync(from, bytes)
    writeFileSync(to, 'before')
    const order = { from, to, size: bytes.length, sha256: sha256(bytes), mode: 0o600 }
    for (const wrong of [{ size: bytes.length - 1 }, { size: bytes.length + 1 }, { sha256: '0'.repeat(64) }]) {
      expect(await copyVerified({ ...order, ...wrong })).toBe(false)
      expect([readdirSync(root).sort(), readFileSync(to, 'utf8')]).toEqual([['from', 'to'], 'before'])
    }
    await expect(copyVerified({ ...order, advance: () => { throw new Error('stop') } })).rejects.toThrow('stop')
    expect([readdirSync(root).sort(), readFileSync(to, 'utf8')]).toEqual([['from', 'to'], 'before'])
    expect(await copyVerified(order)).toBe(true)
    expect(readFileSync(to).equals(bytes)).toBe(true)
  })

  test('is whole or not there, whenever the power is cut, and what others left is kept', async () => {
    const set = writeSet(join(root, 'stick'), '9.0.0', Buffer.from('a small installer'))
    const before = join(root, 'before')
    // A copy of the same version that was changed since, the running version's, an older one's, and something of a person.
    const broken = writeSet(join(before, 'updates'), '9.0.0', Buffer.from('a small installer'))
    writeFileSync(join(broken, file), 'something else')
    for (const name of ['cofferdam-0.1.0', 'cofferdam-0.0.9', 'mine']) mkdirSync(join(before, 'updates', name))
    const judged = await cutAtEveryStep({
      before,
      elsewhere: root,
      child: new URL('../support/take-update-child.ts', import.meta.url).pathname,
      arguments: (folder, step) => [set, folder, String(step)],
      judge: async (folder) => {
        const updates = join(folder, 'updates')
        const copy = join(updates, 'cofferdam-9.0.0', file)
        const text = existsSync(copy) ? readFileSync(copy, 'utf8') : 'none'
        expect(['a small installer', 'something else', 'none']).toContain(text)
        expect(readdirSync(updates)).toEqual(expect.arrayContaining(['cofferdam-0.1.0', 'mine']))
        // The next try makes it whole, whatever was left.
        const files = await readSetFiles(set)
        const installer = files.manifest === null ? undefined : readManifest(files.manifest)?.files[0]
        if (installer === undefined) throw new Error('no installer')
        expect(await takeUpdate({ from: set, files, installer, updates, fileMode: 0o600, folderMode: 0o700, running: '0.1.0' }, quietControl)).toBe('genuine')
        expect([readFileSync(copy, 'utf8'), readdirSync(updates).filter((name) => name.endsWith('.new'))]).toEqual(['a small installer', []])
        return text
      },
    })
    expect(judged.length).toBeGreaterThan(7)
    expect([judged[0], judged.at(-1)]).toEqual(['something else', 'a small installer'])
  }, 60_000)
})
