/**
 * Starts the desktop program for end-to-end tests: the build in dist/, in the Electron of node_modules, not packaged
 * and so without fuses (a fused program cannot be driven). The binary is found by a file test.
 */
import { _electron, type Page } from '@playwright/test'
import { electronBinary } from '../../scripts/electron-binary.ts'
import { root } from '../../scripts/root.ts'

/** Where a tested desktop keeps things; `TestFolders` of the other hosts fits. */
export interface DesktopFolders {
  readonly store: string
  readonly exports: string
  readonly media: string
}

/** A running desktop program with its window. */
export interface DesktopHost {
  readonly page: Page
  /** Closes the window as a person does, and waits until the core has closed its store. */
  close(): Promise<void>
}

/** Why the desktop cannot be tested here, or undefined when it can. The sentence belongs behind `not-run:`. */
export function whyNoDesktop(): string | undefined {
  if (electronBinary() === undefined) return 'the Electron program is not here'
  if (process.platform !== 'linux') return undefined
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display'
  if (process.getuid?.() === 0) return "Chromium's sandbox does not work for root, and the window does not open without it"
  return undefined
}

/**
 * Starts the program with a store and a profile of its own and waits for its page.
 * @param profile folder for what Chromium keeps; gone with the test
 * @param language as Chromium names it; the window speaks it where the texts are complete
 * @throws Error where `whyNoDesktop` has a reason
 */
export async function startDesktopHost(folders: DesktopFolders, profile: string, language = 'en-GB'): Promise<DesktopHost> {
  const reason = whyNoDesktop()
  const executablePath = electronBinary()
  if (reason !== undefined || executablePath === undefined) throw new Error(`not-run: ${reason ?? 'no Electron'}`)
  const program = await _electron.launch({
    executablePath,
    // Chromium's own switch comes before the program; ours come behind it.
    args: [`--user-data-dir=${profile}`, `--lang=${language}`, root, '--store', folders.store, '--export-folder', folders.exports, '--media-root', folders.media],
    cwd: root,
    env: definedOnly(process.env),
    timeout: 60_000,
  })
  const page = await program.firstWindow()
  await page.waitForLoadState('load')
  return {
    page,
    async close() {
      await program.close()
    },
  }
}

/** A test's own environment could turn Electron into plain Node. */
function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE'))
}
