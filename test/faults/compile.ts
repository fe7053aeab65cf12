import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasProgram } from './volume.ts'

/** A small C source of ours, compiled into a folder of its own. */
export interface Compiled {
  readonly path: string
  remove(): void
}

/** Why C sources cannot be compiled here, or `null`. */
export function cannotCompile(): string | null {
  return hasProgram('cc') ? null : 'no C compiler (cc) here'
}

/** Compiles a source of test/faults/shim. @param args e.g. `-shared -fPIC`. @throws Error with what the compiler said. */
export function compile(source: string, args: readonly string[] = []): Compiled {
  const folder = mkdtempSync(join(tmpdir(), 'cofferdam-shim-'))
  const path = join(folder, source.replace(/\.c$/, ''))
  execFileSync('cc', ['-O1', '-Wall', ...args, '-o', path, fileURLToPath(new URL(`shim/${source}`, import.meta.url)), '-ldl', '-lpthread'])
  return { path, remove: () => { rmSync(folder, { recursive: true, force: true }) } }
}
