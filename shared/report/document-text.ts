import { assertNever } from '../contract/error.ts'
import type { Block, Cell, ReportDocument, Run } from './document.ts'

/**
 * The words of a sheet in reading order, one string for each line, cell or label; what stands at the top and foot of a page is not
 * among them. Every renderer must say exactly this.
 */
export function documentText(document: ReportDocument): string[] {
  return document.blocks.flatMap(blockText).filter((text) => text !== '')
}

/** What stands at the top and foot of every page, without the page number. */
export function runningText({ running }: ReportDocument): string[] {
  const { title, packageId, tlp, tlpSentence, mark, markSentence } = running
  return [title, tlp, mark, markSentence, packageId, tlpSentence].filter((text) => text !== '')
}

/** Letters only: how renderers are compared, since each breaks lines where its page ends. */
export function withoutSpaces(texts: readonly string[]): string {
  return texts.join('').replace(/\s+/gu, '')
}

function blockText(block: Block): string[] {
  switch (block.type) {
    case 'heading':
      return [block.text]
    case 'paragraph':
      return [runsText(block.runs)]
    case 'key-value':
      return block.rows.flatMap((row) => [row.label, row.note, ...cellText(row.value)])
    case 'table':
      return [block.caption, ...block.columns.map((column) => column.label), ...block.rows.flat().flatMap(cellText)]
    case 'notice':
      return [block.title, ...block.lines]
    case 'list':
      return block.items.flatMap((item, index) => [`${index + 1}.`, ...cellText(item)])
    case 'code':
      return [block.label, ...block.lines]
    case 'groups':
      return [block.label, ...block.groups]
    case 'qr':
      return [...block.beside.flatMap(blockText), block.holds]
    case 'signature':
      return block.labels
    case 'page-break':
      return []
    default:
      return assertNever(block)
  }
}

function cellText(cell: Cell): string[] {
  return cell.map(runsText)
}

function runsText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('')
}
