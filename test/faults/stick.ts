import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CallError } from '../../shared/contract/client.ts'
import type { ErrorCode } from '../../shared/contract/error.ts'
import { makeTestFolders, startTestCore, type TestCore } from '../support/in-process.ts'
import { chance } from './chance.ts'
import { cannotCutPower, makePowerCutter } from './power-cutter.ts'
import { makeEvidence, wrongFinals, type CarriedRelease } from './released-report.ts'
import type { FaultRow } from './row.ts'
import { cannotMake, makeVolume, type Volume, type VolumeKind } from './volume.ts'

/** What a person may be told when the stick was pulled. */
const fitting: readonly ErrorCode[] = ['place-removed', 'place-missing', 'place-read-only', 'place-full', 'file-unreadable']
/** Large enough that the pull falls into every step of the export. */
const evidenceSize = 4 * 1_048_576

/** Pulls that one stick goes through. */
const pullsPerStick = 25

/** Takes the stick away after so many milliseconds. @returns when it is gone. */
type Pull = (volume: Volume, milliseconds: number) => Promise<unknown>

const property = 'pulled during an export: no final name without its whole content, no success told that is not on the stick, the attempt is logged, the program goes on'

/** A stick with ext4, shut down without its journal. */
export const stickRow: FaultRow = {
  name: 'stick',
  property: `a stick (ext4, shut down without its journal) ${property}`,
  count: 200,
  tenth: 10,
  cannot: cannotCutPower,
  async run(count, seed) {
    const cutter = makePowerCutter()
    try {
      return await pullAgainAndAgain('ext4', count, seed, (volume, milliseconds) => cutter.cut(volume.path, milliseconds * 1_000))
    } finally {
      cutter.remove()
    }
  },
}

/** A stick with exFAT, whose program in user space is killed. */
export const stickExfatRow: FaultRow = {
  name: 'stick-exfat',
  property: `a stick (exFAT in user space, its program killed) ${property}`,
  count: 200,
  tenth: 10,
  cannot: () => cannotMake('exfat'),
  run: (count, seed) =>
    pullAgainAndAgain('exfat', count, seed, async (volume, milliseconds) => {
      await wait(milliseconds)
      volume.killServer()
    }),
}

async function pullAgainAndAgain(kind: VolumeKind, count: number, seed: number, pull: Pull): Promise<string[]> {
  const random = chance(seed)
  const wrong: string[] = []
  const folders = makeTestFolders()
  let volume = makeVolume(kind, '32M', folders.stick)
  const core = startTestCore({ log: { fault: () => 'log', note: () => undefined }, renderPdf: () => Promise.resolve(new TextEncoder().encode('%PDF')) }, folders)
  try {
    const { site } = await core.create()
    const release = await makeEvidence(core, site, evidenceSize)
    // How long an export takes here, so that the pull falls into it.
    let whole = Infinity
    for (let time = 0; time < 3; time += 1) {
      const began = performance.now()
      const first = await carryOut(core, release)
      if (first !== 'done') return [`the export to a stick that stays in was refused with ${first}`]
      whole = Math.min(whole, performance.now() - began)
      clear(volume)
    }
    let refused = 0
    for (let round = 0; round < count; round += 1) {
      // What a pull leaves behind without a name is never cleared away: in the end there would be no room.
      if (round % pullsPerStick === pullsPerStick - 1) {
        volume.remove()
        volume = makeVolume(kind, '32M', folders.stick)
      }
      // Now and then the leftovers of the last pull are still there, and sometimes the whole export.
      if (random() < 0.7) clear(volume)
      const logged = (await core.api.call('transfers.list', {})).transfers.length
      const pulled = pull(volume, random() * whole)
      const told = await carryOut(core, release)
      await pulled
      volume.unmount()
      volume.mount()
      if (told !== 'done') refused += 1
      if (told !== 'done' && !fitting.some((code) => code === told)) wrong.push(`pull ${String(round)}: refused with ${told}`)
      for (const line of wrongFinals(volume.path, release, told === 'done' ? 'all' : 'some')) wrong.push(`pull ${String(round)}: ${told}, and ${line}`)
      // A stick that is gone before the export begins is no attempt yet.
      if ((await core.api.call('transfers.list', {})).transfers.length !== logged + 1 && told !== 'place-missing') wrong.push(`pull ${String(round)}: the attempt is not logged`)
    }
    if (refused < count / 8) wrong.push(`only ${String(refused)} of ${String(count)} pulls fell into an export: too little was tested`)
    clear(volume)
    const again = await carryOut(core, release)
    if (again !== 'done') wrong.push(`at the end an export was refused with ${again}`)
    return wrong
  } finally {
    await core.stop()
    volume.remove()
    folders.remove()
  }
}

function clear(volume: Volume): void {
  for (const name of readdirSync(volume.path)) if (name !== 'lost+found') rmSync(join(volume.path, name), { force: true })
}

async function carryOut(core: TestCore, release: CarriedRelease): Promise<string> {
  try {
    const { places } = await core.api.call('places.list', {})
    const place = places.find(({ label }) => label === 'STICK')
    await core.job(core.api.call('transfers.export', { release: release.id, place: place?.id ?? 'none', reason: '' }))
    return 'done'
  } catch (error) {
    return error instanceof CallError ? error.code : String(error)
  }
}
