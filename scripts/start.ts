/**
 * `npm start`: builds what is stale, then opens the desktop window. On a machine without the Electron program or
 * without a display it starts the local host instead, which prints an address for the browser.
 * All arguments go to the host: `npm start -- --store DIR`. `--local` asks for the local host in any case.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildOrEnd } from './build/build-stale.ts'
import { electronBinary } from './electron-binary.ts'
import { root } from './root.ts'
import { endLike } from './end-like.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Why the window cannot open here, or undefined when it can. */
function whyNoWindow(): string | undefined {
  if (process.argv.includes('--local')) return 'as asked with --local'
  if (electronBinary() === undefined) return 'the Electron program is not here (fetch it with "npx install-electron")'
  if (process.platform !== 'linux') return undefined
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display'
  // Chromium refuses to run its sandbox as root, and without the sandbox we do not open a window.
  if (process.getuid?.() === 0) return 'the window does not open for the user root'
  return undefined
}

await buildOrEnd({ say })

const args = process.argv.slice(2).filter((argument) => argument !== '--local')
const reason = whyNoWindow()
if (reason !== undefined) say(`Starting Cofferdam for the browser: ${reason}.`)

const binary = electronBinary()
const child =
  reason === undefined && binary !== undefined
    ? spawn(binary, [root, ...args], { stdio: 'inherit' })
    : spawn(process.execPath, [join(root, 'dist/local/main.mjs'), ...args], { stdio: 'inherit' })
endLike(child)
