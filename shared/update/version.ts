/** A released version: three numbers of up to four digits, without leading zeros and without any addition. */
const form = /^(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})$/

/** The three numbers of a released version, or `null` for any other text. */
export function readVersion(text: string): readonly [number, number, number] | null {
  const match = form.exec(text)
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3])]
}

/** Whether one version comes after another. A text that is no released version comes after nothing, and nothing comes after it. */
export function isNewer(version: string, than: string): boolean {
  const [left, right] = [readVersion(version), readVersion(than)]
  if (left === null || right === null) return false
  const at = left.findIndex((number, index) => number !== right[index])
  return at >= 0 && (left[at] ?? 0) > (right[at] ?? 0)
}
