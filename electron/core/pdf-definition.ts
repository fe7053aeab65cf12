import type { Column, Content, ContentTable, TDocumentDefinitions, TableCell } from 'pdfmake/interfaces.js'
import { assertNever } from '../../shared/contract/error.ts'
import type { Block, BlockOf, Cell, QrRows, ReportDocument, Run, Running } from '../../shared/report/document.ts'
import { visible } from '../../shared/report/printable.ts'
import { fill } from '../../shared/report/texts/fill.ts'

/** Points. A4 is 595.28 x 841.89. */
const pageWidth = 595.28
const margin = { left: 56, right: 48, top: 68, bottom: 58 }
const bodyWidth = pageWidth - margin.left - margin.right
const ink = '#161B20'
const quiet = '#4A555E'
const hairline = '#C5CCD2'
const rule = '#727D86'
const markHeight = 22

/** A heading below this part of a page's height goes to the next page: there is no room for what it announces. */
const headingLimit = 0.87
/** Side of a QR code with its quiet zone: 42 mm scans from paper with any phone. */
const qrSize = 119
/** Characters of a cell above which its row may break over pages. */
const longCell = 700

/** What the definition of a PDF needs beside the sheet. */
export interface DefinitionTools {
  readonly qrRows: QrRows
  /** Whether the fonts can draw a code point. */
  readonly draws: (code: number) => boolean
}

/** The sheet as pdfmake lays it out. Text that no font can draw is written as `[U+4E2D]`, never as an empty box. */
export function pdfDefinition(document: ReportDocument, tools: DefinitionTools): TDocumentDefinitions {
  const paper = new Paper(tools)
  const marked = document.running.mark !== ''
  return {
    pageSize: 'A4',
    pageMargins: [margin.left, margin.top + (marked ? markHeight : 0), margin.right, margin.bottom],
    content: document.blocks.flatMap((block) => paper.block(block)),
    header: () => paper.header(document.running),
    footer: (page, pages) => paper.footer(document.running, page, pages),
    defaultStyle: { font: 'Sans', fontSize: 9.2, lineHeight: 1.15, color: ink },
    language: document.language,
    version: '1.7',
    displayTitle: true,
    pageBreakBefore: (node) => node.headlineLevel !== undefined && node.startPosition.verticalRatio > headingLimit,
  }
}


class Paper {
  readonly #tools: DefinitionTools
  readonly #width: number
  constructor(tools: DefinitionTools, width = bodyWidth) {
    this.#tools = tools
    this.#width = width
  }

