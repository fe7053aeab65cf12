import { create } from 'qrcode'

/** Modules of a QR code as rows of `0` (light) and `1` (dark), without quiet zone; the same code that the PDF draws. */
export function qrRows(text: string): string[] {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  return Array.from({ length: modules.size }, (_row, y) =>
    Array.from({ length: modules.size }, (_column, x) => (modules.get(y, x) ? '1' : '0')).join(''),
  )
}
