/** A value that JSON can carry without loss. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined }

/**
 * RFC 8785 (JSON Canonicalization Scheme) text of a value: keys sorted by UTF-16 code units, ECMAScript numbers, no white space.
 * Properties that are `undefined` are left out, as JSON.stringify does.
 * @throws RangeError for numbers that JSON cannot carry and for strings with a lone surrogate (RFC 8785 3.2.2.2).
 */
export function canonicalJson(value: JsonValue): string {
  // The engine writes numbers and strings as the RFC wants them and keeps the order of keys, several times faster than `written`.
  if (isInOrder(value)) {
    const text = JSON.stringify(value)
    // It escapes a lone surrogate, which `written` refuses.
    if (!text.includes('\\ud')) return text
  }
  return written(value)
}

function written(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('number is not finite')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new RangeError('string holds a lone surrogate')
    return JSON.stringify(value)
  }
  if (isList(value)) return `[${value.map((item) => written(item)).join(',')}]`
  const parts: string[] = []
  // Without a comparator strings are sorted by UTF-16 code units.
  for (const key of Object.keys(value).sort()) {
    const item = value[key]
    if (item !== undefined) parts.push(`${written(key)}:${written(item)}`)
  }
  return `{${parts.join(',')}}`
}

/** Whether a value is made of plain parts only and every object has its keys in the order of the RFC. */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean'
  if (value === null) return true
  if (Array.isArray(value)) return value.every(isInOrder)
  let last = ''
  let first = true
  // This loop makes no list of keys; what a prototype adds would show as a key out of place or be written as well, so it must not be there.
  for (const key in value) {
    if ((!first && last >= key) || !isInOrder((value as Record<string, unknown>)[key])) return false
    last = key
    first = false
  }
  return typeof (value as { toJSON?: unknown }).toJSON !== 'function'
}

/** UTF-8 bytes of the canonical text: what is hashed, signed and stored. */
export function canonicalBytes(value: JsonValue): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value))
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}
