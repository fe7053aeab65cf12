/**
 * Packages the program offline, with a stub in place of Electron, and looks at what came out. The project folder is a
 * copy that also holds what must not be packaged; the settings are electron-builder.yml as it is.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { extractAll, extractFile, getRawHeader, listPackage } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeAssetMap } from '../../scripts/packaging/asset-map.ts'
import { readFuseWire } from '../../scripts/packaging/fuse-wire.ts'
import { runBuilder } from '../../scripts/packaging/run-builder.ts'
import { invertedWire, writeStubElectron } from '../../scripts/packaging/stub-electron.ts'
import { root } from '../../scripts/root.ts'
import { makeTestFolders, testOptions, testPassphrase } from '../support/in-process.ts'
import { startCoreChild } from './core-child.ts'

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string>; main: string; version: string }

/** Whether dist/ is built, so that the real program can be packaged instead of a stand-in. */
const built = ['desktop/main.mjs', 'desktop/core-process.mjs', 'desktop/preload.cjs', 'core/worker-thread.mjs', 'renderer/index.html', 'assets'].every((name) =>
  existsSync(join(root, 'dist', name)),
)

/** The stub and the driver that is run are those of Linux; the other systems package for real in their workflows. */
const here = process.platform === 'linux' && process.arch === 'x64'
if (!here) process.stdout.write('not-run: packaging on a stub, only on Linux x64\n')

let base: string
let unpacked: string
let output = ''
let files: string[]

/** Lies in the project folder and must not come along. */
const notForThePackage = [
  'dist/cli/main.mjs',
  'dist/local/main.mjs',
  'dist/.stamp-node',
  'dist/desktop/main.mjs.map',
  'dist/renderer/assets/index.js.map',
  'electron/desktop/main.ts',
  'electron/desktop/main.test.ts',
  'test/secret.test.ts',
  'node_modules/react/index.js',
  'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c',
  'node_modules/better-sqlite3/src/addon.cpp',
  'node_modules/better-sqlite3/binding.gyp',
  'node_modules/better-sqlite3/index.d.ts',
  '.env',
  'store.db',
  'package-lock.json',
  'README.md',
]

function prepareProject(project: string): void {
  const put = (name: string, content = 'not for the package'): void => {
    mkdirSync(dirname(join(project, name)), { recursive: true })
    writeFileSync(join(project, name), content)
  }
  const copy = (name: string): void => {
    cpSync(join(root, name), join(project, name), { recursive: true })
  }
  for (const name of ['package.json', 'electron-builder.yml', 'LICENSE', 'assets/icons', 'scripts/packaging', 'electron/desktop/policies/fuses.ts']) copy(name)
  for (const name of ['package.json', 'LICENSE', 'lib', 'prebuilds']) copy(`node_modules/better-sqlite3/${name}`)
  // What the hooks import.
  mkdirSync(join(project, 'node_modules/@electron'), { recursive: true })
  symlinkSync(join(root, 'node_modules/@electron/fuses'), join(project, 'node_modules/@electron/fuses'), 'junction')
  if (built) for (const name of ['assets', 'core', 'desktop', 'renderer']) copy(`dist/${name}`)
  else {
    put('dist/desktop/main.mjs', 'export {}')
    put('dist/desktop/core-process.mjs', 'export {}')
    put('dist/desktop/preload.cjs', '')
    put('dist/core/worker-thread.mjs', 'export {}')
    put('dist/assets/jurisdictions/eu.json', '{}')
    put('dist/renderer/index.html', '<!doctype html>')
    put('dist/renderer/assets/index.js', 'export {}')
  }
  writeAssetMap(join(project, 'dist/renderer'), join(project, 'dist/desktop/assets.json'))
  for (const name of notForThePackage) put(name)
}

