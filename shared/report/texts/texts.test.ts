import { describe, expect, it } from 'vitest'
import { german } from './de.ts'
import { english } from './en.ts'
import { fill } from './fill.ts'

function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as Record<string, unknown>).flatMap(([key, item]) => leaves(item, path === '' ? key : `${path}.${key}`))
}
const en = new Map(leaves(english))
const de = new Map(leaves(german))
const names = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()

describe('texts of reports', () => {
  it('exist in both languages with the same values to fill in', () => {
    expect([...de.keys()]).toEqual([...en.keys()])
    for (const [key, text] of en) {
      expect(text.trim(), key).not.toBe('')
      expect([key, names(de.get(key) ?? '')]).toEqual([key, names(text)])
    }
  })

  it('are not left in English', () => {
    const alike = [...en].filter(([key, text]) => de.get(key) === text && text.replace(/\{\{.*?\}\}/g, '').length > 24).map(([key]) => key)
    expect(alike).toEqual([])
  })

  it('use only signs that the printed fonts have', () => {
    for (const [key, text] of [...en, ...de]) expect([key, text.replace(/[\u0020-\u007e\u00a0-\u00ff„“”’–\n]/g, '')]).toEqual([key, ''])
  })

  it('leave a slip visible', () => {
    expect(fill('{{a}} {{b}}', { a: 1 })).toBe('1 {{b}}')
    expect(fill('{{a}}', { a: '{{b}}' })).toBe('{{b}}')
  })
})
