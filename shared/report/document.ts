import { z } from 'zod'
import { languageSchema } from './language.ts'

/** How a piece of text stands out. `struck` is a former value, `unknown` an answer "not known", `claimed` one not confirmed. */
export const runStyles = ['plain', 'strong', 'quiet', 'struck', 'unknown', 'claimed', 'code'] as const

/** A piece of text in one style. A line break in `text` is a line break on paper. */
export const runSchema = z.strictObject({ text: z.string(), style: z.enum(runStyles) })
export type Run = z.output<typeof runSchema>

/** Paragraphs of runs, as one cell or one value holds them. */
export const cellSchema = z.array(z.array(runSchema))
export type Cell = z.output<typeof cellSchema>

const headingBlock = z.strictObject({ type: z.literal('heading'), level: z.union([z.literal(1), z.literal(2), z.literal(3)]), text: z.string() })
const paragraphBlock = z.strictObject({ type: z.literal('paragraph'), runs: z.array(runSchema), size: z.enum(['normal', 'small', 'large']) })
/** Text to be typed or compared letter by letter; `groups` are set apart and large. */
const codeBlock = z.strictObject({ type: z.literal('code'), label: z.string(), lines: z.array(z.string()) })
const groupsBlock = z.strictObject({ type: z.literal('groups'), label: z.string(), perLine: z.number().int().min(1).max(8), groups: z.array(z.string()) })
const keyValueBlock = z.strictObject({
  type: z.literal('key-value'),
  rows: z.array(z.strictObject({ label: z.string(), note: z.string(), value: cellSchema })),
})
const tableBlock = z.strictObject({
  type: z.literal('table'),
  caption: z.string(),
  /** `share` is the column's part of the width, in parts of the sum. */
  columns: z.array(z.strictObject({ label: z.string(), share: z.number().int().min(1).max(12) })),
  rows: z.array(z.array(cellSchema)),
})
const noticeBlock = z.strictObject({
  type: z.literal('notice'),
  tone: z.enum(['plain', 'attention']),
  title: z.string(),
  lines: z.array(z.string()),
})
const listBlock = z.strictObject({ type: z.literal('list'), size: z.enum(['normal', 'large']), items: z.array(cellSchema) })
/** A QR code of `text`, with the same in letters beside it; `holds` says in words what it holds. Each renderer draws it itself. */
const qrBlock = z.strictObject({
  type: z.literal('qr'),
  text: z.string(),
  holds: z.string(),
  beside: z.array(z.discriminatedUnion('type', [paragraphBlock, codeBlock, groupsBlock])),
})
/** Lines to sign or fill in by hand on paper. */
const signatureBlock = z.strictObject({ type: z.literal('signature'), labels: z.array(z.string()) })
/** Keeps what follows on a new page. */
const pageBreakBlock = z.strictObject({ type: z.literal('page-break') })

/** One part of a printed sheet. */
export const blockSchema = z.discriminatedUnion('type', [
  headingBlock,
  paragraphBlock,
  keyValueBlock,
  tableBlock,
  noticeBlock,
  listBlock,
  codeBlock,
  groupsBlock,
  qrBlock,
  signatureBlock,
  pageBreakBlock,
])
export type Block = z.output<typeof blockSchema>
/** One kind of block. */
export type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>

/** What stands at the top and foot of every page. */
export const runningSchema = z.strictObject({
  /** Short title, e.g. `Early warning INC-7, version 1`. */
  title: z.string(),
  /** Name of the signed report file, or of the sheet. */
  packageId: z.string(),
  /** `TLP:AMBER`; empty for sheets that are not shared. */
  tlp: z.string(),
  /** The plain sentence that says with whom it may be shared, or how the sheet is to be kept. */
  tlpSentence: z.string(),
  /** Large word on every page for anything that is not a real, released report, e.g. `EXERCISE`; empty else. */
  mark: z.string(),
  /** What the mark means, in a sentence; empty without a mark. */
  markSentence: z.string(),
  /** Pattern of the page number with {{page}} and {{pages}}. */
  pageOf: z.string(),
})
export type Running = z.output<typeof runningSchema>

/**
 * One printed sheet, independent of how it is shown. HTML, PDF and the preview on screen are made from it and say the same words.
 * All text is already printable: controls are made visible (printable.ts).
 */
export const reportDocumentSchema = z.strictObject({
  language: languageSchema,
  title: z.string(),
  running: runningSchema,
  blocks: z.array(blockSchema),
})
export type ReportDocument = z.output<typeof reportDocumentSchema>

/** Modules of a QR code without its quiet zone: rows of `0` (light) and `1` (dark). Handed to the renderers by the host. */
export type QrRows = (text: string) => readonly string[]
