import { join } from 'node:path'
import type { PdfRenderer } from '../pdf.ts'
import type { TaskInput } from './task-protocol.ts'

/** Renders PDFs with the fonts of the shipped assets. Library and fonts are loaded with the first one: most starts need none. */
export function createPdfTask(assetsFolder: string): (input: TaskInput<'pdf'>) => Promise<Uint8Array> {
  let renderer: Promise<PdfRenderer> | null = null
  return async ({ document, at, embedded }) => {
    renderer ??= import('../pdf.ts').then(({ createPdfRenderer }) => createPdfRenderer(join(assetsFolder, 'fonts')))
    return (await renderer).render(document, at, embedded)
  }
}
