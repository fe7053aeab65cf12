import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Assets, ProfileFile } from '../../shared/ports/ports.ts'

/**
 * The shipped assets of a folder, read when first asked for and then kept.
 * @throws Error when a file that ships with the program is missing: the installation is damaged.
 */
export function createAssets(folder: string): Assets {
  let profiles: readonly ProfileFile[] | null = null
  let demoPlant: string | null = null
  let retention: string | null = null
  let approvals: string | null = null
  let commonPassphrases: string | null = null
  let releaseAnchor: { readonly line: string | null } | null = null
  return {
    profiles() {
      profiles ??= readProfiles(join(folder, 'jurisdictions'))
      return profiles
    },
    demoPlant() {
      demoPlant ??= readFileSync(join(folder, 'demo', 'plant.json'), 'utf8')
      return demoPlant
    },
    retention() {
      retention ??= readFileSync(join(folder, 'retention', 'default.json'), 'utf8')
      return retention
    },
    approvals() {
      approvals ??= readFileSync(join(folder, 'approvals', 'default.json'), 'utf8')
      return approvals
    },
    commonPassphrases() {
      commonPassphrases ??= readFileSync(join(folder, 'passphrases', 'common.txt'), 'utf8')
      return commonPassphrases
    },
    releaseAnchor() {
      releaseAnchor ??= { line: existsSync(join(folder, 'release', 'maker')) ? readFileSync(join(folder, 'release', 'maker'), 'utf8') : null }
      return releaseAnchor.line
    },
  }
}

function readProfiles(folder: string): ProfileFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name))
      return { id: basename(name, '.json'), text: bytes.toString('utf8'), sha256: createHash('sha256').update(bytes).digest('hex') }
    })
}
