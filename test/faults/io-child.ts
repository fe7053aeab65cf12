/**
 * Works in a record while calls to the disk fail (failing-disk.c), one case after the other, and prints what each came to as a line of
 * JSON: io-child.ts FOLDERS CONTROL COUNT SEED.
 */
import { existsSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { isUnchanged, readBackup } from '../../db/backup.ts'
import { layoutOf } from '../../electron/core/store-place.ts'
import { CallError } from '../../shared/contract/client.ts'
import type { ErrorCode } from '../../shared/contract/error.ts'
import { spaceRule } from '../../shared/space/space-rule.ts'
import { startTestCore, testPassphrase, type TestCore, type TestFolders } from '../support/in-process.ts'
import { chance } from './chance.ts'
import { failingErrors, failingKinds, openFailingDisk, type Failure } from './failing-disk.ts'
import { makeRelease, wrongFinals } from './released-report.ts'

const [foldersText = '', control = '', count = '1', seed = '1'] = process.argv.slice(2)
const folders = JSON.parse(foldersText) as TestFolders
const random = chance(Number(seed))
const disk = openFailingDisk(control)

/** Sentences that fit a disk that refuses. `store-closed` and the like only after the program could not open the record at all. */
const fitting: readonly ErrorCode[] = ['store-full', 'store-read-only', 'store-disk-fault', 'place-full', 'place-read-only', 'place-removed', 'space-low', 'busy']
const afterClosing: readonly ErrorCode[] = ['store-closed', 'not-permitted']

const allKinds = Object.values(failingKinds).reduce((sum, bit) => sum + bit, 0)
const quiet = {
  fault(where: string, error: unknown) {
    // For looking into one case.
    if (env['COFFERDAM_FAULT_DETAIL'] !== undefined) process.stderr.write(`${where} ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`)
    return 'log'
  },
  note: () => undefined,
}
let core = startCore()
const { site } = await core.create()
const release = await makeRelease(core, site)
const { id: incident } = await core.api.call('incidents.record', { site, title: 'Faults', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
const confirmed: string[] = []

for (let number = 0; number < Number(count); number += 1) {
  const failure = pickFailure()
  const wrong: string[] = []
  const before = { counted: 0, failed: 0 }
  disk.arm(failure)
  try {
    await work(failure, wrong)
  } finally {
    Object.assign(before, disk.disarm())
  }
  await inspect(wrong, number)
  writeSync(1, `${JSON.stringify({ failure, ...before, confirmed: confirmed.length, wrong })}\n`)
}
await core.stop()

function startCore(): TestCore {
  // The reserve is small and made at once, so that it takes part.
  const rule = { ...spaceRule, reserve: { ...spaceRule.reserve, bytes: 65_536 } }
  return startTestCore({ log: quiet, spaceRule: rule, firstSpaceLookAfter: 5, firstBackupAfter: 3_600_000, renderPdf: () => Promise.resolve(new TextEncoder().encode('%PDF')) }, folders)
}

function pick<T>(values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T
}

function pickFailure(): Failure {
  const kinds = random() < 0.4 ? allKinds : pick(Object.values(failingKinds))
  // Of renames, truncations and removals there are few in a person's work, of writes and syncs many.
  const reach = (kinds & (failingKinds.write | failingKinds.sync)) === 0 ? 5 : 40
  return {
    nth: 1 + Math.floor(random() ** 2 * reach),
    forEver: random() < 0.5,
    error: pick(Object.values(failingErrors)),
    kinds,
    torn: random() < 0.3,
  }
}

/** A few steps of a person's work, each of which may be refused. */
async function work(failure: Failure, wrong: string[]): Promise<void> {
  let opened = true
  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    entry: async () => {
      confirmed.push((await add('entry')).id)
    },
    entries: async () => {
      for (let number = 0; number < 6; number += 1) confirmed.push((await add('x'.repeat(Math.floor(random() * 1800) + 1))).id)
    },
    attachment: () => attach(),
    inspection: () => lookAt(),
    backup: () => core.job(core.api.call('backups.make', { place: null })),
    export: () => carryOut(),
    read: () => core.api.call('incidents.get', { incident }),
    reopen: async () => {
      core = await restarted(core)
      opened = false
      await core.api.call('store.open', { passphrase: testPassphrase })
      opened = true
    },
  }
  const fewKinds = (failure.kinds & (failingKinds.write | failingKinds.sync)) === 0
  const names = fewKinds ? ['entry', 'backup', 'export', 'reopen'] : ['entry', 'entry', 'entries', 'attachment', 'inspection', 'backup', 'export', 'read', 'reopen']
  for (let number = 2 + Math.floor(random() * 5); number > 0; number -= 1) {
    const name = pick(names)
    try {
      await steps[name]?.()
    } catch (error) {
      const code = error instanceof CallError ? error.code : String(error)
      const isFitting = fitting.some((one) => one === code) || (!opened && afterClosing.some((one) => one === code))
      if (!isFitting) wrong.push(`${name} was refused with ${code}`)
      // Reading needs no disk that takes anything.
      if (name === 'read' && opened) wrong.push(`reading was refused with ${code}`)
    }
  }
}

function add(text: string) {
  return core.api.call('chronology.add', { incident, instant: Date.now(), text, important: false, source: 'io' })
}

async function attach(): Promise<void> {
  const bytes = Buffer.alloc(30_000, Math.floor(random() * 256))
  const { file } = await core.api.call('files.begin', { name: 'log.bin', mediaType: 'application/octet-stream', size: bytes.length, purpose: 'attachment' })
  await core.api.call('files.append', { file, index: 0, bytes: bytes.toString('base64') })
  await core.api.call('files.finish', { file })
  await core.api.call('attachments.add', { incident, file, note: '' })
}

/** Takes in a file that is only looked at: it goes to the scratch file. */
async function lookAt(): Promise<void> {
  const bytes = Buffer.alloc(200_000, 1)
  const { file } = await core.api.call('files.begin', { name: 'x.zip', mediaType: 'application/zip', size: bytes.length, purpose: 'inspection' })
  await core.api.call('files.append', { file, index: 0, bytes: bytes.toString('base64') })
  await core.api.call('files.finish', { file })
  await core.api.call('files.read', { file, index: 0 })
  await core.api.call('files.drop', { file })
}

async function carryOut(): Promise<void> {
  const { places } = await core.api.call('places.list', {})
  const place = places.find(({ kind }) => kind === 'folder')
  await core.job(core.api.call('transfers.export', { release: release.id, place: place?.id ?? '', reason: '' }))
  if (wrongFinals(folders.exports, release, 'all').length > 0) throw new Error('success was told and the files are not all there')
}

async function restarted(running: TestCore): Promise<TestCore> {
  await running.stop()
  return startCore()
}

/** What must hold once the disk takes everything again. */
async function inspect(wrong: string[], number: number): Promise<void> {
  if ((await core.api.call('store.status', {})).state !== 'open') {
    const refusal = await core.api.call('store.open', { passphrase: testPassphrase }).then(() => null, codeOf)
    if (refusal !== null) wrong.push(`the record does not open any more: ${refusal}`)
  } else if ((await core.api.call('store.status', {})).who.person === null) await core.api.call('store.open', { passphrase: testPassphrase })
  if (!(await resumes())) wrong.push('writing did not resume without a restart')
  await expectConfirmed(wrong, 'running')
  core = await restarted(core)
  const refusal = await core.api.call('store.open', { passphrase: testPassphrase }).then(() => null, codeOf)
  if (refusal !== null) wrong.push(`the record does not open after a restart: ${refusal}`)
  await expectConfirmed(wrong, 'after a restart')
  if (wrong.length > 0 || number % 10 === 0) {
    const check = (await core.job(core.api.call('audit.check', {}))) as { readonly intact: boolean; readonly fault: string | null }
    if (!check.intact) wrong.push(`the record is not intact: ${String(check.fault)}`)
  }
  wrong.push(...wrongFinals(folders.exports, release, 'some'), ...wrongBackups())
  rmSync(folders.exports, { recursive: true, force: true })
}

async function resumes(): Promise<boolean> {
  for (const end = performance.now() + 20_000; performance.now() < end; await wait(20)) {
    const added = await add('resumed').catch(() => null)
    if (added === null) continue
    confirmed.push(added.id)
    return true
  }
  return false
}

async function expectConfirmed(wrong: string[], when: string): Promise<void> {
  const there = await core.api.call('incidents.get', { incident }).then(({ chronology }) => new Set(chronology.map(({ id }) => id)), codeOf)
  if (typeof there === 'string') wrong.push(`${when} reading is refused with ${there}`)
  else {
    const lost = confirmed.filter((id) => !there.has(id)).length
    if (lost > 0) wrong.push(`${when} ${String(lost)} confirmed entries are lost`)
  }
}

/** A backup that has its name is the one that was verified. */
function wrongBackups(): string[] {
  const { backups } = layoutOf(folders.store)
  if (!existsSync(backups)) return []
  const wrong = readdirSync(backups)
    .filter((name) => !name.endsWith('.part'))
    .filter((name) => {
      const backup = readBackup(join(backups, name))
      return backup === null || !isUnchanged(backup)
    })
    .map((name) => `backup ${name} has its name and is not whole`)
  rmSync(backups, { recursive: true, force: true })
  return wrong
}

function codeOf(error: unknown): string {
  return error instanceof CallError ? error.code : String(error)
}

