import { execFile } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What is cut. */
export interface CutWork {
  /** Folder of the record before; it is copied for each cut. */
  readonly before: string
  /** Where the copies lie meanwhile. */
  readonly elsewhere: string
  /** The program that does the work and kills itself at a step; its arguments for a copy and a step. */
  readonly child: string
  arguments(folder: string, step: number): readonly string[]
  /** What a cut record turned out to be. */
  judge(folder: string): Promise<string>
}

/**
 * Runs the work once for each of its steps and kills the process there (SIGKILL), until a run ends by itself.
 * @returns the judgement of each cut, in the order of the steps, and of the whole run last.
 * @throws Error when a process ended in another way.
 */
export async function cutAtEveryStep({ before, elsewhere, child, arguments: argumentsFor, judge }: CutWork): Promise<string[]> {
  const run = promisify(execFile)
  const judged: string[] = []
  for (let step = 0; ; step += 1) {
    const folder = join(elsewhere, `cut-${String(step)}`)
    cpSync(before, folder, { recursive: true })
    const ended = await run(process.execPath, [child, ...argumentsFor(folder, step)]).then(
      () => true,
      (error: unknown) => {
        if ((error as { readonly signal?: unknown }).signal !== 'SIGKILL') throw new Error(`step ${String(step)} was not cut`, { cause: error })
        return false
      },
    )
    judged.push(await judge(folder))
    rmSync(folder, { recursive: true })
    if (ended) return judged
  }
}
