import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { collectThirdParty, isPermissive, productionPackages, thirdPartyText } from '../../scripts/licences/third-party.ts'
import { root } from '../../scripts/root.ts'

describe('licences', () => {
  it.each([
    ['MIT', true],
    ['(MIT AND Zlib)', true],
    ['MIT OR GPL-3.0-only', true],
    ['(MIT AND GPL-3.0-only)', false],
    ['AGPL-3.0-only', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['none stated', false],
    ['', false],
  ])('%s may be shipped: %s', (expression, expected) => {
    expect(isPermissive(expression)).toBe(expected)
  })

  // Throws with name and licence of the first package that may not be shipped.
  const list = collectThirdParty(root)

  it('allow every production package to be shipped', () => {
    expect(list.notices.length).toBeGreaterThan(100)
    expect(list.notices.filter(({ licence }) => !isPermissive(licence))).toEqual([])
  })

  it('are all listed, each with its wording', () => {
    const names = new Set(list.notices.map(({ name }) => name))
    const missing = productionPackages(root)
      .map(({ folder }) => (JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { name: string }).name)
      .filter((name) => !names.has(name))
    expect(missing).toEqual([])
    expect(list.notices.filter(({ text }) => (list.texts[text] ?? '').length < 40)).toEqual([])
  })

  it('stand in assets/licences/third-party.json (else: npm run licences -- --write)', () => {
    expect(readFileSync(join(root, 'assets/licences/third-party.json'), 'utf8') === thirdPartyText(list)).toBe(true)
  })

  it('begin with our own: LICENSE is the official text of Apache-2.0', () => {
    const text = readFileSync(join(root, 'LICENSE'), 'utf8')
    expect(text).toMatch(/^\n {33}Apache License\n {27}Version 2\.0, January 2004\n/)
    expect(text).toHaveLength(11_358)
  })
})
