import { join } from 'node:path'
import { hrtime } from 'node:process'
import { checkChain } from '../../db/check.ts'
import type { OpenStore } from '../../electron/core/store-opening.ts'
import { newStore, reopen, storePorts, writeOne } from '../support/store-fixture.ts'
import { chance } from './chance.ts'
import { cannotCutPower, makePowerCutter, type PowerCutter } from './power-cutter.ts'
import type { FaultRow } from './row.ts'
import { makeVolume, type Volume } from './volume.ts'

/** Cuts of the control at most: with synchronous=NORMAL one of them must lose something. */
const controlCuts = 25

/** Power cut while the store acknowledges writes. */
export const powerRow: FaultRow = {
  name: 'power',
  property: 'power cut during acknowledged writes (ext4, shut down without its journal): nothing acknowledged is lost, the chain is intact; with synchronous=NORMAL the same cut loses',
  count: 200,
  cannot: cannotCutPower,
  async run(count, seed) {
    const random = chance(seed)
    const wrong: string[] = []
    const cutter = makePowerCutter()
    try {
      await cutAgainAndAgain(count, random, cutter, 'FULL', (cut, fault) => {
        if (fault !== null) wrong.push(`cut ${String(cut)}: ${fault}`)
        return true
      })
      let lost = false
      await cutAgainAndAgain(controlCuts, random, cutter, 'NORMAL', (_cut, fault) => {
        lost = fault !== null
        return !lost
      })
      if (!lost) wrong.push(`the control lost nothing in ${String(controlCuts)} cuts: this test could not have seen a loss`)
    } finally {
      cutter.remove()
    }
    return wrong
  },
}

/** @param seen told what each cut did; `false` ends it. */
async function cutAgainAndAgain(
  count: number,
  random: () => number,
  cutter: PowerCutter,
  synchronous: 'FULL' | 'NORMAL',
  seen: (cut: number, fault: string | null) => boolean,
): Promise<void> {
  for (let cut = 0; cut < count; ) {
    // A new volume now and then: a store that grows for ever would test growing, not cutting.
    const volume = makeVolume('ext4', '64M')
    try {
      const store = join(volume.path, 'store')
      const { open } = await newStore(store)
      open.close()
      for (let round = 0; round < 20 && cut < count; round += 1, cut += 1) {
        if (!seen(cut, await oneCut({ volume, store, cutter, synchronous, delay: 1_000 + random() * 100_000 }))) return
      }
    } finally {
      volume.remove()
    }
  }
}

interface Cut {
  readonly volume: Volume
  readonly store: string
  readonly cutter: PowerCutter
  readonly synchronous: 'FULL' | 'NORMAL'
  /** Microseconds of writing. */
  readonly delay: number
}

/** @returns what was lost, or `null`. */
async function oneCut({ volume, store, cutter, synchronous, delay }: Cut): Promise<string | null> {
  const writing = await reopen(store)
  const before = writing.head().sequence
  writeOne(writing, storePorts(), 'first', 'the driver shows its real level after a write')
  if (synchronous === 'NORMAL') writing.record.connection.pragma('synchronous = NORMAL')
  const cut = cutter.cut(volume.path, delay)
  const answers = writeUntilItFails(writing)
  const cutAt = await cut
  const acknowledged = before + 1 + answers.filter((at) => at < cutAt).length
  writing.close()
  volume.unmount()
  volume.mount()
  return inspect(store, acknowledged)
}

/** @returns when each write came back without an error, in nanoseconds. */
function writeUntilItFails(open: OpenStore): bigint[] {
  const ports = storePorts()
  const answers: bigint[] = []
  const end = performance.now() + 10_000
  while (performance.now() < end) {
    const number = answers.length
    try {
      writeOne(open, ports, `key ${String(number % 50)}`, 'x'.repeat((number * 37) % 3000))
    } catch {
      return answers
    }
    answers.push(hrtime.bigint())
  }
  throw new Error('the power was never cut')
}

/** Opens what the cut left. */
async function inspect(store: string, acknowledged: number): Promise<string | null> {
  let open: OpenStore
  try {
    open = await reopen(store)
  } catch (error) {
    return `does not open: ${String(error)}`
  }
  try {
    const { sequence } = open.head()
    if (sequence < acknowledged) return `${String(acknowledged - sequence)} acknowledged writes are lost`
    const chain = checkChain(open.record.connection, storePorts().hash, { progress: () => undefined, check: () => undefined })
    return chain.intact ? null : `the chain is broken: ${JSON.stringify(chain.fault)}`
  } finally {
    open.close()
  }
}
