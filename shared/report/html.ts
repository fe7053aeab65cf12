import { assertNever } from '../contract/error.ts'
import type { Block, Cell, QrRows, ReportDocument, Run, Running } from './document.ts'
import { htmlStyle, htmlStyleHash } from './html-style.ts'

/**
 * The sheet as one self-contained HTML file: no script, no address, nothing loaded, and a policy that forbids all of it. The
 * accessible copy of a report; prints to A4 with the same words on every page that the PDF has.
 * @param qrRows draws QR codes; only sheets with a QR block need it.
 * @throws Error for a sheet with a QR block and no `qrRows`.
 */
export function documentHtml(document: ReportDocument, qrRows?: QrRows): string {
  const { running } = document
  const policy = `default-src 'none'; style-src '${htmlStyleHash}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="${document.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(document.title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<table class="sheet" role="presentation">
<thead><tr><td>${markHtml(running)}<div class="running top"><strong>${escaped(running.title)}</strong>${tlpHtml(running)}</div></td></tr></thead>
<tbody><tr><td><main>
${document.blocks.map((block) => blockHtml(block, qrRows)).join('\n')}
</main></td></tr></tbody>
<tfoot><tr><td><div class="running bottom"><span>${escaped(running.packageId)}</span><span>${escaped(running.tlpSentence)}</span></div></td></tr></tfoot>
</table>
</body>
</html>
`
}

/** Text that can stand anywhere in HTML, attributes included. */
export function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function markHtml({ mark, markSentence }: Running): string {
  return mark === '' ? '' : `<p class="mark"><strong>${escaped(mark)}</strong>${escaped(markSentence)}</p>`
}

function tlpHtml({ tlp }: Running): string {
  return tlp === '' ? '' : `<span class="tlp">${escaped(tlp)}</span>`
}

function blockHtml(block: Block, qrRows: QrRows | undefined): string {
  switch (block.type) {
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`
    case 'paragraph':
      return `<p class="${block.size}">${runsHtml(block.runs)}</p>`
    case 'key-value':
      return `<dl>${block.rows
        .map((row) => `<div><dt>${escaped(row.label)}${row.note === '' ? '' : ` <small>${escaped(row.note)}</small>`}</dt><dd>${cellHtml(row.value)}</dd></div>`)
        .join('')}</dl>`
    case 'table':
      return tableHtml(block)
    case 'notice':
      return `<div class="notice ${block.tone}" role="note">${block.title === '' ? '' : `<p><strong>${escaped(block.title)}</strong></p>`}${block.lines
        .map((line) => `<p>${broken(line)}</p>`)
        .join('')}</div>`
    case 'list':
      return `<ol class="${block.size}">${block.items
        .map((item, index) => `<li><span class="number">${index + 1}.</span><div>${cellHtml(item)}</div></li>`)
        .join('')}</ol>`
    case 'code':
      return `<div class="lines">${block.label === '' ? '' : `<p class="quiet small">${escaped(block.label)}</p>`}${block.lines
        .map((line) => `<code>${escaped(line)}</code>`)
        .join('')}</div>`
    case 'groups':
      return `<div class="groups">${block.label === '' ? '' : `<p class="quiet small">${escaped(block.label)}</p>`}<div>${block.groups
        .map((group) => `<span>${escaped(group)}</span>`)
        .join(' ')}</div></div>`
    case 'qr':
      return qrHtml(block, qrRows)
    case 'signature':
      return `<div class="sign">${block.labels.map((label) => `<span>${escaped(label)}</span>`).join(' ')}</div>`
    case 'page-break':
      return '<div class="page-break"></div>'
    default:
      return assertNever(block)
  }
}

function tableHtml(block: Extract<Block, { type: 'table' }>): string {
  const sum = block.columns.reduce((total, column) => total + column.share, 0)
  const caption = block.caption === '' ? '' : `<caption>${escaped(block.caption)}</caption>`
  // Widths as presentational attributes: a style attribute would need a weaker policy.
  const columns = block.columns.map((column) => `<col width="${Math.round((column.share / sum) * 100)}%">`).join('')
  const head = block.columns.map((column) => `<th scope="col">${escaped(column.label)}</th>`).join('')
  const rows = block.rows.map((row) => `<tr>${row.map((cell) => `<td>${cellHtml(cell)}</td>`).join('')}</tr>`).join('')
  return `<table class="data">${caption}<colgroup>${columns}</colgroup><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`
}

function qrHtml({ text, holds, beside }: Extract<Block, { type: 'qr' }>, qrRows: QrRows | undefined): string {
  if (!qrRows) throw new Error('a sheet with a QR code needs qrRows')
  const rows = qrRows(text)
  const size = rows.length + 8
  const letters = beside.map((block) => blockHtml(block, qrRows)).join('')
  return `<div class="beside"><div>${letters}</div><figure><svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${escaped(holds)}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${qrPath(rows)}" fill="#000"/></svg><figcaption>${escaped(holds)}</figcaption></figure></div>`
}

/** SVG path of the dark modules with a quiet zone of four modules: one bar for each run of dark modules in a row. */
export function qrPath(rows: readonly string[]): string {
  return rows
    .flatMap((row, y) => [...row.matchAll(/1+/g)].map((bar) => `M${bar.index + 4} ${y + 4}h${bar[0].length}v1h-${bar[0].length}z`))
    .join('')
}

function cellHtml(cell: Cell): string {
  return cell.map((runs) => `<p>${runsHtml(runs)}</p>`).join('')
}

function runsHtml(runs: readonly Run[]): string {
  return runs.map(runHtml).join('')
}

function runHtml({ text, style }: Run): string {
  if (text === '') return ''
  switch (style) {
    case 'plain':
      return broken(text)
    case 'strong':
      return `<strong>${broken(text)}</strong>`
    case 'struck':
      return `<s class="struck">${broken(text)}</s>`
    case 'code':
      return `<code>${broken(text)}</code>`
    case 'quiet':
    case 'unknown':
    case 'claimed':
      return `<span class="${style}">${broken(text)}</span>`
    default:
      return assertNever(style)
  }
}

function broken(text: string): string {
  return escaped(text).replace(/\n/g, '<br>')
}
