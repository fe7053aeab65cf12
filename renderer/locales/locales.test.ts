import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../shared/contract/error.ts'

const folder = new URL('.', import.meta.url)
const languages = ['en', 'de'] as const

/** All texts of a file as `a.b.c` to text. */
function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) => flat(inner, path === '' ? key : `${path}.${key}`))
}
function read(language: string, file: string): Map<string, string> {
  return new Map(flat(JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8'))))
}
function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([^},\s]+)[^}]*\}\}/g)].map((match) => match[1] ?? '').sort()
}

const files = readdirSync(new URL('en/', folder)).sort()

describe('locale files', () => {
  it('exist in both languages', () => {
    expect(readdirSync(new URL('de/', folder)).sort()).toEqual(files)
  })

  for (const file of files) {
    it(`${file}: the same keys and placeholders in both, nothing empty`, () => {
      const en = read('en', file)
      const de = read('de', file)
      expect([...de.keys()].sort()).toEqual([...en.keys()].sort())
      for (const [key, text] of en) {
        expect(placeholders(de.get(key) ?? ''), key).toEqual(placeholders(text))
        for (const language of languages) {
          const value = (language === 'en' ? en : de).get(key) ?? ''
          expect(value.trim(), `${language} ${key}`).not.toBe('')
          expect(value, `${language} ${key}: no exclamation marks, no doubled spaces`).not.toMatch(/!| {2}/)
        }
      }
    })
  }

  it('have three sentences for every error code and for nothing else', () => {
    const wanted = errorCodes.flatMap((code) => ['happened', 'kept', 'todo'].map((part) => `${code}.${part}`)).sort()
    for (const language of languages) expect([...read(language, 'errors.json').keys()].sort()).toEqual(wanted)
  })
})
