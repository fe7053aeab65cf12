import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { displayText, isoText } from '../../../shared/clock/time-text.ts'
import { parseDemoCase, type DemoCase } from '../../../shared/demo/demo-case.ts'
import { isGenuine } from '../../../shared/package/verdict.ts'
import { verifyPackage } from '../../../shared/package/verify.ts'
import { openFileSource } from '../../core/byte-source.ts'
import { shippedAssetsFolder } from '../../core/core-thread.ts'
import { nodeEd25519, nodeHash, nodeInflate } from '../../core/crypto.ts'
import { startInProcess } from '../../core/in-process.ts'
import { exitCodes, type Command, type Output } from '../command.ts'
import { playCase, type PlayedCase } from '../demo/play-case.ts'
import { scriptedClock } from '../demo/scripted-clock.ts'
import { sha256sumVerifies, sshKeygenVerifies, unpack, type ToolAnswer } from '../demo/stock-tools.ts'

/** The main job from end to end, without a window and without questions. */
export const demoCommand: Command = {
  name: 'demo',
  usage: 'demo [--out DIR] [--language en|de]',
  summary: 'plays a public incident on a demo waterworks: three reports released, submitted, carried out and verified',
  async run(argv, output) {
    const wanted = readArguments(argv, output)
    if (wanted === null) return exitCodes.usage
    const work = mkdtempSync(join(tmpdir(), 'cofferdam-demo-'))
    try {
      return await play(wanted.out, wanted.language, work, output)
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  },
}

interface Wanted {
  readonly out: string
  readonly language: 'en' | 'de'
}

function readArguments(argv: readonly string[], output: Output): Wanted | null {
  try {
    const { values } = parseArgs({ args: [...argv], strict: true, options: { out: { type: 'string' }, language: { type: 'string' } } })
    const { out = 'out', language = 'en' } = values
    if (language === 'en' || language === 'de') return { out: resolve(out), language }
    output.complain('The language is en or de.')
  } catch (error) {
    output.complain(error instanceof Error ? error.message : 'The command line was not understood.')
  }
  return null
}

async function play(out: string, language: 'en' | 'de', work: string, output: Output): Promise<number> {
  const tell = (step: string, what: string, value: string): void => {
    output.line(`demo ${step} ${what} ${value}`)
  }
  const assetsFolder = shippedAssetsFolder()
  const demo = parseDemoCase(readFileSync(join(assetsFolder, 'demo', 'ransomware-2019.json'), 'utf8'))
  clearEarlierDemo(out)
  mkdirSync(out, { recursive: true })
  const clock = scriptedClock(demo.zone, demo.foundedAt)
  const core = startInProcess(
    { storeFolder: join(work, 'store'), assetsFolder, exportFolders: [out], mediaRoots: [], faultDetail: true },
    { clock },
  )
  let played: PlayedCase
  try {
    played = await playCase(demo, { client: core.client(), goTo: clock.goTo, tell, language })
  } finally {
    await core.stop()
  }
  tellDeadlines(played, demo, language, tell)
  const anchor = join(out, 'anchor')
  writeFileSync(anchor, `${played.anchor}\n`)
  tell('key-card', 'anchor', anchor)
  const good = played.releases.map((release) => checkPackage(join(out, `${release.name}.zip`), anchor, work, tell))
  tell('end', good.every(Boolean) ? 'all-genuine' : 'FAILED', out)
  return good.every(Boolean) ? exitCodes.good : exitCodes.bad
}

/** Results of an earlier run would lie under another entity's key; only what a demo itself wrote is taken away. */
function clearEarlierDemo(out: string): void {
  if (!existsSync(join(out, 'anchor'))) return
  for (const name of readdirSync(out)) {
    if (name === 'anchor' || /^[A-Z]{2}_[a-z2-7]{10}_.*\.(zip|zip\.sig|pdf)$/.test(name)) rmSync(join(out, name))
  }
}

function tellDeadlines(played: PlayedCase, demo: DemoCase, language: string, tell: (step: string, what: string, value: string) => void): void {
  for (const deadline of played.incident.deadlines) {
    if (deadline.state === 'not-applicable') continue
    tell('deadline', `${deadline.stage} ${deadline.state}`, `${isoText(deadline.due, demo.zone)} (${displayText(deadline.due, demo.zone, language)}; ${deadline.source.title}, Art ${deadline.source.article})`)
  }
}

function checkPackage(zip: string, anchor: string, work: string, tell: (step: string, what: string, value: string) => void): boolean {
  const source = openFileSource(zip)
  const trust = { anchors: [readFileSync(anchor, 'utf8')], received: null, after: null, fileName: basename(zip) }
  const verdict = verifyPackage(source, trust, Date.now(), { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate })
  source.close()
  const kind = verdict.kind === null ? '' : `${verdict.kind.toUpperCase()} `
  tell('verify', `cofferdam ${kind}${verdict.code}`, zip)
  const folder = mkdtempSync(join(work, 'unpacked-'))
  unpack(zip, folder)
  const answers: [string, ToolAnswer][] = [
    ['ssh-keygen', sshKeygenVerifies(folder, anchor, verdict.signer?.principal ?? '')],
    ['sha256sum', sha256sumVerifies(folder)],
  ]
  for (const [tool, answer] of answers) tell('verify', answer === 'not-run' ? `not-run: ${tool}` : `${tool} ${answer}`, zip)
  return isGenuine(verdict.code) && answers.every(([, answer]) => answer !== 'FAILED')
}
