import { messageLimit } from '../../shared/contract/wire.ts'

/** Deeper nesting than any procedure has; beyond it a later walk over the value could exhaust the stack. */
export const deepestNesting = 64

/** Whether a text is too large to cross, counted in bytes of UTF-8. */
export function isTooLarge(text: string): boolean {
  // A UTF-16 unit becomes at most three bytes, so most messages need no counting.
  return text.length > messageLimit || (text.length * 3 > messageLimit && Buffer.byteLength(text, 'utf8') > messageLimit)
}

/** Whether arrays and objects of a JSON text nest deeper than `deepestNesting`. Brackets within strings do not count. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // a string: on to its end
        for (at += 1; at < text.length && text.charCodeAt(at) !== 0x22; at += 1) if (text.charCodeAt(at) === 0x5c) at += 1
        break
      case 0x5b:
      case 0x7b:
        depth += 1
        if (depth > deepestNesting) return true
        break
      case 0x5d:
      case 0x7d:
        depth -= 1
        break
      default:
    }
  }
  return false
}
