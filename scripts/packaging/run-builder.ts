import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../root.ts'

/** What one run of the packager is about. */
export interface BuilderRun {
  /** Folder with package.json and electron-builder.yml. */
  readonly project: string
  /** Folder of an unpacked Electron. Given always: without it the packager would download one. */
  readonly electron: string
  /** Where the result goes. */
  readonly output: string
  /** e.g. `['--linux', 'dir', '--x64']`; empty packages for this system as electron-builder.yml says. */
  readonly targets: readonly string[]
  /** Gets what the packager prints. */
  readonly say: (text: string) => void
  /** Ends the packager after so many milliseconds. */
  readonly patience: number
}

/** Runs electron-builder in a process of its own. Resolves to its exit code; one that was ended counts as 1. */
export function runBuilder(run: BuilderRun): Promise<number> {
  const cli = join(root, 'node_modules/electron-builder/cli.js')
  const settings = [`-c.electronDist=${run.electron}`, `-c.directories.output=${run.output}`]
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...run.targets, ...settings, '--publish', 'never'], {
      // The hooks in electron-builder.yml are named from the project folder.
      cwd: run.project,
      env: { ...process.env, FORCE_COLOR: '0', CI: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: run.patience,
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', run.say)
    }
    child.on('error', (error) => {
      run.say(`${error.message}\n`)
      resolve(1)
    })
    child.on('close', (code) => {
      resolve(code ?? 1)
    })
  })
}
