import { finishJob, startInProcess } from '../../electron/core/in-process.ts'
import { CallError, type Client } from '../../shared/contract/client.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import { makeTestFolders, testOptions, testPassphrase, type TestFolders } from '../support/in-process.ts'
import { startLocalHost } from '../support/local-host.ts'
import { tasksHere } from '../support/tasks-here.ts'
import { chance } from './chance.ts'
import { startQuietCore } from './plant-store.ts'
import type { FaultRow } from './row.ts'

/** How often the second instance is a whole program of its own; else it is a core in this process, which is quicker. */
const wholeProgramEvery = 10

/** A second instance while the first has the store open. */
export const instanceRow: FaultRow = {
  name: 'instance',
  property: 'a second instance (program or core) on a store that a local host has open is refused as locked or existing, the first goes on writing, nothing is damaged; when the first is killed the next one opens at once',
  count: 50,
  tenth: 10,
  cannot: () => null,
  async run(count, seed) {
    const random = chance(seed)
    const wrong: string[] = []
    const folders = makeTestFolders()
    const first = await startLocalHost({ folders })
    try {
      const { api } = await first.connect()
      const { recoveryKey, site } = await api.call('store.create', newStoreInput)
      const { id: incident } = await api.call('incidents.record', { site, title: 'Two', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
      const written: string[] = []
      const write = async (): Promise<void> => {
        const { id } = await api.call('chronology.add', { incident, instant: Date.now() - 1000, text: `entry ${String(written.length)}`, important: false, source: 'first' })
        written.push(id)
      }
      for (let number = 0; number < count; number += 1) {
        const [fault] = await Promise.all([tryBeside(folders, number % wholeProgramEvery === wholeProgramEvery - 1, recoveryKey, random), write()])
        if (fault !== null) wrong.push(`#${String(number)}: ${fault}`)
        await write()
      }
      first.process.kill('SIGKILL')
      await first.stop()
      const fault = await openAfter(folders, incident, written)
      if (fault !== null) wrong.push(`after the first was killed: ${fault}`)
    } catch (error) {
      wrong.push(`the first instance failed: ${String(error)} ${first.complaints()}`)
    } finally {
      await first.remove()
    }
    return wrong
  },
}

const newStoreInput = {
  passphrase: testPassphrase,
  name: 'Anna Berg',
  entityName: 'Wasserwerk Talau',
  siteName: 'Werk Nord',
  zone: 'Europe/Berlin',
  kind: 'real',
  language: 'en',
} as const

/** Starts a second instance on the same folder and tries to get at the record. @returns what is wrong, or `null`. */
async function tryBeside(folders: TestFolders, wholeProgram: boolean, recoveryKey: string, random: () => number): Promise<string | null> {
  if (!wholeProgram) {
    const core = startQuietCore(folders)
    try {
      return await tryDoors(core.client(), recoveryKey, random)
    } finally {
      await core.stop()
    }
  }
  const host = await startLocalHost({ folders })
  try {
    const { api } = await host.connect()
    return await tryDoors(api, recoveryKey, random)
  } finally {
    await host.stop()
  }
}

async function tryDoors(api: Client<AppContract>, recoveryKey: string, random: () => number): Promise<string | null> {
  const { state } = await api.call('store.status', {})
  if (state !== 'in-use') return `the status is ${state}`
  const doors: readonly (readonly [string, string, () => Promise<unknown>])[] = [
    ['store.open', 'store-locked', () => api.call('store.open', { passphrase: testPassphrase })],
    ['store.open with a wrong passphrase', 'store-locked', () => api.call('store.open', { passphrase: 'not the right passphrase' })],
    ['store.recover', 'store-locked', () => api.call('store.recover', { recoveryKey, passphrase: testPassphrase })],
    ['store.create', 'store-exists', () => api.call('store.create', newStoreInput)],
  ]
  const [name, expected, open] = doors[Math.floor(random() * doors.length)] ?? ['', '', () => Promise.resolve()]
  try {
    await open()
    return `${name} was let in`
  } catch (error) {
    const code = error instanceof CallError ? error.code : String(error)
    return code === expected ? null : `${name} answered ${code}`
  }
}

/** Opens the store as the next start does. @returns what is wrong, or `null`. */
async function openAfter(folders: TestFolders, incident: string, written: readonly string[]): Promise<string | null> {
  // With the product's own key derivation: the first instance was the product.
  const core = startInProcess({ ...testOptions(folders), faultDetail: false }, { tasks: tasksHere() })
  const api = core.client()
  try {
    await api.call('store.open', { passphrase: testPassphrase })
    const { chronology } = await api.call('incidents.get', { incident })
    const there = new Set(chronology.map(({ id }) => id))
    const lost = written.filter((id) => !there.has(id))
    if (lost.length > 0) return `${String(lost.length)} acknowledged entries are lost`
    const check = (await finishJob(api, (await api.call('audit.check', {})).jobId)) as { intact: boolean; fault: string | null }
    return check.intact ? null : `the record is not intact: ${String(check.fault)}`
  } catch (error) {
    return String(error)
  } finally {
    await core.stop()
  }
}
