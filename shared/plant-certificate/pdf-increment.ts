import { concatBytes, toHex, utf8 } from '../package/bytes.ts'
import type { Hash } from '../ports/crypto.ts'
import type { Instant } from '../ports/clock.ts'

/**
 * A signature field added to a PDF as an incremental update (ISO 32000-1, 7.5.6 and 12.8): not a byte of the PDF before it changes. The
 * form read is the one that the report's renderer writes: one classic table of objects, a flat list of pages, nothing compressed that is
 * needed here. Any other is refused, and the report then goes out as it is.
 */

/** A PDF of another form than the one above. */
export class PdfNotSignable extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'PdfNotSignable'
  }
}

/** Where a signature and what it covers lie: bytes from 0 to `first`, and `length` bytes from `second` to the end. */
export interface SignedRange {
  /** Offset of `<`, with which the signature begins. */
  readonly first: number
  /** Offset behind its `>`. */
  readonly second: number
  readonly length: number
}

/** Width of a number in the list of bytes that are signed; its place is kept before the numbers are known. */
const numberWidth = 10

/**
 * Adds an empty signature field that nobody sees on the first page.
 * @param at when it is signed, by the signer's clock: the claimed time of signing.
 * @param reserve how many bytes the signature may have.
 * @returns the PDF with zeros in place of the signature.
 * @throws PdfNotSignable
 */
export function withSignatureField(pdf: Uint8Array, at: Instant, reserve: number, hash: Pick<Hash, 'sha256'>): { readonly pdf: Uint8Array; readonly range: SignedRange } {
  const base = readBase(pdf)
  const signature = base.size
  const field = base.size + 1
  const start = concatBytes(pdf, utf8(pdf.at(-1) === 0x0a ? '' : '\n'))
  const head = `${String(signature)} 0 obj\n<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/M (${pdfDate(at)})\n/ByteRange [`
  const rangeWidth = 4 * (numberWidth + 1)
  const first = start.length + head.length + rangeWidth + ']\n/Contents '.length
  const second = first + 2 + 2 * reserve
  const signatureEnd = '\n>>\nendobj\n'
  const objects = [
    { number: base.rootNumber, text: `${String(base.rootNumber)} 0 obj\n${withEntry(base.root, `/AcroForm << /Fields [${String(field)} 0 R] /SigFlags 3 >>`)}\nendobj\n` },
    { number: base.pageNumber, text: `${String(base.pageNumber)} 0 obj\n${withAnnotation(base.page, field)}\nendobj\n` },
    { number: field, text: `${String(field)} 0 obj\n<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Signature1)\n/V ${String(signature)} 0 R\n/P ${String(base.pageNumber)} 0 R\n/F 132\n/Rect [0 0 0 0]\n>>\nendobj\n` },
  ]
  const offsets = new Map<number, number>([[signature, start.length]])
  let next = second + signatureEnd.length
  for (const { number, text } of objects) {
    offsets.set(number, next)
    next += text.length
  }
  const id = toHex(hash.sha256(pdf)).slice(0, 32)
  const tail = `${objects.map(({ text }) => text).join('')}${table(offsets)}trailer\n<<\n/Size ${String(base.size + 2)}\n/Root ${String(base.rootNumber)} 0 R\n${base.info}/ID [<${base.id}> <${id}>]\n/Prev ${String(base.table)}\n>>\nstartxref\n${String(next)}\n%%EOF\n`
  const length = signatureEnd.length + tail.length
  const range = [0, first, second, length].map((number) => String(number).padEnd(numberWidth)).join(' ').padEnd(rangeWidth)
  const whole = concatBytes(start, utf8(`${head}${range}]\n/Contents <${'0'.repeat(2 * reserve)}>${signatureEnd}${tail}`))
  return { pdf: whole, range: { first, second, length } }
}

/** The bytes that are signed. */
export function signedBytes(pdf: Uint8Array, { first, second, length }: SignedRange): Uint8Array {
  return concatBytes(pdf.subarray(0, first), pdf.subarray(second, second + length))
}

