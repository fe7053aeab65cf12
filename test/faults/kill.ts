import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { finishJob } from '../../electron/core/in-process.ts'
import { openStore } from '../../electron/core/store-session.ts'
import { placeIn, storePorts } from '../support/store-fixture.ts'
import { makeTestFolders, startTestCore, testPassphrase, type TestFolders } from '../support/in-process.ts'
import { chance } from './chance.ts'
import type { FaultRow } from './row.ts'

const child = fileURLToPath(new URL('kill-child.ts', import.meta.url))

/** Kills that one store goes through. */
const cutsPerStore = 50

/** SIGKILL while commands are being acknowledged. */
export const killRow: FaultRow = {
  name: 'kill',
  property: 'SIGKILL during acknowledged writes: nothing acknowledged is lost, the record is intact, synchronous reads 2',
  count: 1000,
  tenth: 25,
  cannot: () => null,
  async run(count, seed) {
    const random = chance(seed)
    const wrong: string[] = []
    for (let cut = 0; cut < count; cut += cutsPerStore) {
      await cutOneStore(cut, Math.min(cutsPerStore, count - cut), random, wrong)
    }
    return wrong
  },
}

/** Kills the writers of one store. A store that grew through all cuts would test growing, not killing. */
async function cutOneStore(first: number, count: number, random: () => number, wrong: string[]): Promise<void> {
  const folders = makeTestFolders()
  try {
    const incident = await makeIncident(folders)
    const acknowledged: string[] = []
    for (let cut = first; cut < first + count; cut += 1) {
      acknowledged.push(...(await writeUntilKilled(folders, incident, Math.floor(random() * 60))))
      const fault = await inspect(folders, incident, acknowledged)
      if (fault !== null) wrong.push(`cut ${String(cut)}: ${fault}`)
    }
    if (acknowledged.length < count) wrong.push(`only ${String(acknowledged.length)} writes were acknowledged before ${String(count)} kills: too little was tested`)
  } finally {
    folders.remove()
  }
}

async function makeIncident(folders: TestFolders): Promise<string> {
  const core = startTestCore({}, folders)
  const { site } = await core.create()
  const { id } = await core.api.call('incidents.record', { site, title: 'Kill', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await core.stop()
  return id
}

/** Starts a process that writes, lets it acknowledge something, and kills it. @returns the ids it acknowledged. */
async function writeUntilKilled(folders: TestFolders, incident: string, delay: number): Promise<string[]> {
  const writer = spawn(process.execPath, [child, JSON.stringify(folders), incident], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  const ended = new Promise<void>((resolve) => writer.on('close', () => { resolve() }))
  const writing = new Promise<void>((resolve) => {
    writer.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('\n')) resolve()
    })
  })
  await Promise.race([writing, ended])
  await wait(delay)
  writer.kill('SIGKILL')
  await ended
  // The last line may be torn by the kill; what is whole was acknowledged before it was printed.
  return said.split('\n').slice(0, -1)
}

/** Opens the store as the next start does. @returns what is wrong, or `null`. */
async function inspect(folders: TestFolders, incident: string, acknowledged: readonly string[]): Promise<string | null> {
  const core = startTestCore({}, folders)
  try {
    await core.api.call('store.open', { passphrase: testPassphrase })
    const { chronology } = await core.api.call('incidents.get', { incident })
    const there = new Set(chronology.map((entry) => entry.id))
    const lost = acknowledged.filter((id) => !there.has(id))
    if (lost.length > 0) return `${String(lost.length)} acknowledged entries are lost`
    const { jobId } = await core.api.call('audit.check', {})
    const check = (await finishJob(core.api, jobId)) as { intact: boolean; fault: string | null }
    if (!check.intact) return `the record is not intact: ${String(check.fault)}`
  } catch (error) {
    return String(error)
  } finally {
    await core.stop()
  }
  return synchronous(folders)
}

async function synchronous(folders: TestFolders): Promise<string | null> {
  const { open } = await openStore(placeIn(folders.store), testPassphrase, storePorts())
  const level = open.record.connection.pragma('synchronous', { simple: true })
  open.close()
  return level === 2 ? null : `synchronous reads ${String(level)}`
}
