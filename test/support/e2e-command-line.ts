import { spawnSync } from 'node:child_process'
import { root } from '../../scripts/root.ts'

/** Runs the built `cofferdam` of the command line and waits for its end. */
export function runCofferdam(argv: readonly string[]): { readonly exitCode: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli/main.mjs', ...argv], { cwd: root, encoding: 'utf8', timeout: 60_000 })
  return { exitCode: status, output: `${stdout}${stderr}` }
}
