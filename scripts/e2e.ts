/**
 * `npm run e2e` and `npm run e2e:electron`: the same specs, in a browser through the local host or in the desktop
 * window. Further arguments go to Playwright: `npm run e2e -- first-start --headed`.
 * Exit code 3 when the Electron program is not here: that is "not run", and must not look like "passed".
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildOrEnd } from './build/build-stale.ts'
import { electronBinary, electronMissing } from './electron-binary.ts'
import { endLike } from './end-like.ts'
import { root } from './root.ts'

const electron = process.argv.includes('--electron')
if (electron && electronBinary() === undefined) {
  process.stderr.write(`not-run: e2e on Electron. ${electronMissing}\n`)
  process.exit(3)
}

await buildOrEnd({ say: (line) => process.stdout.write(`${line}\n`) })

const rest = process.argv.slice(2).filter((argument) => argument !== '--electron')
const cli = join(root, 'node_modules/@playwright/test/cli.js')
endLike(
  spawn(process.execPath, [cli, 'test', `--project=${electron ? 'electron' : 'browser'}`, ...rest], {
    cwd: root,
    stdio: 'inherit',
  }),
)
