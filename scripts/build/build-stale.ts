/**
 * Makes the stale parts of dist/:
 *
 *   dist/renderer   the screens                     dist/local, dist/cli   the two hosts on plain Node
 *   dist/core       the writer and worker threads   dist/desktop           Electron's main, utility process, preload
 *   dist/assets     jurisdictions, fonts, demo plants, notices: read at run time
 */
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readConstants } from './constants.ts'
import { withBuildLock } from './lock.ts'
import { readAnchorOfBuild } from './release-anchor.ts'
import { nodeEntries, packagingAssets, parts, type Part } from './parts.ts'
import { filesBelow, hashInputs, isFresh, writeStamp } from './stamp.ts'
import { root } from '../root.ts'

const dist = join(root, 'dist')
const assetMapFile = 'desktop/assets.json'

/** Options of a build. `say` gets one line per thing done. */
export interface BuildOptions {
  readonly force?: boolean
  readonly say?: (line: string) => void
}

/**
 * Everything is made in a scratch folder and moved into place by rename, so that a host which starts meanwhile reads
 * either the old files or the new ones. Returns the files made, relative to dist/.
 */
async function make(part: Part, scratch: string, anchor: string | null, say: (line: string) => void): Promise<string[]> {
  switch (part.name) {
    case 'assets':
      return makeAssets(scratch, anchor, say)
    case 'renderer':
      return makeRenderer(scratch)
    case 'node':
      return makeNode(scratch)
  }
}

function makeAssets(scratch: string, anchor: string | null, say: (line: string) => void): string[] {
  const from = join(root, 'assets')
  const to = join(scratch, 'assets')
  mkdirSync(to, { recursive: true })
  cpSync(from, to, {
    recursive: true,
    filter: (source) => !packagingAssets.some((name) => source === join(from, name)),
  })
  say(anchor === null ? "build assets: no maker's key, so this build takes no updates (COFFERDAM_RELEASE_ANCHOR names none)" : `build assets: takes updates of the maker ${anchor}`)
  if (anchor !== null) {
    mkdirSync(join(to, 'release'), { recursive: true })
    writeFileSync(join(to, 'release', 'maker'), `${anchor}\n`)
  }
  return replaceFolder(scratch, 'assets')
}

async function makeRenderer(scratch: string): Promise<string[]> {
  // Vite is loaded only when there is something to build: a fresh tree answers in a fraction of a second.
  const { build } = await import('vite')
  await build({
    configFile: join(root, 'vite.renderer.config.ts'),
    build: { outDir: join(scratch, 'renderer') },
  })
  // What the desktop window may ask for, with the hash of each file: made here, because it describes this build.
  const { writeAssetMap } = await import('../packaging/asset-map.ts')
  writeAssetMap(join(scratch, 'renderer'), join(scratch, assetMapFile))
  replaceFile(scratch, assetMapFile)
  return [...replaceFolder(scratch, 'renderer'), assetMapFile]
}

async function makeNode(scratch: string): Promise<string[]> {
  const { build } = await import('vite')
  const { nodeBundle } = await import('../../vite.node.config.ts')
  const constants = readConstants(root)
  for (const entry of nodeEntries) {
    await build(nodeBundle(entry, scratch, constants))
  }
  const made = nodeEntries.map((entry) => entry.output)
  for (const output of made) replaceFile(scratch, output)
  return made
}

/** Puts scratch/<file> where dist/<file> is. */
function replaceFile(scratch: string, file: string): void {
  mkdirSync(dirname(join(dist, file)), { recursive: true })
  renameSync(join(scratch, file), join(dist, file))
}

/** Puts scratch/<name> where dist/<name> is. */
function replaceFolder(scratch: string, name: string): string[] {
  rmSync(join(dist, name), { recursive: true, force: true })
  renameSync(join(scratch, name), join(dist, name))
  return filesBelow(dist, name)
}

/**
 * Builds the stale parts. Resolves to the names of the parts that were built; throws what Vite throws when the code
 * does not build, and then leaves the old files and no stamp.
 */
async function buildStale({ force = false, say = () => undefined }: BuildOptions = {}): Promise<string[]> {
  const { version, commit } = readConstants(root)
  const anchor = readAnchorOfBuild(process.env['COFFERDAM_RELEASE_ANCHOR'])
  const hash = (part: Part): string =>
    hashInputs(root, part.inputs, part.name === 'node' ? [version, commit] : part.name === 'assets' ? [version, anchor ?? ''] : [version])
  const stale = (): Part[] => parts.filter((part) => force || !isFresh(dist, part.name, hash(part)))
  if (stale().length === 0) return []

  return withBuildLock(dist, async () => {
    const scratch = join(dist, `.scratch-${process.pid}`)
    // Vite sets it for itself; what is started after a build shall not behave differently than without one.
    const environment = process.env['NODE_ENV']
    const built: string[] = []
    try {
      // Asked again: whoever held the lock may have built the same.
      for (const part of stale()) {
        const inputs = hash(part)
        const started = performance.now()
        rmSync(join(dist, `.stamp-${part.name}`), { force: true })
        const outputs = await make(part, scratch, anchor, say)
        writeStamp(dist, part.name, { inputs, outputs })
        built.push(part.name)
        say(`build ${part.name}: ${outputs.length} files in ${((performance.now() - started) / 1_000).toFixed(1)} s`)
      }
    } finally {
      rmSync(scratch, { recursive: true, force: true })
      if (environment === undefined) delete process.env['NODE_ENV']
      else process.env['NODE_ENV'] = environment
    }
    return built
  })
}

/**
 * For commands that cannot go on without dist/: builds what is stale, or prints what does not build and ends the
 * process. The bundler's message names file and line; a stack of the bundler itself would only hide it.
 */
export async function buildOrEnd(options: BuildOptions): Promise<string[]> {
  try {
    return await buildStale(options)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}