describe.runIf(here)('packaging', () => {
  beforeAll(async () => {
    if (!built) process.stdout.write('not-run: packaging of the real build, dist/ is not built; a stand-in was packaged\n')
    base = mkdtempSync(join(tmpdir(), 'cofferdam-packaging-'))
    const project = join(base, 'project')
    const electron = join(base, 'electron')
    prepareProject(project)
    writeStubElectron(electron, manifest.devDependencies['electron'] ?? '')
    const code = await runBuilder({
      project,
      electron,
      output: join(base, 'release'),
      targets: ['--linux', 'dir', '--x64'],
      say: (text) => (output += text),
      patience: 80_000,
    })
    expect(code, output).toBe(0)
    unpacked = join(base, 'release/linux-unpacked')
    files = listPackage(join(unpacked, 'resources/app.asar'), { isPack: false })
      .map((name) => name.replaceAll('\\', '/').replace(/^\//, ''))
      .filter((name) => !isFolder(name))
  }, 90_000)

  afterAll(() => {
    rmSync(base, { recursive: true, force: true })
  })

  test('the fuses in the bytes of the program read 010011001, each changed from its opposite', () => {
    expect(invertedWire).toBe('101100110')
    expect(readFuseWire(join(base, 'electron/electron'))).toBe(invertedWire)
    expect(readFuseWire(join(unpacked, 'cofferdam'))).toBe('010011001')
  })

  test('the archive holds the bundles, package.json and the driver, and nothing else', () => {
    const others = files.filter((name) => !/^dist\/(assets|core|desktop|renderer)\/|^package\.json$|^node_modules\/better-sqlite3\/(package\.json$|LICENSE$|lib\/.*\.js$|prebuilds\/)/.test(name))
    expect(others).toEqual([])
    for (const name of [manifest.main, 'dist/desktop/core-process.mjs', 'dist/desktop/preload.cjs', 'dist/desktop/assets.json', 'dist/core/worker-thread.mjs', 'dist/renderer/index.html', 'node_modules/better-sqlite3/lib/index.js']) {
      expect(files, name).toContain(name)
    }
  })

  test('the archive holds the driver for one system, and it lies beside the archive as a real file', () => {
    expect(files.filter((name) => name.endsWith('.node'))).toEqual(['node_modules/better-sqlite3/prebuilds/linux-x64.node'])
    const beside = join(unpacked, 'resources/app.asar.unpacked')
    expect(below(beside)).toEqual(['node_modules/better-sqlite3/prebuilds/linux-x64.node'])
    const original = join(root, 'node_modules/better-sqlite3/prebuilds/linux-x64.node')
    expect(readFileSync(join(beside, 'node_modules/better-sqlite3/prebuilds/linux-x64.node')).equals(readFileSync(original))).toBe(true)
  })

  test('no source map, test, TypeScript, development package or stray file comes along', () => {
    for (const name of notForThePackage) expect(files).not.toContain(name)
    expect(files.filter((name) => /\.map$|\.test\.|\.tsx?$|\.env|(^|\/)\.|package-lock/.test(name))).toEqual([])
    expect([...new Set(files.map((name) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1]))]).toEqual(expect.arrayContaining([undefined, 'better-sqlite3']))
    expect(files.filter((name) => name.startsWith('node_modules/') && !name.startsWith('node_modules/better-sqlite3/'))).toEqual([])
    const packed = JSON.parse(extractFile(join(unpacked, 'resources/app.asar'), 'package.json').toString('utf8')) as Record<string, unknown>
    expect(packed).toMatchObject({ name: 'cofferdam', version: manifest.version, main: manifest.main })
    expect([packed['devDependencies'], packed['scripts']]).toEqual([undefined, undefined])
  })

  test('every file of the archive carries its hash', () => {
    type Node = { files?: Record<string, Node>; integrity?: { algorithm: string; hash: string } }
    const hashes: (string | undefined)[] = []
    const visit = (node: Node): void => {
      if (node.files === undefined) hashes.push(node.integrity?.algorithm)
      else Object.values(node.files).forEach(visit)
    }
    visit(getRawHeader(join(unpacked, 'resources/app.asar')).header as Node)
    expect(new Set(hashes)).toEqual(new Set(['SHA256']))
  })

  test('beside the archive lie Electron, its licences and ours; no page of Electron, no feed for updates', () => {
    expect(readdirSync(join(unpacked, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked'])
    expect(readdirSync(join(unpacked, 'locales')).sort()).toEqual(['de.pak', 'en-US.pak'])
    for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html', 'LICENSE.cofferdam.txt']) expect(readdirSync(unpacked)).toContain(name)
    expect(below(join(base, 'release')).filter((name) => /latest.*\.yml$|app-update\.yml$|blockmap$/.test(name))).toEqual([])
  })

  test.runIf(built)('the bundles of the packaged program reach for no network module', () => {
    const bundles = files.filter((name) => /^dist\/(core|desktop)\/.*\.(mjs|cjs)$/.test(name))
    for (const name of bundles) {
      const text = extractFile(join(unpacked, 'resources/app.asar'), name).toString('utf8')
      const imported = [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|require\(\s*)["']([^"']+)["']/g)].map((match) => match[1] ?? '')
      expect(imported.filter((module) => /^(node:)?(http|https|http2|net|tls|dgram|dns|dns\/promises|inspector|child_process|cluster)$/.test(module)), name).toEqual([])
    }
  })

  test.runIf(built)('what is packaged is enough: its core makes a demo plant with nothing else around', async () => {
    const alone = join(base, 'alone')
    extractAll(join(unpacked, 'resources/app.asar'), alone)
    const folders = makeTestFolders()
    const { link, complaints } = startCoreChild(join(alone, 'dist/desktop/core-process.mjs'), { ...testOptions(folders), assetsFolder: join(alone, 'dist/assets') })
    const input = { passphrase: testPassphrase, name: 'Anna Berg', entityName: '', siteName: '', zone: 'Europe/Berlin', kind: 'demo', language: 'de' }
    expect(await link.call('a', { id: 1, name: 'store.create', input }), complaints()).toMatchObject({ ok: true })
    expect(await link.call('a', { id: 2, name: 'store.status', input: {} })).toMatchObject({ ok: true, value: { state: 'open', kind: 'demo', version: manifest.version } })
    await link.stop()
    folders.remove()
  }, 60_000)
})

function isFolder(name: string): boolean {
  type Node = { files?: Record<string, Node> }
  let node: Node | undefined = getRawHeader(join(unpacked, 'resources/app.asar')).header as Node
  for (const part of name.split('/')) node = node?.files?.[part]
  return node?.files !== undefined
}

/** Files below a folder, relative to it. */
function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
}
