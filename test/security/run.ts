import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getuid, platform } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { noNetworkPreload } from '../support/local-host.ts'

const help = `npm test runs this: node test/security/run.ts [--only ROW]

  preload    every way in which Node reaches for a network is noticed by the preload that the other rows trust
  no-network the main job under that preload: no connection, no bind, no datagram, no name beyond the loopback
  net-log    the screens in Chromium: its own account of its network names nothing but the loopback (Linux on x64)
  unshare    the same main job, and the same screens, with no network at all but the loopback (needs root, unshare and ip)
`

const root = fileURLToPath(new URL('../..', import.meta.url))
const scriptedPath = fileURLToPath(new URL('./scripted-path.ts', import.meta.url))
const browserPath = fileURLToPath(new URL('./offline-path.ts', import.meta.url))
/** What the preload ends a process with. */
const refusedExitCode = 97

/** Each reaches beyond the loopback in its own way; 192.0.2.1 and .invalid lead nowhere anywhere (RFC 5737, RFC 2606). */
const attempts: readonly string[] = [
  `require('node:net').connect(80, '192.0.2.1')`,
  `require('node:net').connect({ host: '192.0.2.1', port: 80 })`,
  `require('node:net').connect(80, 'plant.invalid')`,
  `new (require('node:net').Socket)().connect({ host: '2001:db8::1', port: 80 })`,
  `require('node:tls').connect(443, '192.0.2.1')`,
  `require('node:http').get('http://192.0.2.1/').on('error', () => {})`,
  `require('node:https').get('https://plant.invalid/').on('error', () => {})`,
  `require('node:http2').connect('http://192.0.2.1')`,
  `fetch('http://192.0.2.1/').catch(() => {})`,
  `new WebSocket('ws://192.0.2.1/')`,
  `require('node:net').createServer().listen(0)`,
  `require('node:net').createServer().listen(0, '0.0.0.0')`,
  `require('node:http').createServer().listen({ port: 0, host: '::' })`,
  `require('node:dgram').createSocket('udp4').bind(0)`,
  `require('node:dgram').createSocket('udp4').send('x', 53, '192.0.2.1')`,
  `require('node:dgram').createSocket('udp4').send('x', 53, '127.0.0.1')`,
  `require('node:dns').lookup('plant.invalid', () => {})`,
  `require('node:dns').promises.resolve('plant.invalid').catch(() => {})`,
  `new (require('node:dns').Resolver)().resolve4('plant.invalid', () => {})`,
  `const threads = require('node:worker_threads')
   if (threads.isMainThread) new threads.Worker(__filename)
   else require('node:net').connect(80, '192.0.2.1')`,
  `import('node:net').then((net) => net.connect(80, '192.0.2.1'))`,
]

/** What must go on working under the preload. */
const allowed = `
  const server = require('node:http').createServer((request, response) => response.end('here'))
  server.listen(0, '127.0.0.1', async () => {
    const answer = await fetch('http://127.0.0.1:' + server.address().port)
    process.exit((await answer.text()) === 'here' ? 0 : 1)
  })`

function node(args: readonly string[]): { readonly code: number | null; readonly signal: string | null; readonly errors: string } {
  const { status, signal, stderr } = spawnSync(process.execPath, ['--import', noNetworkPreload, ...args], { cwd: root, encoding: 'utf8', timeout: 120_000 })
  return { code: status, signal, errors: stderr }
}

/** Runs a program from a file: threads inherit the preload of a file, but not that of `--eval`. */
function runProgram(text: string): ReturnType<typeof node> {
  const folder = mkdtempSync(join(tmpdir(), 'cofferdam-attempt-'))
  const file = join(folder, 'attempt.cjs')
  try {
    writeFileSync(file, text)
    return node([file])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function tryPreload(): Row {
  const wrong: string[] = []
  for (const attempt of attempts) {
    const { code, signal, errors } = runProgram(attempt)
    const ended = code === refusedExitCode || signal === 'SIGKILL'
    if (!ended || !errors.includes('network refused')) wrong.push(`not noticed (exit ${String(code)}): ${attempt}`)
  }
  const good = runProgram(allowed)
  if (good.code !== 0) wrong.push(`the loopback was refused: ${good.errors}`)
  return { count: attempts.length + 1, wrong, cannot: null }
}

function tryMainJob(): Row {
  const { code, errors } = node([scriptedPath])
  return { count: 1, wrong: code === 0 ? [] : [`exit ${String(code)}: ${errors}`], cannot: null }
}

/** Why the screens cannot be tried with the browser of the npm package, or `null`. */
function whyNoBrowser(): string | null {
  if (platform !== 'linux' || process.arch !== 'x64') return 'the browser of the npm package is for Linux on x64'
  return existsSync(join(root, 'dist/renderer/index.html')) ? null : 'the screens were not built'
}

function tryNetLog(): Row {
  const cannot = whyNoBrowser()
  if (cannot !== null) return { count: 0, wrong: [], cannot }
  const wrong = [['--beyond'], []].flatMap((args) => {
    const { status, stderr } = spawnSync(process.execPath, [browserPath, ...args], { cwd: root, encoding: 'utf8', timeout: 120_000 })
    return status === 0 ? [] : [`${args.length === 0 ? 'the screens' : 'an account that must name something'}: exit ${String(status)}: ${stderr}`]
  })
  return { count: 2, wrong, cannot: null }
}

function tryWithoutNetwork(): Row {
  const has = (tool: string): boolean => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined
  const cannot = platform !== 'linux' ? 'Linux only' : getuid?.() !== 0 ? 'needs root' : !has('unshare') ? 'unshare is missing' : !has('ip') ? 'ip is missing' : null
  if (cannot !== null) return { count: 0, wrong: [], cannot }
  const alone = ['-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']
  // A container may have root and still not be allowed to make a network of its own.
  if (spawnSync('unshare', [...alone, 'true'], { stdio: 'ignore' }).status !== 0) return { count: 0, wrong: [], cannot: 'unshare -n is not allowed here' }
  const programs = whyNoBrowser() === null ? [scriptedPath, browserPath] : [scriptedPath]
  const wrong = programs.flatMap((program) => {
    const { status, stderr } = spawnSync('unshare', [...alone, process.execPath, program], { cwd: root, encoding: 'utf8', timeout: 120_000 })
    return status === 0 ? [] : [`${program}: exit ${String(status)}: ${stderr}`]
  })
  return { count: programs.length, wrong, cannot: null }
}

interface Row {
  readonly count: number
  readonly wrong: readonly string[]
  readonly cannot: string | null
}

const rows: Readonly<Record<string, () => Row>> = { preload: tryPreload, 'no-network': tryMainJob, 'net-log': tryNetLog, unshare: tryWithoutNetwork }

const { values } = parseArgs({ options: { scale: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean', default: false } } })
const wanted = Object.entries(rows).filter(([name]) => values.only === undefined || values.only === name)
if (values.help) process.stdout.write(help)
else if (wanted.length === 0) {
  process.stderr.write(help)
  process.exitCode = 2
} else {
  for (const [name, row] of wanted) {
    const { count, wrong, cannot } = row()
    for (const line of wrong) process.stderr.write(`  ${name}: ${line}\n`)
    if (wrong.length > 0) process.exitCode = 1
    process.stdout.write(`security ${name} ${String(count)} ${cannot !== null ? `not-run ${cannot}` : wrong.length === 0 ? 'ok' : 'FAIL'}\n`)
  }
}