  header(running: Running): Content {
    const parts: Content[] = []
    if (running.mark !== '') {
      parts.push({
        table: {
          widths: [bodyWidth],
          body: [[{ text: [{ text: this.#draw(running.mark), bold: true, characterSpacing: 1.5 }, { text: `   ${this.#draw(running.markSentence)}` }], color: '#FFFFFF', fillColor: ink, fontSize: 9, margin: [8, 3, 8, 3] }]],
        },
        layout: 'noBorders',
        margin: [0, 0, 0, 8],
      })
    }
    const title: Column = { text: this.#draw(running.title), bold: true, fontSize: 8.5, color: quiet, width: '*', margin: [0, 3, 0, 0] }
    const tlp: Column = { table: { body: [[{ text: this.#draw(running.tlp), bold: true, fontSize: 8.5, margin: [4, 0, 4, 0] }]] }, layout: frame(ink, 0.9), width: 'auto' }
    parts.push(running.tlp === '' ? title : { columns: [title, tlp], columnGap: 12 })
    parts.push(line(rule, 0.6, [0, 5, 0, 0]))
    return { stack: parts, margin: [margin.left, 20, margin.right, 0] }
  }

  footer(running: Running, page: number, pages: number): Content {
    return {
      stack: [
        line(rule, 0.6, [0, 0, 0, 5]),
        {
          columns: [
            { text: this.#draw(running.packageId), width: '*' },
            { text: fill(running.pageOf, { page, pages }), width: 'auto', alignment: 'right' },
          ],
          columnGap: 12,
        },
        { text: this.#draw([running.tlp, running.tlpSentence].filter((text) => text !== '').join('  ')), margin: [0, 1, 0, 0] },
      ],
      fontSize: 7.5,
      color: quiet,
      margin: [margin.left, 10, margin.right, 0],
    }
  }

  block(block: Block): Content[] {
    switch (block.type) {
      case 'heading':
        return this.#heading(block)
      case 'paragraph':
        return [{ text: this.#runs(block.runs), fontSize: { small: 8, normal: 9.2, large: 10.5 }[block.size], margin: [0, 2, 0, 5] }]
      case 'key-value':
        return [this.#keyValue(block)]
      case 'table':
        return this.#table(block)
      case 'notice':
        return [this.#notice(block)]
      case 'list':
        return [this.#list(block)]
      case 'code':
        return [{ unbreakable: true, stack: [...this.#label(block.label), this.#lines(block.lines)] }]
      case 'groups':
        return [{ unbreakable: true, stack: [...this.#label(block.label), this.#groups(block)] }]
      case 'qr':
        return [this.#qr(block)]
      case 'signature':
        return [this.#signature(block)]
      case 'page-break':
        return [{ text: '', pageBreak: 'after' }]
      default:
        return assertNever(block)
    }
  }

  #heading({ level, text }: BlockOf<'heading'>): Content[] {
    const words = this.#draw(text)
    if (level === 1) return [{ text: words, fontSize: 20, bold: true, lineHeight: 1.1, margin: [0, 6, 0, 2], outline: true }]
    if (level === 3) return [{ text: words, bold: true, margin: [0, 8, 0, 2], headlineLevel: 3 }]
    return [
      { text: words, fontSize: 12, bold: true, margin: [0, 11, 0, 2], headlineLevel: 2, outline: true },
      line(ink, 1.2, [0, 0, 0, 4]),
    ]
  }

  #keyValue({ rows }: BlockOf<'key-value'>): Content {
    const body = rows.map((row): TableCell[] => [
      { text: [{ text: this.#draw(row.label) }, ...(row.note === '' ? [] : [{ text: `\n${this.#draw(row.note)}`, fontSize: 7 }])], color: quiet, fontSize: 8.8 },
      this.#cell(row.value),
    ])
    return this.#grid(body, [3, 7], 0, rows.every((row) => isShort(row.value)))
  }

  #table(block: BlockOf<'table'>): Content[] {
    const head = block.columns.map((column): TableCell => ({ text: this.#draw(column.label), color: quiet, fontSize: 8 }))
    const body = block.rows.map((row) => row.map((cell) => this.#cell(cell)))
    // The caption is a row of the table: it stays with its table and comes again where the table runs over a page.
    const caption: TableCell[][] =
      block.caption === ''
        ? []
        : [block.columns.map((_column, index): TableCell => (index === 0 ? { text: this.#draw(block.caption), bold: true, fontSize: 9.2, colSpan: block.columns.length, margin: [0, 4, 0, 0] } : {}))]
    const heads = [...caption, head]
    const grid = this.#grid([...heads, ...body], block.columns.map((column) => column.share), heads.length, block.rows.every((row) => row.every(isShort)))
    grid.fontSize = 8.5
    return [grid]
  }

  #grid(body: TableCell[][], shares: readonly number[], headerRows: number, wholeRows: boolean): ContentTable {
    const gap = 10
    const sum = shares.reduce((total, share) => total + share, 0)
    const room = bodyWidth - gap * (shares.length - 1)
    return {
      table: { widths: shares.map((share) => (room * share) / sum), body, headerRows, keepWithHeaderRows: headerRows > 0 ? 1 : 0, dontBreakRows: wholeRows },
      layout: {
        hLineWidth: (index) => (index === headerRows && headerRows > 0 ? 1 : index < Math.max(1, headerRows) ? 0 : 0.5),
        vLineWidth: () => 0,
        hLineColor: (index) => (index === headerRows && headerRows > 0 ? ink : hairline),
        paddingLeft: (index) => (index === 0 ? 0 : gap / 2),
        paddingRight: (index, node) => (index === (node.table.widths?.length ?? 1) - 1 ? 0 : gap / 2),
        paddingTop: () => 2.8,
        paddingBottom: () => 2.2,
      },
      margin: [0, 0, 0, 8],
    }
  }

  #cell(cell: Cell): TableCell {
    const stack = cell.map((runs): Content => ({ text: this.#runs(runs) }))
    return stack.length === 1 && stack[0] !== undefined ? (stack[0] as TableCell) : { stack }
  }

  #notice({ tone, title, lines }: BlockOf<'notice'>): Content {
    const stack: Content[] = [
      ...(title === '' ? [] : [{ text: this.#draw(title), bold: true }]),
      ...lines.map((text) => ({ text: this.#draw(text) })),
    ]
    const bar = tone === 'attention' ? 4 : 0.6
    return {
      table: { widths: [bodyWidth - 24], body: [[{ stack }]], dontBreakRows: true },
      layout: {
        hLineWidth: () => 0.6,
        vLineWidth: (index) => (index === 0 ? bar : 0.6),
        hLineColor: () => rule,
        vLineColor: (index) => (index === 0 && tone === 'attention' ? ink : rule),
        paddingLeft: () => 10,
        paddingRight: () => 10,
        paddingTop: () => 6,
        paddingBottom: () => 5,
      },
      margin: [0, 6, 0, 8],
    }
  }

  #list({ size, items }: BlockOf<'list'>): Content {
    const large = size === 'large'
    const body = items.map((item, index): TableCell[] => [{ text: `${index + 1}.`, bold: true }, this.#cell(item)])
    return {
      table: { widths: [22, bodyWidth - 22 - 8], body, dontBreakRows: true },
      layout: {
        hLineWidth: (index) => (large && index > 0 ? 0.5 : 0),
        vLineWidth: () => 0,
        hLineColor: () => hairline,
        paddingLeft: () => 0,
        paddingRight: () => 4,
        paddingTop: () => (large ? 5 : 1.5),
        paddingBottom: () => (large ? 4 : 1.5),
      },
      fontSize: large ? 11.5 : 9.2,
      margin: [0, 2, 0, 8],
    }
  }

  #label(text: string): Content[] {
    return text === '' ? [] : [{ text: this.#draw(text), fontSize: 8, color: quiet, margin: [0, 4, 0, 2] }]
  }

  #lines(lines: readonly string[]): Content {
    const fontSize = codeSize(this.#width - 20, Math.max(...lines.map((text) => text.length)))
    const stack = lines.map((text): Content => ({ text: this.#draw(text), font: 'Mono', fontSize, lineHeight: 1.3 }))
    return {
      table: { widths: [this.#width - 20], body: [[{ stack }]], dontBreakRows: true },
      layout: { ...frame(rule, 0.6), paddingLeft: () => 10, paddingRight: () => 10, paddingTop: () => 6, paddingBottom: () => 4 },
      margin: [0, 2, 0, 8],
    }
  }

  #groups({ groups, perLine }: BlockOf<'groups'>): Content {
    const widest = Math.max(1, ...groups.map((group) => group.length))
    const size = 17
    const rows: TableCell[][] = []
    for (let start = 0; start < groups.length; start += perLine) {
      const row = groups.slice(start, start + perLine).map((group): TableCell => ({ text: this.#draw(group), font: 'Mono', fontSize: size, alignment: 'center', lineHeight: 1 }))
      while (row.length < perLine) row.push({ text: '' })
      rows.push(row)
    }
    const width = Math.min((this.#width - perLine * 16) / perLine, widest * size * 0.6 + 14)
    return {
      table: { widths: Array.from({ length: perLine }, () => width), body: rows, dontBreakRows: true },
      layout: { ...frame(ink, 1), paddingLeft: () => 7, paddingRight: () => 7, paddingTop: () => 7, paddingBottom: () => 5 },
      margin: [0, 2, 0, 10],
    }
  }

  #qr({ text, holds, beside }: BlockOf<'qr'>): Content {
    const rows = this.#tools.qrRows(text)
    const module = qrSize / (rows.length + 8)
    const bars = rows.flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map((bar) => ({
        type: 'rect' as const,
        x: (bar.index + 4) * module,
        y: (y + 4) * module,
        w: bar[0].length * module,
        // A hair more than a module: some viewers show seams between touching bars.
        h: module * 1.02,
        lineWidth: 0,
        color: '#000000',
      })),
    )
    const letters = new Paper(this.#tools, this.#width - qrSize - 16)
    const code: Column = { width: qrSize, stack: [{ canvas: bars }, { text: this.#draw(holds), fontSize: 8, color: quiet, margin: [0, 12, 0, 0] }] }
    return { unbreakable: true, columns: [{ width: '*', stack: beside.flatMap((block) => letters.block(block)) }, code], columnGap: 16, margin: [0, 0, 0, 6] }
  }

  #signature({ labels }: BlockOf<'signature'>): Content {
    const perLine = labels.length === 3 ? 3 : 2
    const gap = 18
    const width = (bodyWidth - gap * (perLine - 1)) / perLine
    const lines: Content[] = []
    for (let start = 0; start < labels.length; start += perLine) {
      lines.push({
        columns: labels.slice(start, start + perLine).map((label) => ({
          width,
          stack: [line(ink, 0.7, [0, 0, 0, 2], width), { text: this.#draw(label), fontSize: 8, color: quiet }],
        })),
        columnGap: gap,
        margin: [0, 24, 0, 0],
      })
    }
    return { unbreakable: true, stack: lines, margin: [0, 0, 0, 2] }
  }

  #runs(runs: readonly Run[]): Content[] {
    return runs.filter((part) => part.text !== '').map((part) => this.#run(part))
  }

  #run({ text, style }: Run): Content {
    const words = this.#draw(text)
    switch (style) {
      case 'plain':
        return { text: words }
      case 'strong':
        return { text: words, bold: true }
      case 'quiet':
        return { text: words, color: quiet, fontSize: 8.2 }
      case 'struck':
        return { text: words, decoration: 'lineThrough' }
      case 'unknown':
      case 'claimed':
        return { text: words, italics: true }
      case 'code':
        return { text: words, font: 'Mono', fontSize: 8 }
      default:
        return assertNever(style)
    }
  }

  /** Text the fonts can draw. */
  #draw(text: string): string {
    return drawable(text, this.#tools.draws)
  }
}

/** Replaces what the fonts cannot draw by its code point in brackets. */
export function drawable(text: string, draws: (code: number) => boolean): string {
  let result = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    result += character === '\n' || draws(code) ? character : visible(code)
  }
  return result
}

function isShort(cell: Cell): boolean {
  return cell.reduce((length, runs) => length + runs.reduce((sum, part) => sum + part.text.length, 0), 0) < longCell && cell.length < 12
}

/** Size in points that keeps a command on one line of `width`; a line that would have to be smaller than 7 breaks instead. */
function codeSize(width: number, letters: number): number {
  const fitting = width / (letters * 0.601)
  return fitting < 7 ? 8 : Math.min(8.5, fitting)
}

function line(color: string, width: number, space: [number, number, number, number], length = bodyWidth): Content {
  return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: length, y2: 0, lineWidth: width, lineColor: color }], margin: space }
}

function frame(color: string, width: number) {
  return { hLineWidth: () => width, vLineWidth: () => width, hLineColor: () => color, vLineColor: () => color }
}
