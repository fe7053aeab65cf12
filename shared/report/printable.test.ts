import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable } from './printable.ts'

describe('printable', () => {
  it('shows what would reorder or hide', () => {
    expect(printable('invoice\u202efdp.exe')).toBe('invoice[U+202E]fdp.exe')
    expect(printable('\u2066a\u2069')).toBe('[U+2066]a[U+2069]')
    expect(printable('a\u0007b\u009bc')).toBe('a[U+0007]b[U+009B]c')
    expect(printable('tag\u{e0041}')).toBe('tag[U+E0041]')
  })

  it('leaves out what honest text carries by accident', () => {
    expect(printable('soft\u00adhyphen zero\u200bwidth \ufeffmark')).toBe('softhyphen zerowidth mark')
  })

  it('keeps letters of all scripts and knows every line end', () => {
    const text = 'Größe Αθήνα Водоканал Łódź 中文 😀 שלום'
    expect(printable(text)).toBe(text)
    expect(printable('a\r\nb\rc\u2028d\te\u3000f\u2009g')).toBe('a\nb\nc\nd e f g')
  })

  it('is stable and lets no order through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = printable(text)
        expect(printable(once)).toBe(once)
        expect(once).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/)
      }),
    )
  })
})
