/**
 * Version and commit become constants of the bundles, so that the packaged program reads no package.json and asks no
 * git. shared/product.ts is the only place that names these constants.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is known about the tree being built. `commit` is 12 hex digits, or `unknown` outside a clone. */
export interface BuildConstants {
  readonly version: string
  readonly commit: string
}

/** Follows .git/HEAD by hand: a machine that got the tree as an archive has neither git nor a .git folder. */
function readCommit(root: string): string {
  try {
    const head = readFileSync(join(root, '.git/HEAD'), 'utf8').trim()
    if (!head.startsWith('ref: ')) return head.slice(0, 12)
    const name = head.slice('ref: '.length)
    try {
      return readFileSync(join(root, '.git', name), 'utf8').trim().slice(0, 12)
    } catch {
      const packed = readFileSync(join(root, '.git/packed-refs'), 'utf8')
      const line = packed.split('\n').find((candidate) => candidate.endsWith(` ${name}`))
      return line === undefined ? 'unknown' : line.slice(0, 12)
    }
  } catch {
    return 'unknown'
  }
}

/** Reads both from the tree at `root`. */
export function readConstants(root: string): BuildConstants {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { version: manifest.version, commit: readCommit(root) }
}

/**
 * The `define` of a bundler. The renderer gets no commit: it learns it from the core, and so is not rebuilt after
 * each commit.
 */
export function defineConstants({ version, commit }: BuildConstants): Record<string, string> {
  return {
    __COFFERDAM_VERSION__: JSON.stringify(version),
    __COFFERDAM_COMMIT__: JSON.stringify(commit),
    __COFFERDAM_BUNDLED__: 'true',
  }
}
