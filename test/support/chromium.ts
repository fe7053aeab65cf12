/**
 * Finds a Chromium for the end-to-end tests and benches, without downloading one:
 *
 *   1. CHROMIUM_PATH
 *   2. Chromium, Chrome or Edge on PATH, or where their installers put them
 *   3. @sparticuz/chromium, which carries one inside its npm package (Linux on x64)
 *
 * The first call decides, prints what it found and leaves the answer in the environment, so that worker processes
 * neither search again nor unpack twice.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A browser that can be started. `environment` is added to the browser's own environment. */
export interface Chromium {
  readonly path: string
  /** As the browser names itself; `unknown` where asking would open a window (Windows). */
  readonly version: string
  readonly origin: 'CHROMIUM_PATH' | 'installed' | '@sparticuz/chromium'
  readonly environment: Readonly<Record<string, string>>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const remembered = 'COFFERDAM_TEST_CHROMIUM'

const namesOnPath =
  process.platform === 'win32'
    ? ['chrome.exe', 'chromium.exe', 'msedge.exe']
    : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable']

/** Where installers put a browser that is not on PATH. */
function usualPlaces(): string[] {
  switch (process.platform) {
    case 'win32':
      return ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
        .map((name) => process.env[name])
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          join(folder, 'Chromium/Application/chrome.exe'),
          join(folder, 'Microsoft/Edge/Application/msedge.exe'),
        ])
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      )
    default:
      return []
  }
}

function findInstalled(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = folders.flatMap((folder) => namesOnPath.map((name) => join(folder, name)))
  return [...candidates, ...usualPlaces()].find((file) => existsSync(file))
}

/** Asks the browser for its version; undefined when it does not even start. */
function askVersion(path: string, environment: Readonly<Record<string, string>>): string | undefined {
  // On Windows `--version` is ignored and a window opens instead.
  if (process.platform === 'win32') return 'unknown'
  try {
    const answer = execFileSync(path, ['--version', '--no-sandbox'], {
      encoding: 'utf8',
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    })
    return /\d+(\.\d+){3}/.exec(answer)?.[0]
  } catch {
    return undefined
  }
}

/**
 * Unpacks the browser of the npm package, with the few libraries that a bare Debian lacks. The package unpacks into
 * the temporary folder and takes whatever already lies there, from any version; so it gets a folder of its own,
 * named after its version, which appears under that name only when complete.
 */
export async function packagedChromium(): Promise<Chromium> {
  const folder = join(root, 'node_modules/@sparticuz/chromium')
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const target = join(root, 'node_modules/.cache', `chromium-${manifest.version}`)
  if (!existsSync(target)) {
    const scratch = `${target}-${process.pid}`
    rmSync(scratch, { recursive: true, force: true })
    mkdirSync(scratch, { recursive: true })
    const before = process.env['TMPDIR']
    process.env['TMPDIR'] = scratch
    try {
      const { default: packaged, inflate } = await import('@sparticuz/chromium')
      await packaged.executablePath()
      await inflate(join(folder, 'bin/al2023.tar.br'))
      try {
        renameSync(scratch, target)
      } catch (error) {
        // Somebody else was faster, which is just as good.
        if (!existsSync(target)) throw error
      }
    } finally {
      if (before === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = before
      rmSync(scratch, { recursive: true, force: true })
    }
  }
  const fonts = join(target, 'fontconfig')
  // The package's own settings name folders of another machine. Without any font Chromium draws no text at all and takes no typing,
  // not even with the fonts that a page brings along.
  mkdirSync(fonts, { recursive: true })
  writeFileSync(join(fonts, 'fonts.conf'), fontSettings(target))
  const environment = {
    LD_LIBRARY_PATH: [join(target, 'al2023/lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter(Boolean).join(':'),
    FONTCONFIG_PATH: fonts,
  }
  const path = join(target, 'chromium')
  const version = askVersion(path, environment)
  if (version === undefined || version.split('.')[0] !== manifest.version.split('.')[0]) {
    throw new Error(`${path} says version ${version ?? '(does not start)'}, the package is ${manifest.version}. Delete ${target}.`)
  }
  return { path, version, origin: '@sparticuz/chromium', environment }
}

function fontSettings(target: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(target, 'fonts/fonts')}</dir>
  <cachedir>${join(target, 'fontconfig/cache')}</cachedir>
</fontconfig>
`
}

async function search(): Promise<Chromium> {
  const named = process.env['CHROMIUM_PATH']
  const path = named ?? findInstalled()
  if (path !== undefined) {
    const version = askVersion(path, {})
    if (version !== undefined) return { path, version, origin: named === undefined ? 'installed' : 'CHROMIUM_PATH', environment: {} }
    if (named !== undefined) throw new Error(`CHROMIUM_PATH names ${named}, which does not start.`)
  }
  if (process.platform === 'linux' && process.arch === 'x64') return packagedChromium()
  throw new Error('No Chromium, Chrome or Edge found. Install one, or set CHROMIUM_PATH to its program file.')
}

/** The browser that findChromium() chose in this process or in one that started it; undefined before that. */
export function knownChromium(): Chromium | undefined {
  const known = process.env[remembered]
  return known === undefined ? undefined : (JSON.parse(known) as Chromium)
}

/** The browser to test with. Prints which one, once per run. Throws a sentence when there is none. */
export async function findChromium(): Promise<Chromium> {
  const known = knownChromium()
  if (known !== undefined) return known
  const found = await search()
  process.env[remembered] = JSON.stringify(found)
  // stderr: benches and row programs print for machines on stdout.
  process.stderr.write(`browser: Chromium ${found.version} from ${found.origin} (${found.path})\n`)
  return found
}

/**
 * Flags for every start. The browser shall be as quiet as the program it shows: no background traffic, no names
 * looked up but the loopback address.
 */
export const chromiumFlags: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--dns-prefetch-disable',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  // /dev/shm is tiny in containers; a full one crashes tabs.
  '--disable-dev-shm-usage',
]

/** Chromium's sandbox does not work for root, whom containers and this project's own runner often are. */
export const chromiumSandbox: boolean = process.getuid?.() !== 0
