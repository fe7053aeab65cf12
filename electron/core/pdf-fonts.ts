import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The font files of printed sheets, each with the code points it can draw. */
export interface SheetFonts {
  readonly files: Readonly<Record<FontFile, Buffer>>
  /** Whether every style can draw a code point. */
  readonly draws: (code: number) => boolean
}

/** Names under which the fonts are known to the PDF library. */
export const fontFiles = ['NotoSans-Regular.ttf', 'NotoSans-Bold.ttf', 'NotoSans-Italic.ttf', 'NotoSansMono-Regular.ttf'] as const
export type FontFile = (typeof fontFiles)[number]

/** Reads the fonts that ship with the program. @throws Error when one is missing: the installation is damaged. */
export function readSheetFonts(folder: string): SheetFonts {
  const read = (name: FontFile): [FontFile, Buffer] => [name, readFileSync(join(folder, name))]
  const entries = fontFiles.map(read)
  const sets = entries.map(([, bytes]) => drawnCodePoints(bytes))
  return { files: Object.fromEntries(entries) as Record<FontFile, Buffer>, draws: (code) => sets.every((set) => set.has(code)) }
}

/**
 * Code points of the basic plane that a TrueType font maps to a glyph, from its format 4 `cmap` (OpenType 1.9, cmap).
 * @throws RangeError for a file that is not such a font.
 */
export function drawnCodePoints(font: Buffer): ReadonlySet<number> {
  const cmap = tableOffset(font, 'cmap')
  const count = font.readUInt16BE(cmap + 2)
  for (let index = 0; index < count; index++) {
    const record = cmap + 4 + index * 8
    const platform = font.readUInt16BE(record)
    const offset = cmap + font.readUInt32BE(record + 4)
    if ((platform === 0 || platform === 3) && font.readUInt16BE(offset) === 4) return formatFour(font, offset)
  }
  throw new RangeError('font has no Unicode cmap of format 4')
}

function tableOffset(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4)
  for (let index = 0; index < count; index++) {
    const record = 12 + index * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new RangeError(`font has no table ${tag}`)
}

function formatFour(font: Buffer, start: number): ReadonlySet<number> {
  const drawn = new Set<number>()
  const twice = font.readUInt16BE(start + 6)
  const ends = start + 14
  const starts = ends + twice + 2
  const deltas = starts + twice
  const ranges = deltas + twice
  for (let at = 0; at < twice; at += 2) {
    const last = font.readUInt16BE(ends + at)
    const first = font.readUInt16BE(starts + at)
    const delta = font.readUInt16BE(deltas + at)
    const range = font.readUInt16BE(ranges + at)
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const glyph = range === 0 ? code : font.readUInt16BE(ranges + at + range + (code - first) * 2)
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) drawn.add(code)
    }
  }
  return drawn
}
