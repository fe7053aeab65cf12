import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import allowed from './url-literals.json' with { type: 'json' }

const folder = fileURLToPath(new URL('../../dist/renderer', import.meta.url))
const built = existsSync(join(folder, 'index.html'))

/** Every file of the built screens: its name below the folder and its text. Fonts are bytes that load nothing. */
const files = built
  ? readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.woff2'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ name: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
  : []

/** Whatever looks like `scheme://...` up to a quote, a bracket or a part that is filled in later. */
function urlLiterals(text: string): string[] {
  return [...text.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>\\)\]}]*/gi)].map(([found]) => found.split('${')[0] ?? '')
}

/** What a page or a style sheet loads by its own markup. */
function loaded(name: string, text: string): string[] {
  if (name.endsWith('.html') || name.endsWith('.svg')) return [...text.matchAll(/\s(?:src|href|xlink:href|action|data|poster|srcset)\s*=\s*["']?([^"'\s>]*)/gi)].map((match) => match[1] ?? '')
  if (name.endsWith('.css')) return [...text.matchAll(/url\(\s*["']?([^"')]*)|@import\s+["']?([^"';]*)/gi)].map((match) => match[1] ?? match[2] ?? '')
  return []
}

describe.skipIf(!built)('built screens', () => {
  test('hold no URL but those that are listed, each with its reason', () => {
    const found = [...new Set(files.flatMap((file) => urlLiterals(file.text)))].sort()
    expect(found).toEqual(Object.keys(allowed).sort())
    for (const [url, reason] of Object.entries(allowed)) expect(reason.length, url).toBeGreaterThan(20)
  })

  test('load nothing from elsewhere', () => {
    const names = new Set(readdirSync(folder, { recursive: true }).map((name) => `/${String(name).split(sep).join('/')}`))
    const targets = files.flatMap((file) => loaded(file.name, file.text))
    // Script, style sheet, icon, and the fonts: fewer means that this test no longer sees them.
    expect(targets.length).toBeGreaterThan(5)
    for (const target of targets) expect(target.startsWith('data:') || names.has(target), target).toBe(true)
  })

  test('are one page with scripts of its own parts and no other that is written into it', () => {
    const page = files.find((file) => file.name === 'index.html')?.text ?? ''
    const own = page.match(/<script type="module"[^>]* src="\/assets\/[^"]+"><\/script>/g) ?? []
    expect(own.length).toBeGreaterThan(0)
    expect(page.match(/<script\b/g)).toHaveLength(own.length)
    expect(page).not.toMatch(/<(?:base|iframe|object|embed|form)\b/i)
    expect(page).not.toMatch(/\son\w+\s*=/i)
  })
})

test('what looks like a URL is found', () => {
  expect(urlLiterals(`a="https://plant.invalid/x",b=\`wss://${'$'}{host}/y\``)).toEqual(['https://plant.invalid/x', 'wss://'])
  expect(loaded('a.css', '@import "//plant.invalid/a.css";b{background:url(//plant.invalid/b.png)}')).toEqual(['//plant.invalid/a.css', '//plant.invalid/b.png'])
})
