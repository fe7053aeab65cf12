import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Words a PDF definition lays out, in order: what the printed page says as far as our own code decides it. */
export function definitionWords(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  if (typeof node === 'function') return []
  if (Array.isArray(node)) return node.flatMap(definitionWords)
  if (node === null || typeof node !== 'object') return []
  const { text, stack, columns, table } = node as { text?: unknown; stack?: unknown; columns?: unknown; table?: { body?: unknown } }
  return [text, stack, columns, table?.body].flatMap((part) => (part === undefined ? [] : definitionWords(part)))
}

/** Where two texts begin to differ, for a message that a person can read; empty when they are equal. */
export function firstDifference(actual: string, wanted: string): string {
  if (actual === wanted) return ''
  let at = 0
  while (actual[at] === wanted[at]) at += 1
  return `at ${at}: got ${JSON.stringify(actual.slice(at, at + 60))}, wanted ${JSON.stringify(wanted.slice(at, at + 60))}`
}

/** Whether the machine has pdftotext (poppler); a bare Debian or Windows has not. */
export const hasPdfToText = spawnSync('pdftotext', ['-v']).error === undefined

/** Text of the PDF's pages between head and foot, in the order in which it was drawn. */
export function printedWords(pdf: Uint8Array, top: number, bottom: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'cofferdam-pdf-'))
  try {
    const file = join(folder, 'sheet.pdf')
    writeFileSync(file, pdf)
    const area = ['-r', '72', '-x', '0', '-y', String(top), '-W', '596', '-H', String(842 - top - bottom)]
    const { stdout, status, stderr } = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-nopgbrk', ...area, file, '-'], { encoding: 'utf8', maxBuffer: 64 << 20 })
    if (status !== 0) throw new Error(stderr)
    return stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
