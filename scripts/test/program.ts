/** Runs the tools of the steps: own process, own time limit, output kept. */
import { spawn, type ChildProcess } from 'node:child_process'
import { root } from '../root.ts'
import { pathToFileURL } from 'node:url'

/** Ends any Node process of the tests that reaches beyond the loopback, the ones that tests start in turn included. */
const noNetwork = `--import ${pathToFileURL(`${root}test/security/no-network.mjs`).href}`

/** How a program ended. `exitCode` is null when a signal ended it, ours after the time limit included. */
export interface Ended {
  readonly exitCode: number | null
  readonly output: string
}

/** What to run: a JavaScript or TypeScript file with its arguments, always on the Node that runs this. */
export interface Program {
  readonly file: string
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** After this many minutes the program and all it started are ended, so that a hang still ends in counts. */
  readonly minutes: number
}

const running = new Set<ChildProcess>()

/** Ends a child with everything it started. Each child leads its own process group, except on Windows. */
function endTree(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

/** Ends whatever still runs. For Ctrl+C: children in their own group do not get it from the terminal. */
export function endAll(): void {
  for (const child of running) endTree(child)
}

/** Runs a program to its end. Output goes to `write` as it comes and is also returned whole. Never rejects. */
export function run(program: Program, write: (text: string) => void): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program.file, ...(program.args ?? [])], {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', NODE_OPTIONS: noNetwork, ...program.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    })
    running.add(child)
    let output = ''
    const take = (chunk: string): void => {
      output += chunk
      write(chunk)
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    const limit = setTimeout(() => {
      take(`\nended after ${program.minutes} minutes without result: ${program.file}\n`)
      endTree(child)
    }, program.minutes * 60_000)
    const done = (exitCode: number | null): void => {
      clearTimeout(limit)
      running.delete(child)
      resolve({ exitCode, output })
    }
    child.on('error', (error) => {
      take(`${error.message}\n`)
      done(1)
    })
    child.on('close', done)
  })
}
