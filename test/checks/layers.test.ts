import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import { afterEach, describe, expect, it } from 'vitest'
import config from '../../.dependency-cruiser.mjs'

let folder = ''
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The rules broken in a tree that holds just these files. */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<string[]> {
  folder = mkdtempSync(join(tmpdir(), 'cofferdam-layers-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const tops = [...new Set(Object.keys(files).map((name) => name.split('/')[0] ?? ''))]
  const { forbidden = [], options } = config
  const settings: ICruiseOptions = { ...options, ruleSet: { forbidden }, validate: true, baseDir: folder }
  const { output } = await cruise(
    tops.filter((top) => !['node_modules', 'package.json'].includes(top)),
    settings,
  )
  return [...new Set((output as ICruiseResult).summary.violations.map((violation) => violation.rule.name))].sort()
}

const leaf = 'export const leaf = 1\n'
const importing = (target: string): string => `import { leaf } from '${target}'\nexport const use = leaf\n`
const npmPackage = (name: string, field: 'dependencies' | 'devDependencies'): Record<string, string> => ({
  'package.json': JSON.stringify({ name: 'fixture', [field]: { [name]: '1.0.0' } }),
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
  [`node_modules/${name}/index.js`]: 'exports.leaf = 1\n',
})

/** One planted violation per rule of .dependency-cruiser.mjs, and what must be found. */
const planted: Record<string, Readonly<Record<string, string>>> = {
  'no-circular': { 'shared/a/one.ts': importing('./two.ts'), 'shared/a/two.ts': `export { use as leaf } from './one.ts'\n` },
  'no-unresolvable': { 'test/support/a.ts': importing('./gone.ts') },
  'shared-is-pure': { 'shared/a/one.ts': importing('node:fs') },
  'db-stands-on-shared': { 'db/one.ts': importing('../electron/core/two.ts'), 'electron/core/two.ts': leaf },
  'migrations-import-nothing': { 'db/migrations/0001-first.ts': importing('../names.ts'), 'db/names.ts': leaf },
  'driver-only-in-db': { 'electron/core/one.ts': importing('better-sqlite3'), ...npmPackage('better-sqlite3', 'dependencies') },
  'core-knows-no-host': { 'electron/core/one.ts': importing('../local/two.ts'), 'electron/local/two.ts': leaf },
  'hosts-stand-on-core': { 'electron/cli/one.ts': importing('../../db/two.ts'), 'db/two.ts': leaf },
  'hosts-are-apart': { 'electron/cli/one.ts': importing('../local/two.ts'), 'electron/local/two.ts': leaf },
  'electron-only-in-desktop': { 'electron/local/one.ts': importing('electron'), ...npmPackage('electron', 'devDependencies') },
  'renderer-knows-the-contract-only': { 'renderer/app/one.ts': importing('../../db/two.ts'), 'db/two.ts': leaf },
  'renderer-without-node': { 'renderer/app/one.ts': importing('node:path') },
  'renderer-without-handlers': {
    'renderer/app/one.ts': importing('../../shared/asset/asset.handlers.ts'),
    'shared/asset/asset.handlers.ts': leaf,
  },
  'features-meet-at-their-door': {
    'renderer/features/risk/one.ts': importing('../zones/inside.ts'),
    'renderer/features/zones/inside.ts': leaf,
  },
  'building-blocks-know-no-feature': { 'renderer/ui/one.ts': importing('../features/zones/index.ts'), 'renderer/features/zones/index.ts': leaf },
  'no-test-code-in-product': { 'db/one.ts': importing('../test/support/two.ts'), 'test/support/two.ts': leaf },
  'no-development-package-in-product': { 'electron/core/one.ts': importing('fast-check'), ...npmPackage('fast-check', 'devDependencies') },
}

describe('layers', () => {
  it('has a planted violation for every rule', () => {
    expect(Object.keys(planted).sort()).toEqual((config.forbidden ?? []).map((rule) => rule.name).sort())
  })

  it.each(Object.entries(planted))('finds a broken %s', async (rule, files) => {
    expect(await brokenRules(files)).toContain(rule)
  })

  it('sees a layer crossed by a type alone', async () => {
    const files = {
      'shared/a/one.ts': `import type { Row } from '../../db/two.ts'\nexport type Mine = Row\n`,
      'db/two.ts': 'export type Row = string\n',
    }
    expect(await brokenRules(files)).toContain('shared-is-pure')
  })

  it('finds nothing in a tree that follows the arrows', async () => {
    const files = {
      'shared/asset/asset.ts': leaf,
      'db/repos/assets.ts': importing('../../shared/asset/asset.ts'),
      'electron/core/start.ts': importing('../../db/repos/assets.ts').replaceAll('leaf', 'use').replace('const use = use', 'const leaf = use'),
      'electron/local/main.ts': importing('../core/start.ts'),
      'renderer/features/zones/index.ts': importing('../../../shared/asset/asset.ts'),
    }
    expect(await brokenRules(files)).toEqual([])
  })
})