/** Puts the signature into its place. @throws PdfNotSignable when it is larger than the place that was kept. */
export function withSignature(pdf: Uint8Array, range: SignedRange, signature: Uint8Array): Uint8Array {
  if (signature.length * 2 > range.second - range.first - 2) throw new PdfNotSignable('the signature is too large')
  const signed = pdf.slice()
  signed.set(utf8(toHex(signature)), range.first + 1)
  return signed
}

interface Base {
  /** Offset of the table of objects, and how many objects there are. */
  readonly table: number
  readonly size: number
  readonly rootNumber: number
  readonly root: string
  readonly pageNumber: number
  readonly page: string
  readonly info: string
  readonly id: string
}

function readBase(pdf: Uint8Array): Base {
  const end = latin1(pdf, Math.max(0, pdf.length - 64), pdf.length)
  const table = Number(match(/startxref\s+(\d{1,10})\s+%%EOF\s*$/, end))
  const tail = latin1(pdf, table, pdf.length)
  const count = Number(match(/^xref\n0 (\d{1,7})\n/, tail))
  const entries = tail.slice(tail.indexOf('\n', 5) + 1)
  const trailer = entries.slice(count * 20)
  if (!trailer.startsWith('trailer') || trailer.includes('/Prev') || trailer.includes('/Encrypt')) throw new PdfNotSignable('another trailer')
  const size = Number(match(/\/Size (\d{1,7})\n/, trailer))
  if (size !== count) throw new PdfNotSignable('the table of objects is not whole')
  const object = (number: number): string => {
    const offset = Number(match(/^(\d{10}) 00000 n $/, entries.slice(number * 20, number * 20 + 19)))
    const text = latin1(pdf, offset, Math.min(pdf.length, offset + 65_536))
    const body = match(/^\d+ 0 obj\n(<<[^]*?>>)\nendobj/, text)
    if (!text.startsWith(`${String(number)} 0 obj\n`) || /\bstream\b/.test(body)) throw new PdfNotSignable('another object was expected')
    return body
  }
  const rootNumber = Number(match(/\/Root (\d{1,7}) 0 R/, trailer))
  const root = object(rootNumber)
  if (root.includes('/AcroForm')) throw new PdfNotSignable('there is a form already')
  const pages = object(Number(match(/\/Pages (\d{1,7}) 0 R/, root)))
  const pageNumber = Number(match(/\/Kids \[\s*(\d{1,7}) 0 R/, pages))
  const page = object(pageNumber)
  if (!page.includes('/Type /Page\n')) throw new PdfNotSignable('another list of pages')
  const info = /\/Info \d{1,7} 0 R\n/.exec(trailer)?.[0] ?? ''
  return { table, size, rootNumber, root, pageNumber, page, info, id: match(/\/ID \[<([0-9a-fA-F]{32})> <[0-9a-fA-F]{32}>\]/, trailer) }
}

function withEntry(dictionary: string, entry: string): string {
  return `${dictionary.slice(0, -'>>'.length)}${entry}\n>>`
}

function withAnnotation(page: string, field: number): string {
  if (!page.includes('/Annots')) return withEntry(page, `/Annots [${String(field)} 0 R]`)
  if (!/\/Annots \[/.test(page)) throw new PdfNotSignable('another list of annotations')
  return page.replace('/Annots [', `/Annots [${String(field)} 0 R `)
}

/** The table of the new objects: one section for each run of numbers, entries of 20 bytes. */
function table(offsets: ReadonlyMap<number, number>): string {
  const sections = [...offsets].sort(([a], [b]) => a - b).map(([number, offset]) => `${String(number)} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
  return `xref\n0 1\n0000000000 65535 f \n${sections.join('')}`
}

/** A date as PDF writes it, in UTC. */
function pdfDate(at: Instant): string {
  return `D:${new Date(at).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
}

/** One byte, one character: what a PDF's own words are written in. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at += 8192) text += String.fromCharCode(...bytes.subarray(at, Math.min(to, at + 8192)))
  return text
}

function match(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new PdfNotSignable(`not found: ${pattern.source}`)
  return found
}
