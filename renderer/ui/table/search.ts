/** Folds case and accents, so that "uberlauf" finds "Überlauf" and "strasse" finds "Straße". */
export function foldText(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')
}

/** True when every word of the search is found somewhere in the texts of a row; an empty search finds all. */
export function matchesSearch(search: string, texts: readonly (string | number | null)[]): boolean {
  const words = foldText(search).split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return true
  const heap = foldText(texts.filter((text) => text !== null).join(' \n '))
  return words.every((word) => heap.includes(word))
}

/** Order of two cells: numbers by size, texts as people sort ("Pump 9" before "Pump 10"), nothing last. */
export function compareCells(a: string | number | null, b: string | number | null, collator: Intl.Collator): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return collator.compare(String(a), String(b))
}
