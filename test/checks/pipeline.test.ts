import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tasks } from '../../scripts/launch.mjs'
import { root } from '../../scripts/root.ts'

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

describe('.ci/run', () => {
  it('runs what the README tells a person to run, and nothing else', () => {
    const commands = read('.ci/run')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(commands).toEqual(['set -euo pipefail', 'cd "$(dirname "$0")/.."', 'npm ci', 'npm test'])
  })
})

describe('npm scripts', () => {
  it('all go through the launcher, and it knows them all', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    expect(scripts).toEqual(Object.fromEntries(Object.keys(tasks).map((name) => [name, `node scripts/launch.mjs ${name}`])))
  })
})

describe('workflows', () => {
  const folder = join(root, '.github/workflows')
  const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)

  it.each(files)('%s pins every action to a commit and says its version', (_, text) => {
    const uses = text.split('\n').filter((line) => line.includes('uses:'))
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  it.each(files)('%s may read the repository and nothing else', (_, text) => {
    expect(text.match(/permissions:\n((?: {2}.*\n)+)/)?.[1]).toBe('  contents: read\n')
    expect(text.match(/permissions:/g)).toHaveLength(1)
    expect(text).not.toMatch(/secrets\.|pull_request_target/)
  })
})
