/**
 * Reads an amount as people write it: `18 000`, `18.000` or `18,000` (groups of three), `1,5` or `1.5` (decimals).
 * One separator before exactly three digits is a group, because plants count people far more often than thousandths.
 * @returns `null` when it is no amount between 0 and `maximum`.
 */
export function readNumber(text: string, maximum: number): number | null {
  const packed = text.trim().replaceAll(/[\s\u00a0\u202f']/g, '')
  if (packed === '') return null
  const separators = packed.replaceAll(/\d/g, '')
  if (!/^[.,]*$/.test(separators) || !/^\d/.test(packed) || !/\d$/.test(packed)) return null
  const last = Math.max(packed.lastIndexOf('.'), packed.lastIndexOf(','))
  const sign = packed[last]
  const isGroup = last !== -1 && packed.length - last - 1 === 3 && [...separators].every((separator) => separator === sign) && isGrouped(packed)
  const whole = last === -1 || isGroup ? packed.replaceAll(/[.,]/g, '') : packed.slice(0, last).replaceAll(/[.,]/g, '')
  const fraction = last === -1 || isGroup ? '' : packed.slice(last + 1)
  if (!isGroup && separators.length > 1 && !isGrouped(packed.slice(0, last))) return null
  const value = Number(fraction === '' ? whole : `${whole}.${fraction}`)
  return Number.isFinite(value) && value <= maximum ? value : null
}

function isGrouped(whole: string): boolean {
  return /^\d{1,3}([.,]\d{3})*$/.test(whole) && new Set(whole.replaceAll(/\d/g, '')).size <= 1
}

/** An amount as it stands in a field to be edited; what `readNumber` reads. */
export function numberText(value: number, language: string): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { maximumFractionDigits: 6, useGrouping: 'min2' }).format(value)
}
