import { readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { playCase } from '../../electron/cli/demo/play-case.ts'
import { shippedAssetsFolder } from '../../electron/core/core-thread.ts'
import { finishJob } from '../../electron/core/in-process.ts'
import { parseDemoCase } from '../../shared/demo/demo-case.ts'
import { startLocalHost } from '../support/local-host.ts'

/**
 * The main job over the real local host in a process of its own: a new record, an incident, three reports released and carried to a
 * folder, one of them verified, the record closed. Ends with exit code 0 when all of it worked and no process reached for a network.
 */
const from = existsSync(fileURLToPath(new URL('../../dist/local/main.mjs', import.meta.url))) ? 'built' : 'source'
const host = await startLocalHost({ from })
try {
  const { api } = await host.connect()
  const demo = parseDemoCase(readFileSync(join(shippedAssetsFolder(), 'demo', 'ransomware-2019.json'), 'utf8'))
  const { releases } = await playCase(demo, { client: api, goTo: () => undefined, tell: () => undefined, language: 'en' })
  const [release] = releases
  if (release === undefined || releases.length !== 3) throw new Error('three reports were expected')

  const zip = readFileSync(join(host.folders.exports, `${release.name}.zip`))
  const { file } = await api.call('files.begin', { name: `${release.name}.zip`, mediaType: 'application/zip', size: zip.length, purpose: 'inspection' })
  await api.call('files.append', { file, index: 0, bytes: zip.toString('base64') })
  await api.call('files.finish', { file })
  const verdict = await finishJob(api, (await api.call('packages.verify', { file, anchors: '', remember: false })).jobId)
  const code = (verdict as { readonly code: string }).code
  if (code !== 'genuine') throw new Error(`the verdict was ${code}`)

  const exitCode = await host.stop()
  if (exitCode !== 0) throw new Error(`the local host ended with ${String(exitCode)}`)
  if (host.complaints() !== '') throw new Error(host.complaints())
  process.stdout.write(`scripted path over the ${from} host: ${String(releases.length)} reports, ${code}\n`)
} finally {
  await host.remove()
}
