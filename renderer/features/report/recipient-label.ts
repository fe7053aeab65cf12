/** Longest and shortest label of a recipient. */
const longest = 16

const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'o', å: 'a', ł: 'l', đ: 'd', þ: 'th', ð: 'd' }

/**
 * The short word a recipient gets in file names, made from its name: the short form in brackets or the first word in capitals where
 * there is one ("Bundesamt für Sicherheit (BSI)" is `bsi`), else the beginnings of the name. Different from all that are taken.
 */
export function recipientLabel(name: string, taken: readonly string[]): string {
  const wanted = shortForm(name) ?? plain(name).slice(0, longest)
  const base = wanted.length >= 2 ? wanted : `to${wanted}`
  if (!taken.includes(base)) return base
  for (let number = 2; ; number += 1) {
    const ending = String(number)
    const label = base.slice(0, longest - ending.length) + ending
    if (!taken.includes(label)) return label
  }
}

function shortForm(name: string): string | null {
  const bracketed = /\(([\p{L}\d-]{2,16})\)/u.exec(name)?.[1]
  const capitals = /(?:^|[\s/(])((?:\p{Lu}|\d){2,10}(?:-(?:\p{Lu}|\d){1,6})?)(?=$|[\s/,)])/u.exec(name)?.[1]
  const found = plain(bracketed ?? capitals ?? '').slice(0, longest)
  return found.length >= 2 ? found : null
}

function plain(text: string): string {
  return [...text.toLowerCase()]
    .map((letter) => letters[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]/g, '')
}
