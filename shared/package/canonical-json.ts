/** A value that JSON can carry without loss. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined }

/**
 * RFC 8785 (JSON Canonicalization Scheme) text of a value: keys sorted by UTF-16 code units, ECMAScript numbers, no white space.
 * Properties that are `undefined` are left out, as JSON.stringify does.
 * @throws RangeError for numbers that JSON cannot carry and for strings with a lone surrogate (RFC 8785 3.2.2.2).
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('number is not finite')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!isWellFormed(value)) throw new RangeError('string holds a lone surrogate')
    return JSON.stringify(value)
  }
  if (isList(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  const parts: string[] = []
  for (const key of Object.keys(value).sort(byCodeUnit)) {
    const item = value[key]
    if (item !== undefined) parts.push(`${canonicalJson(key)}:${canonicalJson(item)}`)
  }
  return `{${parts.join(',')}}`
}

/** UTF-8 bytes of the canonical text: what is hashed, signed and stored. */
export function canonicalBytes(value: JsonValue): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value))
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)
}
