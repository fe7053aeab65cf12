import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { playCase } from '../../electron/cli/demo/play-case.ts'
import { shippedAssetsFolder } from '../../electron/core/core-thread.ts'
import { parseDemoCase } from '../../shared/demo/demo-case.ts'
import { fixedClock, fixedIds, fixedRandom } from '../support/fixed-ports.ts'
import { makeTestFolders, startTestCore, type TestCore, type TestFolders } from '../support/in-process.ts'

const demo = parseDemoCase(readFileSync(join(shippedAssetsFolder(), 'demo', 'ransomware-2019.json'), 'utf8'))
const running: TestCore[] = []

afterEach(async () => {
  const cores = running.splice(0)
  // Two of them may share folders: nobody's are removed while another still writes there.
  for (const core of cores) await core.stop()
  for (const core of cores) await core.remove()
})

/** Ports that leave nothing to chance: clock with boot id and uptime, ids, random bytes (and so all keys), version. */
function fixedPorts() {
  const clock = fixedClock(demo.foundedAt)
  return { clock, random: fixedRandom('same'), ids: fixedIds('same'), productVersion: '9.9.9' }
}

async function play(folders?: TestFolders): Promise<{ core: TestCore; names: string[] }> {
  const ports = fixedPorts()
  const core = startTestCore(ports, folders)
  running.push(core)
  const played = await playCase(demo, { client: core.api, goTo: (at) => { ports.clock.goTo(at) }, tell: () => undefined, language: 'en' })
  return { core, names: played.releases.map((release) => release.name) }
}

function sums(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]))
}

describe('a release', () => {
  it('is the same to the last byte when everything that could differ is fixed', async () => {
    // The name of the place is in the record, and so in the audit head that a package carries: both runs use one folder in turn.
    const folders = makeTestFolders()
    const first = await play(folders)
    const before = sums(folders.exports)
    await first.core.stop()
    rmSync(folders.exports, { recursive: true })
    rmSync(folders.store, { recursive: true })
    const second = await play(folders)
    expect(second.names).toEqual(first.names)
    expect(sums(folders.exports)).toEqual(before)
    expect(Object.keys(before)).toHaveLength(9)
  }, 60_000)

  it('is carried out again to the same bytes by a program that renders differently', async () => {
    const { core, names } = await play()
    const before = sums(core.folders.exports)
    await core.stop()
    const folders = { ...makeTestFolders(), store: core.folders.store }
    const renderer = { calls: 0 }
    const later = startTestCore(
      {
        ...fixedPorts(),
        renderPdf: () => {
          renderer.calls += 1
          return Promise.resolve(new TextEncoder().encode('another library'))
        },
      },
      folders,
    )
    running.push(later)
    await later.api.call('store.open', { passphrase: 'demo waterworks, not a secret' })
    const { incidents } = await later.api.call('incidents.list', {})
    const view = await later.api.call('incidents.get', { incident: incidents[0]?.incident.id ?? '' })
    const { places } = await later.api.call('places.list', {})
    const place = places.find((candidate) => candidate.kind === 'folder')?.id ?? ''
    for (const release of view.releases) await later.job(later.api.call('transfers.export', { release: release.id, place, reason: '' }))
    expect(view.releases.map((release) => release.name)).toEqual(names)
    expect(sums(folders.exports)).toEqual(before)
    expect(renderer.calls).toBe(0)
    // The other renderer is really in place: a new release uses it.
    const [release] = view.releases
    const correction = { incident: view.incident.id, stage: 'early-warning' as const, recipient: release?.recipient ?? '', language: 'en' as const, tlp: 'amber' as const, reason: 'typing error' }
    await later.api.call('reports.release', correction)
    expect(renderer.calls).toBe(1)
  }, 60_000)
})
