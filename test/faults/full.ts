import { closeSync, openSync, rmSync, statSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CallError } from '../../shared/contract/client.ts'
import { spaceRule, type SpaceRule } from '../../shared/space/space-rule.ts'
import { layoutOf } from '../../electron/core/store-place.ts'
import { makeTestFolders, startTestCore, testPassphrase, type TestCore, type TestFolders } from '../support/in-process.ts'
import { chance } from './chance.ts'
import type { FaultRow } from './row.ts'
import { cannotMake, makeVolume } from './volume.ts'

const mebibyte = 1_048_576
const reserve = mebibyte / 4
/** The product's rule on a disk of 24 MiB. */
const smallRule: SpaceRule = {
  warnBelow: { ...spaceRule.warnBelow, bytes: 8 * mebibyte },
  refuseBelow: { ...spaceRule.refuseBelow, bytes: 4 * mebibyte },
  reserve: { ...spaceRule.reserve, bytes: reserve },
}

/** A small disk that is filled while the record is written. */
export const fullRow: FaultRow = {
  name: 'full',
  property: 'a disk filled to a random degree while writing: reading goes on, refusals say that the disk is full, writing resumes without a restart when there is room, nothing confirmed is lost',
  count: 200,
  cannot: () => cannotMake('tmpfs'),
  async run(count, seed) {
    const random = chance(seed)
    const wrong: string[] = []
    const seen = { refused: 0, reserveUsed: 0 }
    for (let done = 0; done < count; done += 20) {
      const volume = makeVolume('tmpfs', '24M')
      try {
        const folders = makeTestFolders(join(volume.path, 'test'))
        await fillOneStore(folders, Math.min(20, count - done), random, seen, (line) => wrong.push(`round ${String(done)}+${line}`))
      } finally {
        volume.remove()
      }
    }
    if (seen.refused < count / 4) wrong.push(`only ${String(seen.refused)} of ${String(count)} disks were ever so full that a write was refused`)
    if (seen.reserveUsed < count / 4) wrong.push(`only ${String(seen.reserveUsed)} of ${String(count)} fillings used the reserve`)
    return wrong
  },
}

interface Seen {
  refused: number
  reserveUsed: number
}

async function fillOneStore(folders: TestFolders, count: number, random: () => number, seen: Seen, report: (line: string) => void): Promise<void> {
  const options = { spaceRule: smallRule, firstSpaceLookAfter: 20, log: { fault: () => 'log', note: () => undefined } }
  let core = startTestCore(options, folders)
  const { site } = await core.create()
  const { id: incident } = await core.api.call('incidents.record', { site, title: 'Full', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  const confirmed: string[] = []
  const ballast = layoutOf(folders.store).ballast
  try {
    for (let round = 0; round < count; round += 1) {
      await waitUntil(() => statSync(ballast, { throwIfNoEntry: false })?.size === reserve, core)
      const filler = join(folders.root, 'filler')
      // From more room than is needed down to none at all, to the byte.
      fill(filler, folders.root, Math.floor(random() ** 2 * mebibyte))
      let refused: unknown = null
      for (let number = Math.floor(random() * 150); number >= 0 && refused === null; number -= 1) {
        try {
          confirmed.push(await add(core, incident, 'x'.repeat(Math.floor(random() * 1500))))
        } catch (error) {
          refused = error
        }
      }
      if (!statSync(ballast, { throwIfNoEntry: false })) seen.reserveUsed += 1
      if (refused !== null) {
        seen.refused += 1
        if (codeOf(refused) !== 'store-full') report(`${String(round)}: refused with ${codeOf(refused)}`)
        const { level, writing } = await core.api.call('space.look', {})
        if (level !== 'full' || (writing !== null && writing !== 'store-full')) report(`${String(round)}: the disk is full and the core says ${level}, ${String(writing)}`)
      }
      const early = await lost(core, incident, confirmed)
      if (early !== null) report(`${String(round)}: on the full disk ${early}`)
      const file = await core.api.call('files.begin', { name: 'a', mediaType: 'text/plain', size: 1, purpose: 'attachment' }).catch(codeOf)
      if (file !== 'space-low') report(`${String(round)}: an attachment was not refused: ${JSON.stringify(file)}`)
      if (random() < 0.3) {
        // Closed in order while the disk is full, or opened again on it.
        core = await core.restart()
        const opened = await core.api.call('store.open', { passphrase: testPassphrase }).catch(codeOf)
        if (typeof opened === 'string' && opened !== 'store-full') report(`${String(round)}: opening on a full disk: ${opened}`)
      }
      rmSync(filler, { force: true })
      if (!(await core.api.call('store.status', {})).who.person) await core.api.call('store.open', { passphrase: testPassphrase })
      const resumed = await addWithin(core, incident, 20_000)
      if (resumed === null) report(`${String(round)}: writing did not resume`)
      else confirmed.push(resumed)
    }
    core = await core.restart()
    await core.api.call('store.open', { passphrase: testPassphrase })
    const late = await lost(core, incident, confirmed)
    if (late !== null) report(`end: ${late}`)
    const check = (await core.job(core.api.call('audit.check', {}))) as { readonly intact: boolean; readonly fault: string | null }
    if (!check.intact) report(`end: the record is not intact: ${String(check.fault)}`)
  } finally {
    await core.stop()
  }
}

async function add(core: TestCore, incident: string, text: string): Promise<string> {
  return (await core.api.call('chronology.add', { incident, instant: Date.now(), text: `entry ${text}`, important: false, source: 'full' })).id
}

/** @returns the id of the first entry that is taken within so many milliseconds, or `null`. */
async function addWithin(core: TestCore, incident: string, milliseconds: number): Promise<string | null> {
  for (const end = performance.now() + milliseconds; performance.now() < end; await wait(50)) {
    const id = await add(core, incident, 'again').catch(() => null)
    if (id !== null) return id
  }
  return null
}

async function lost(core: TestCore, incident: string, confirmed: readonly string[]): Promise<string | null> {
  try {
    const there = new Set((await core.api.call('incidents.get', { incident })).chronology.map((entry) => entry.id))
    const missing = confirmed.filter((id) => !there.has(id)).length
    return missing === 0 ? null : `${String(missing)} confirmed entries are missing`
  } catch (error) {
    // The store could not be opened here; the end of the round looks again.
    return codeOf(error) === 'store-closed' || codeOf(error) === 'not-permitted' ? null : `reading is refused with ${codeOf(error)}`
  }
}

async function waitUntil(done: () => boolean, core: TestCore): Promise<void> {
  for (const end = performance.now() + 20_000; !done(); await wait(20)) {
    // Each look makes the reserve where there is room again.
    await core.api.call('space.look', {})
    if (performance.now() > end) throw new Error('the reserve was never made')
  }
}

/** Fills the disk until so many bytes are left. */
function fill(path: string, folder: string, leave: number): void {
  const handle = openSync(path, 'w')
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(folder)
      const size = Math.min(1_048_576, bavail * bsize - leave)
      if (size <= 0 || writeSync(handle, Buffer.alloc(size)) === 0) return
    }
  } catch {
    // Full.
  } finally {
    closeSync(handle)
  }
}

function codeOf(error: unknown): string {
  return error instanceof CallError ? error.code : String(error)
}
