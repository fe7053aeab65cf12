const mebi = 1_048_576

/** A size for people: `12 KiB`, `3.4 MiB`. */
export function sizeText(bytes: number, language: string): string {
  const [value, unit] = bytes >= mebi ? [bytes / mebi, 'MiB'] : bytes >= 1024 ? [bytes / 1024, 'KiB'] : [bytes, 'B']
  return `${new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { maximumFractionDigits: value < 10 && unit !== 'B' ? 1 : 0 }).format(value)} ${unit}`
}
