import pdfmake from 'pdfmake'
import type { EmbeddedFile } from '../../shared/ports/work.ts'
import type { ReportDocument } from '../../shared/report/document.ts'
import { pdfDefinition } from './pdf-definition.ts'
import { fontFiles, readSheetFonts } from './pdf-fonts.ts'
import type { SheetFonts } from './pdf-fonts.ts'
import { qrRows } from './pdf-qr.ts'

/** Renders sheets as PDF. */
export interface PdfRenderer {
  /**
   * A sheet as PDF 1.7, A4. The bytes depend on the arguments alone: `at` (UTC ms) is the date of creation and change.
   * The PDF has bookmarks and a language but no tags: report.html is the accessible copy.
   */
  render(document: ReportDocument, at: number, embedded: readonly EmbeddedFile[]): Promise<Uint8Array>
}

/** Files inside the PDF library's own memory; the type definitions leave it out. */
interface FileMemory {
  readonly virtualfs: { writeFileSync(name: string, bytes: Buffer): void }
}

/**
 * A renderer with the fonts of a folder (`assets/fonts`). The library gets the fonts from memory and may read neither addresses nor
 * files, whatever a report's text says.
 * @throws Error when a font is missing.
 */
export function createPdfRenderer(fontFolder: string): PdfRenderer {
  const fonts = readSheetFonts(fontFolder)
  prepare(fonts)
  return {
    async render(document, at, embedded) {
      const definition = pdfDefinition(document, { qrRows, draws: fonts.draws })
      const date = new Date(at)
      definition.info = {
        title: document.title,
        subject: document.running.packageId,
        creator: 'Cofferdam',
        producer: 'Cofferdam',
        creationDate: date,
        modDate: date,
      }
      if (embedded.length > 0) definition.files = Object.fromEntries(embedded.map((file, index) => [`file${index}`, attached(file, date)]))
      return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
    },
  }
}

function prepare(fonts: SheetFonts): void {
  const { virtualfs } = pdfmake as unknown as FileMemory
  for (const name of fontFiles) virtualfs.writeFileSync(name, fonts.files[name])
  const [regular, bold, italic, mono] = fontFiles
  pdfmake.setFonts({
    Sans: { normal: regular, bold, italics: italic, bolditalics: bold },
    Mono: { normal: mono, bold: mono, italics: mono, bolditalics: mono },
  })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => false)
}

function attached(file: EmbeddedFile, date: Date) {
  const data = Buffer.from(file.bytes).toString('base64')
  return { src: `data:${file.mediaType};base64,${data}`, name: file.name, type: file.mediaType, relationship: 'Data', creationDate: date, modifiedDate: date }
}
