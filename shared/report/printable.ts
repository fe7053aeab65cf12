/**
 * Characters that are not letters but orders: they could hide, reorder or break what a reader sees. Controls but line feed; soft
 * hyphen and zero-width marks; the bidirectional embeddings, overrides, isolates and marks (Unicode TR 9 and TR 36); line and
 * paragraph separators; interlinear and tag characters; variation selectors; private use and lone surrogates.
 */
const orders =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff]|[\u{e0000}-\u{e0fff}]|[\u{f0000}-\u{10ffff}]|[\ud800-\udfff]/gu

/** Code points that only separate or join and that honest text carries by accident; they are left out instead of shown. */
const harmless = new Set([0x00ad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0xfe0e, 0xfe0f])

/**
 * Text as it may be shown and printed: tabs and the wide and narrow spaces of typography become plain spaces, line ends become line feeds, characters that give orders become visible
 * as `[U+202E]`. The exact text stays in report.json.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\t\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(orders, (character) => {
      const code = character.codePointAt(0) ?? 0
      return harmless.has(code) ? '' : visible(code)
    })
}

/** A code point as a reader can look it up: `[U+202E]`. */
export function visible(code: number): string {
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
}
