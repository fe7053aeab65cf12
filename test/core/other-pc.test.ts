import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finishJob } from '../../electron/core/in-process.ts'
import type { Client } from '../../shared/contract/client.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import { makeTestFolders, testPassphrase, type TestFolders } from '../support/in-process.ts'
import { noNetworkPreload, startLocalHost } from '../support/local-host.ts'

/**
 * A PC that never saw Cofferdam, from the program, the backup stick and the recovery sheet alone. The program is the built one where it
 * was built. Both ways in: the screens' own calls through the local host, and the command line.
 */

const root = join(import.meta.dirname, '../..')
const from = existsSync(join(root, 'dist/local/main.mjs')) && existsSync(join(root, 'dist/cli/main.mjs')) ? 'built' : 'source'
const cli = join(root, from === 'built' ? 'dist/cli/main.mjs' : 'electron/cli/main.ts')
/** What the promise allows; the program has to be far below. */
const promised = 15 * 60_000

let first: TestFolders
let recoveryKey: string
let before: unknown

beforeAll(async () => {
  first = makeTestFolders()
  const host = await startLocalHost({ from, folders: first })
  const { api } = await host.connect()
  const created = await api.call('store.create', { passphrase: testPassphrase, name: 'Anna Berg', entityName: 'Wasserwerk Talau', siteName: 'Werk Nord', zone: 'Europe/Berlin', kind: 'real', language: 'en' })
  recoveryKey = created.recoveryKey
  await fill(api, created.site)
  before = await everything(api)
  await finishJob(api, (await api.call('backups.make', { place: await stickOf(api) })).jobId)
  expect(await host.stop()).toBe(0)
  expect(host.complaints()).toBe('')
}, 120_000)

afterAll(() => {
  first.remove()
})

async function fill(api: Client<AppContract>, site: string): Promise<void> {
  const { id: zone } = await api.call('zones.save', { id: null, site, name: 'Filters', kind: 'control', criticality: 'high' })
  for (let i = 0; i < 20; i += 1) await api.call('assets.save', { id: null, site, name: `PLC ${String(i)}`, kind: 'plc', networkZone: zone, criticality: 'high' })
  const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'National CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump 3 does not answer', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await api.call('incidents.decide', { incident, significance: 'yes', awareAt: Date.now(), basis: 'Supply can stop.', reason: null })
  const bytes = Buffer.alloc(300_000, 'alarm\n')
  const { file } = await api.call('files.begin', { name: 'alarms.csv', mediaType: 'text/csv', size: bytes.length, purpose: 'attachment' })
  await api.call('files.append', { file, index: 0, bytes: bytes.toString('base64') })
  await api.call('files.finish', { file })
  await api.call('attachments.add', { incident, file, note: '' })
  const { fields } = await api.call('reports.form', { incident, stage: 'early-warning' })
  await api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: { ...fields, suspectedMalicious: 'yes', possibleCrossBorder: 'unknown' } })
  await api.call('reports.release', { incident, stage: 'early-warning', recipient, language: 'en', tlp: 'amber', reason: null })
}

/** All that a person would look for. */
async function everything(api: Client<AppContract>): Promise<unknown> {
  const { incidents } = await api.call('incidents.list', {})
  const views = []
  for (const { incident } of incidents) {
    const { attachments, releases } = await api.call('incidents.get', { incident: incident.id })
    views.push({ title: incident.title, attachments, releases })
  }
  return {
    entity: await api.call('entity.get', {}),
    assets: (await api.call('assets.list', { site: null })).assets,
    recipients: await api.call('recipients.list', {}),
    people: await api.call('people.list', {}),
    views,
    card: (await api.call('keys.anchor', {})).anchor,
  }
}

async function stickOf(api: Client<AppContract>): Promise<string> {
  const { places } = await api.call('places.list', {})
  return places.find(({ label }) => label === 'STICK')?.id ?? ''
}

/** A PC without anything but the stick. */
function otherPc(): TestFolders {
  const folders = makeTestFolders()
  cpSync(join(first.stick, 'Cofferdam-backup'), join(folders.stick, 'Cofferdam-backup'), { recursive: true })
  return folders
}

/** The command line in a process of its own; `lines` stand on its standard input. */
async function run(argv: readonly string[], lines: readonly string[] = []): Promise<{ exitCode: number | null; said: string; complained: string }> {
  const child = spawn(process.execPath, ['--import', noNetworkPreload, cli, ...argv], { cwd: root, env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined } })
  let said = ''
  let complained = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
  child.stdin.end(lines.map((line) => `${line}\n`).join(''))
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { exitCode, said, complained }
}

async function openedByHost(folders: TestFolders, passphrase: string): Promise<unknown> {
  const host = await startLocalHost({ from, folders })
  try {
    const { api } = await host.connect()
    await api.call('store.open', { passphrase })
    expect(await finishJob(api, (await api.call('audit.check', {})).jobId)).toMatchObject({ intact: true })
    return await everything(api)
  } finally {
    await host.stop()
  }
}

