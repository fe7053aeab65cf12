import { canonicalBytes } from './canonical-json.ts'
import type { JsonValue } from './canonical-json.ts'
import { equalBytes, readUtf8 } from './bytes.ts'
import { PackageFault } from './fault.ts'

/** Deepest nesting that is read. */
const deepest = 64

/**
 * Reads JSON that must be canonical (RFC 8785): the bytes are compared with the canonical form of what they say, so that
 * doubled keys, white space, other number forms and a byte order mark are all refused, and equal content has one signature.
 * @throws PackageFault `json-not-canonical`
 */
export function parseCanonical(bytes: Uint8Array, subject: string): JsonValue {
  const text = readUtf8(bytes)
  if (text === null || tooDeep(text)) throw new PackageFault('json-not-canonical', subject)
  try {
    const value = JSON.parse(text) as JsonValue
    if (equalBytes(canonicalBytes(value), bytes)) return value
  } catch {
    // Not JSON at all, or strings that are not well-formed: the same refusal.
  }
  throw new PackageFault('json-not-canonical', subject)
}

/** Counts brackets outside strings before anything recursive touches the text. */
function tooDeep(text: string): boolean {
  let depth = 0
  let inside = false
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i)
    if (inside) {
      if (letter === 0x5c) i++
      else if (letter === 0x22) inside = false
    } else if (letter === 0x22) inside = true
    else if (letter === 0x5b || letter === 0x7b) {
      depth++
      if (depth > deepest) return true
    } else if (letter === 0x5d || letter === 0x7d) depth--
  }
  return false
}
