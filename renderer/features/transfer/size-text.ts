const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** A size for people, in powers of 1000 as drives are sold: "14.2 kB". @param bytes at least 0. */
export function sizeText(bytes: number, language: string): string {
  let size = bytes
  let step = 0
  while (size >= 999.5 && step < units.length - 1) {
    size /= 1000
    step += 1
  }
  const unit = units[step] ?? 'byte'
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: step === 0 || size >= 100 ? 0 : 1 }).format(size)
}
