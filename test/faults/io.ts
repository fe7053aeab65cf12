import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, platform } from 'node:process'
import { fileURLToPath } from 'node:url'
import { makeTestFolders } from '../support/in-process.ts'
import { cannotCompile, compile } from './compile.ts'
import { emptyControl, type Failure } from './failing-disk.ts'
import type { FaultRow } from './row.ts'

const child = fileURLToPath(new URL('io-child.ts', import.meta.url))
/** Cases of one process and one record. */
const perProcess = 100

interface CaseResult {
  readonly failure: Failure
  readonly counted: number
  readonly failed: number
  readonly confirmed: number
  readonly wrong: readonly string[]
}

/** Calls to the disk that fail while the record is used. */
export const ioRow: FaultRow = {
  name: 'io',
  property: 'the Nth write, sync, rename, truncate or unlink fails with ENOSPC, EIO, EROFS or EDQUOT, once or for ever, also torn: nothing confirmed is lost, nothing is damaged, refusals have a sentence, the program lives and goes on without a restart',
  count: 2000,
  tenth: 40,
  cannot: () => (platform === 'linux' ? cannotCompile() : 'needs Linux'),
  async run(count, seed) {
    const wrong: string[] = []
    const library = compile('failing-disk.c', ['-shared', '-fPIC'])
    let struck = 0
    try {
      for (let done = 0; done < count; done += perProcess) {
        const expected = Math.min(perProcess, count - done)
        const { results, ended } = await runCases(library.path, expected, seed + done)
        results.forEach(({ failure, failed, wrong: found }, index) => {
          if (failed > 0) struck += 1
          for (const line of found) wrong.push(`seed ${String(seed + done)} case ${String(index)} ${JSON.stringify(failure)}: ${line}`)
        })
        if (results.length < expected) wrong.push(`seed ${String(seed + done)}: the program ended (${ended}) in case ${String(results.length)}`)
      }
    } finally {
      library.remove()
    }
    if (struck < count / 2) wrong.push(`only ${String(struck)} of ${String(count)} cases had a call that failed: too little was tested`)
    return wrong
  },
}

async function runCases(library: string, count: number, seed: number): Promise<{ results: CaseResult[]; ended: string }> {
  const folders = makeTestFolders()
  const outside = mkdtempSync(join(tmpdir(), 'cofferdam-failing-'))
  const control = join(outside, 'control')
  writeFileSync(control, emptyControl())
  try {
    const program = spawn(process.execPath, [child, JSON.stringify(folders), control, String(count), String(seed)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Without its own ring to the kernel Node calls what the library stands in for.
      env: { ...env, LD_PRELOAD: library, FAILING_FOLDER: folders.root, FAILING_CONTROL: control, UV_USE_IO_URING: '0' },
    })
    let said = ''
    program.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    const ended = await new Promise<string>((resolve) => program.on('close', (code, signal) => { resolve(signal ?? String(code)) }))
    const lines = said.split('\n').slice(0, -1)
    return { results: lines.map((line) => JSON.parse(line) as CaseResult), ended }
  } finally {
    folders.remove()
    rmSync(outside, { recursive: true, force: true })
  }
}
