/**
 * A stamp says from which inputs a part of dist/ was made. Content is hashed, not times: a checkout or a copied tree
 * changes times without changing anything.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What dist/.stamp-<part> holds. */
interface Stamp {
  readonly inputs: string
  readonly outputs: readonly string[]
}

/** Tests stand beside the code but are in no bundle. */
const isTest = (name: string): boolean => /\.test\.tsx?$/.test(name)

/** Every file below `path` (or `path` itself), as paths relative to `root` with forward slashes, sorted by name. */
export function filesBelow(root: string, path: string): string[] {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  return readdirSync(full, { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const child = `${path}/${entry.name}`
      return entry.isDirectory() ? filesBelow(root, child) : [child]
    })
}

/** SHA-256 over names and contents of all inputs, and over `constants` (version and commit). */
export function hashInputs(root: string, inputs: readonly string[], constants: readonly string[]): string {
  const hash = createHash('sha256')
  for (const constant of constants) hash.update(`${constant}\0`)
  for (const file of new Set(inputs.flatMap((input) => filesBelow(root, input)))) {
    if (isTest(file)) continue
    const content = readFileSync(join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

const stampFile = (dist: string, part: string): string => join(dist, `.stamp-${part}`)

/** True when the part was made from exactly these inputs and all its files are still there. */
export function isFresh(dist: string, part: string, inputs: string): boolean {
  try {
    const stamp = JSON.parse(readFileSync(stampFile(dist, part), 'utf8')) as Stamp
    return stamp.inputs === inputs && stamp.outputs.every((output) => existsSync(join(dist, output)))
  } catch {
    return false
  }
}

/** Notes that the part is up to date. Call it last: a build that dies before leaves no stamp. */
export function writeStamp(dist: string, part: string, stamp: Stamp): void {
  writeFileSync(stampFile(dist, part), `${JSON.stringify(stamp)}\n`)
}
