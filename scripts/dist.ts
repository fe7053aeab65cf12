/**
 * `npm run dist`: the installers of this system, from a fresh build. Arguments go to electron-builder:
 * `npm run dist -- --linux dir`. It packs the Electron program found in node_modules and downloads nothing;
 * without it, exit code 3.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildOrEnd } from './build/build-stale.ts'
import { electronBinary, electronMissing } from './electron-binary.ts'
import { endLike } from './end-like.ts'
import { root } from './root.ts'

if (electronBinary() === undefined) {
  process.stderr.write(`not-run: dist. ${electronMissing}\n`)
  process.exit(3)
}

await buildOrEnd({ force: true, say: (line) => process.stdout.write(`${line}\n`) })

const cli = join(root, 'node_modules/electron-builder/cli.js')
endLike(
  spawn(process.execPath, [cli, 'build', '--publish', 'never', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }),
)
