import type { BlockOf, Cell, Run, Running } from './document.ts'
import { printable } from './printable.ts'
import type { PackageKind } from '../package/manifest.ts'
import type { TlpLabel } from './tlp.ts'
import { tlpCode } from './tlp.ts'
import type { ReportTexts } from './texts/report-texts.ts'
import { fill } from './texts/fill.ts'
import type { ZonedTime } from './zoned-time.ts'

/** A run of text in a style; the text is made printable here, so no block can carry what hides or reorders. */
export function run(text: string, style: Run['style'] = 'plain'): Run {
  return { text: printable(text), style }
}

/** A cell of one paragraph. */
export function cell(text: string, style: Run['style'] = 'plain'): Cell {
  return [[run(text, style)]]
}

/** A heading. */
export function heading(level: 1 | 2 | 3, text: string): BlockOf<'heading'> {
  return { type: 'heading', level, text: printable(text) }
}

/** A paragraph of one style. */
export function paragraph(text: string, style: Run['style'] = 'plain', size: 'normal' | 'small' | 'large' = 'normal'): BlockOf<'paragraph'> {
  return { type: 'paragraph', runs: [run(text, style)], size }
}

/** A row of a key-value block. */
export function row(label: string, value: Cell, note = ''): BlockOf<'key-value'>['rows'][number] {
  return { label: printable(label), note: printable(note), value }
}

/** A table whose columns are {label, share}. */
export function table(caption: string, columns: readonly (readonly [string, number])[], rows: Cell[][]): BlockOf<'table'> {
  return {
    type: 'table',
    caption: printable(caption),
    columns: columns.map(([label, share]) => ({ label: printable(label), share })),
    rows,
  }
}

/** A notice in a frame. */
export function notice(tone: 'plain' | 'attention', title: string, lines: readonly string[]): BlockOf<'notice'> {
  return { type: 'notice', tone, title: printable(title), lines: lines.map(printable) }
}

/**
 * An instant for readers of one language, first local with offset, then UTC in quiet letters. Made from the written-out form alone,
 * so that a sheet never depends on the zone data of the reader's PC.
 */
export function timeRuns(time: ZonedTime, texts: ReportTexts, style: Run['style'] = 'plain'): Run[] {
  const quiet = style === 'plain' ? 'quiet' : style
  const offset = time.local.slice(-6)
  return [run(`${dateAndClock(time.local, texts)} (${offset})`, style), run('  ', style), run(fill(texts.sheet.utc, { time: dateAndClock(time.utc, texts) }), quiet)]
}

/** An instant in a narrow column: local time, below it UTC. */
export function timeCell(time: ZonedTime, texts: ReportTexts, style: Run['style'] = 'plain'): Cell {
  const utc = run(fill(texts.sheet.utc, { time: dateAndClock(time.utc, texts) }), 'quiet')
  return [[run(shortTime(time, texts), style)], [utc]]
}

/** Local time with offset only, for narrow columns and for reading aloud. */
export function shortTime(time: ZonedTime, texts: ReportTexts): string {
  return `${dateAndClock(time.local, texts)} (${time.local.slice(-6)})`
}

/** `19 Mar 2019, 00:10` or `19.03.2019, 00:10`; the date order of the language, always 24 hours. */
function dateAndClock(iso: string, texts: ReportTexts): string {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-')
  const name = texts.months[Number(month) - 1] ?? month
  const date = /^\d/.test(name) ? `${day}.${name}.${year}` : `${String(Number(day))} ${name} ${year}`
  return `${date}, ${iso.slice(11, 16)}`
}

/** A number with groups of three set apart by a no-break space, decimals by the sign of the language. */
export function numberText(value: number, language: 'en' | 'de'): string {
  const [whole = '0', fraction] = String(Math.round(value * 100) / 100).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0')
  return fraction === undefined ? grouped : `${grouped}${language === 'de' ? ',' : '.'}${fraction}`
}

/** What marks a sheet that tells of no real incident or is not released; exercise and demo outrank draft. */
export type SheetMark = Exclude<PackageKind, 'real'> | 'training' | 'draft' | null

/** Top and foot of every page of a report. */
export function running(
  texts: ReportTexts,
  parts: { readonly title: string; readonly packageId: string; readonly tlp: TlpLabel | null; readonly sentence?: string; readonly mark: SheetMark },
): Running {
  const mark = parts.mark === null ? null : texts.marks[parts.mark]
  return {
    title: printable(parts.title),
    packageId: printable(parts.packageId),
    tlp: parts.tlp === null ? '' : tlpCode(parts.tlp),
    tlpSentence: printable(parts.tlp === null ? (parts.sentence ?? '') : texts.tlp[parts.tlp]),
    mark: mark?.word ?? '',
    markSentence: mark?.sentence ?? '',
    pageOf: texts.sheet.pageOf,
  }
}

/** The entity's name, or in words that it has none yet: a sheet never shows an empty place where a name belongs. */
export function entityName(name: string, texts: Pick<ReportTexts, 'values'>): string {
  return name.trim() === '' ? texts.values.unnamed : name
}
