import { describe, expect, test } from 'vitest'
import { anchorText, compareAnchor, compareAnchors, readAnchor, type Anchor, type AnchorContext } from './anchor.ts'

const anchor: Anchor = {
  storeId: 'abcdefghijklmnopqrstuvwxyz',
  line: '0011223344556677',
  sequence: 12,
  head: 'a'.repeat(64),
  at: 1_764_000_000_123,
  why: 'release',
}
const heads = ['0', '1', '2', '3', '4', '5'].map((digit) => digit.repeat(64))
const context: AnchorContext = {
  storeId: anchor.storeId,
  lines: [{ line: anchor.line, parentLine: null, parentSequence: 0, parentHead: null }],
  lastSequence: 5,
  hashAt: (sequence) => heads[sequence] ?? null,
}
const restored: AnchorContext = {
  ...context,
  lines: [...context.lines, { line: 'aaaaaaaaaaaaaaaa', parentLine: anchor.line, parentSequence: 3, parentHead: new Uint8Array(32) }],
}

function at(sequence: number, change: Partial<Anchor> = {}): Anchor {
  return { ...anchor, sequence, head: heads[sequence] ?? 'f'.repeat(64), ...change }
}

test('an anchor is one line of plain words', () => {
  expect(anchorText(anchor)).toBe(`cofferdam-anchor-1 ${anchor.storeId} ${anchor.line} 12 ${anchor.head} 2025-11-24T16:00:00.123Z release`)
  expect(readAnchor(anchorText(anchor))).toEqual(anchor)
})

test.each(['', 'x', anchorText(anchor).slice(0, -3), `${anchorText(anchor)} x`, anchorText(anchor).replace(' 12 ', ' 012 '), anchorText(anchor).replace('release', 'lunch')])(
  'a torn or strange line is not an anchor: %j',
  (text) => {
    expect(readAnchor(text)).toBeNull()
  },
)

describe('compared with a chain', () => {
  test('an anchor holds, differs, lies beyond the end, or is of another store', () => {
    expect(compareAnchor(at(0), context)).toBe('holds')
    expect(compareAnchor(at(5), context)).toBe('holds')
    expect(compareAnchor(at(4, { head: heads[3] ?? '' }), context)).toBe('differs')
    expect(compareAnchor(at(6), context)).toBe('beyond-end')
    expect(compareAnchor(at(2, { storeId: 'z'.repeat(26) }), context)).toBe('other-store')
    expect(compareAnchor(at(2, { line: 'ffffffffffffffff' }), context)).toBe('other-store')
  })

  test('after a restore, what the old line wrote later is left behind and the new line counts from its parent', () => {
    expect(compareAnchor(at(3), restored)).toBe('holds')
    expect(compareAnchor(at(5, { head: 'f'.repeat(64) }), restored)).toBe('left-behind')
    expect(compareAnchor(at(3, { line: 'aaaaaaaaaaaaaaaa' }), restored)).toBe('holds')
    expect(compareAnchor(at(4, { line: 'aaaaaaaaaaaaaaaa' }), restored)).toBe('holds')
    expect(compareAnchor(at(2, { line: 'aaaaaaaaaaaaaaaa' }), restored)).toBe('differs')
    expect(compareAnchor(at(6, { line: 'aaaaaaaaaaaaaaaa' }), restored)).toBe('beyond-end')
  })

  test('a whole log gives its counts and the first contradiction', () => {
    const torn = anchorText(at(3)).slice(0, 40)
    expect(compareAnchors([anchorText(at(1)), torn, anchorText(at(5)), ''], context)).toEqual({ held: 2, leftBehind: 0, ignored: 1, fault: null })
    const lying = at(2, { head: heads[1] ?? '' })
    expect(compareAnchors([anchorText(at(1)), anchorText(lying), anchorText(at(6))], context).fault).toEqual({ anchor: lying, finding: 'differs' })
  })
})