describe('another PC', () => {
  test('through the local host', async () => {
    const folders = otherPc()
    const started = performance.now()
    const host = await startLocalHost({ from, folders })
    const { api } = await host.connect()
    expect((await api.call('store.status', {})).state).toBe('missing')
    let { backups } = await api.call('backups.found', {})
    while (backups.some(({ state }) => state === 'not-checked')) {
      await wait(50)
      ;({ backups } = await api.call('backups.found', {}))
    }
    expect(backups).toMatchObject([{ state: 'unchanged' }])
    await api.call('store.restore', { which: backups[0]?.id ?? '', what: 'record', passphrase: 'a new passphrase here', recoveryKey })
    const after = await everything(api)
    const took = performance.now() - started
    expect(after).toEqual(before)
    expect(await finishJob(api, (await api.call('audit.check', {})).jobId)).toMatchObject({ intact: true, fault: null })
    expect((await api.call('backups.state', {})).continues).not.toBeNull()
    expect(await host.stop()).toBe(0)
    expect(host.complaints()).toBe('')
    process.stdout.write(`restore through the local host (${from}): open record after ${String(Math.round(took))} ms of ${String(promised)} ms\n`)
    expect(took).toBeLessThan(promised / 10)
    expect(await openedByHost(folders, 'a new passphrase here')).toEqual(before)
    folders.remove()
  }, 120_000)

  test('through the command line', async () => {
    const folders = otherPc()
    const started = performance.now()
    const restored = await run(['restore', '--from', folders.stick, '--store', folders.store, '--recovery-key'], [recoveryKey, 'a new passphrase here'])
    const took = performance.now() - started
    expect(restored).toMatchObject({ exitCode: 0, complained: '' })
    expect(restored.said).toMatch(/^backup \S+ unchanged row \d+\n(progress \w+ \d+\n)*restored row \d+ line [0-9a-f]{16} continues [0-9a-f]{16} row \d+\n$/)
    process.stdout.write(`restore through the command line (${from}): open record after ${String(Math.round(took))} ms of ${String(promised)} ms\n`)
    expect(took).toBeLessThan(promised / 10)
    expect(await openedByHost(folders, 'a new passphrase here')).toEqual(before)

    const written = await run(['backup', '--to', folders.exports, '--store', folders.store], ['a new passphrase here'])
    expect(written).toMatchObject({ exitCode: 0, complained: '' })
    expect(readdirSync(join(folders.exports, 'Cofferdam-backup'))).toHaveLength(1)
    expect((await run(['restore', '--from', folders.exports, '--store', folders.store, '--list'])).said).toMatch(/^backup \S+ unchanged row \d+ bytes \d+ entity [a-z2-7]{10}\n$/)
    // A record that is whole is put aside only when that is said.
    expect(await run(['restore', '--from', folders.exports, '--store', folders.store], ['a new passphrase here'])).toMatchObject({ exitCode: 1 })
    expect(await run(['restore', '--from', folders.exports, '--store', folders.store, '--replace'], ['a new passphrase here'])).toMatchObject({ exitCode: 0 })
    expect(readdirSync(folders.store).filter((name) => name.startsWith('replaced-'))).toHaveLength(1)
    folders.remove()
  }, 120_000)

  test('the command line says what it refuses', async () => {
    const folders = otherPc()
    const where = ['--from', folders.stick, '--store', folders.store]
    expect(await run(['restore', ...where], ['not the passphrase'])).toMatchObject({ exitCode: 1, complained: 'The passphrase does not fit. Nothing was changed.\n' })
    // After a wrong try the next one waits a second.
    await wait(1_100)
    expect(await run(['restore', ...where, '--recovery-key'], ['AAAAA', 'a new passphrase here'])).toMatchObject({ exitCode: 1, complained: 'The recovery key does not fit. Nothing was changed.\n' })
    expect(await run(['restore', ...where])).toMatchObject({ exitCode: 1 })
    expect(await run(['restore', ...where, '--backup', 'none'])).toMatchObject({ exitCode: 1 })
    expect(existsSync(join(folders.store, 'store.db'))).toBe(false)
    expect(await run(['backup', '--to', folders.exports, '--store', folders.store], [testPassphrase])).toMatchObject({ exitCode: 1, complained: 'There is no record in this place.\n' })
    expect(await run(['restore', '--from', join(folders.root, 'nowhere')])).toMatchObject({ exitCode: 2 })
    expect(await run(['restore'])).toMatchObject({ exitCode: 2 })
    expect(await run(['backup', '--unknown'])).toMatchObject({ exitCode: 2 })
    expect((await run(['backup', '--help'])).exitCode).toBe(0)
    folders.remove()
  }, 120_000)
})
